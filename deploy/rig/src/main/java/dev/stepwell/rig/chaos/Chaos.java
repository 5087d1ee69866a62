package dev.stepwell.rig.chaos;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepwell.rig.trouble.Trouble;
import dev.stepwell.rig.trouble.Troubles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The program behind {@code deploy/chaos}: {@code DEPLOY-FOLDER [--tier ci|long] [--only NAME,...] [--seed N] [--executions N] [--lanes N]
 * [--json FILE]}. Ends with status 0 when nothing was violated.
 */
public final class Chaos {
    private final Path deploy;
    private final long seed;
    private final int executions;
    private final boolean whole;
    private final List<Trouble> ahead;
    private final Map<Trouble, Result> results = new HashMap<>();

    private Chaos(Path deploy, List<Trouble> troubles, List<String> options) {
        this.deploy = deploy;
        this.ahead = new ArrayList<>(troubles);
        this.seed = Long.parseLong(option(options, "--seed").orElse("1"));
        this.executions = Integer.parseInt(option(options, "--executions").orElse("200"));
        this.whole = option(options, "--tier").filter("long"::equals).isPresent();
    }

    /** Lets all troubles happen, or those that are named. */
    public static void main(String[] args) throws IOException, InterruptedException {
        List<String> options = List.of(args).subList(1, args.length);
        Optional<String> only = option(options, "--only");
        List<Trouble> troubles = Troubles.ALL.stream()
                .filter(trouble ->
                        only.isEmpty() || List.of(only.get().split(",")).contains(trouble.word()))
                .toList();
        if (troubles.isEmpty()) {
            System.err.println("--only takes some of "
                    + Troubles.ALL.stream().map(Trouble::word).toList());
            System.exit(2);
        }
        List<Trouble> possible = troubles.stream().filter(Chaos::isPossible).toList();
        Chaos chaos = new Chaos(Path.of(args[0]), possible, options);
        chaos.run(Integer.parseInt(option(options, "--lanes").orElse("1")));
        List<Result> results = possible.stream().flatMap(chaos::result).toList();
        Optional<String> file = option(options, "--json");
        if (file.isPresent()) {
            chaos.write(results, Path.of(file.get()));
        }
        System.exit(results.size() == possible.size() && results.stream().allMatch(Result::isGood) ? 0 : 1);
    }

    private static boolean isPossible(Trouble trouble) {
        Optional<String> obstacle = Installation.obstacle(trouble);
        obstacle.ifPresent(why -> System.out.println("Left out: " + trouble.word() + ", because " + why + "."));
        return obstacle.isEmpty();
    }

    /** Much of a trouble is waiting, so that two at a time take less time than one after the other; each lane has an installation of its own. */
    private void run(int lanes) throws InterruptedException {
        List<Thread> running = new ArrayList<>();
        for (int i = 0; i < lanes; i++) {
            running.add(Thread.ofPlatform().name("lane" + i).start(this::lane));
        }
        for (Thread lane : running) {
            lane.join();
        }
    }

    /** What breaks a lane off is told by its thread, and by a result that is missing in the end. */
    private void lane() {
        try {
            work();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("a lane broke off", e);
        }
    }

    /** An installation serves all that it is fit for, until one has done harm. */
    private void work() throws IOException, InterruptedException {
        Optional<Installation> standing = Optional.empty();
        try {
            for (Optional<Trouble> next = next(standing); next.isPresent(); next = next(standing)) {
                Trouble trouble = next.get();
                if (standing.isEmpty() || !standing.get().suits(trouble)) {
                    if (standing.isPresent()) {
                        standing.get().close();
                    }
                    standing = Optional.of(new Installation(deploy, trouble, seed));
                }
                Result result = new Run(standing.get(), seed, executions, whole).of(trouble);
                System.out.println(result.line());
                note(trouble, result);
                if (!result.isGood()) {
                    standing.get().close();
                    standing = Optional.empty();
                }
            }
        } finally {
            if (standing.isPresent()) {
                standing.get().close();
            }
        }
    }

    /** The next trouble, one that the standing installation is fit for if there is any. */
    private synchronized Optional<Trouble> next(Optional<Installation> standing) {
        Optional<Trouble> fitting = standing.flatMap(
                installation -> ahead.stream().filter(installation::suits).findFirst());
        Optional<Trouble> next = fitting.or(() -> ahead.stream().findFirst());
        next.ifPresent(ahead::remove);
        return next;
    }

    private synchronized Stream<Result> result(Trouble trouble) {
        return Stream.ofNullable(results.get(trouble));
    }

    private synchronized void note(Trouble trouble, Result result) {
        results.put(trouble, result);
    }

    private void write(List<Result> results, Path file) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode all = mapper.createObjectNode();
        all.put("date", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString())
                .put("tier", whole ? "long" : "ci")
                .put("seed", seed);
        ArrayNode list = all.putArray("troubles");
        results.forEach(result -> list.add(result.json(mapper)));
        Files.writeString(file, mapper.writerWithDefaultPrettyPrinter().writeValueAsString(all) + "\n");
    }

    private static Optional<String> option(List<String> options, String name) {
        int at = options.indexOf(name);
        return at < 0 || at + 1 >= options.size() ? Optional.empty() : Optional.of(options.get(at + 1));
    }
}
