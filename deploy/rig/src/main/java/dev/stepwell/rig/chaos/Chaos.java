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
import java.util.List;
import java.util.Optional;

/**
 * The program behind {@code deploy/chaos}: {@code DEPLOY-FOLDER [--tier ci|long] [--only NAME,...] [--seed N] [--executions N] [--json FILE]}. Ends with
 * status 0 when nothing was violated.
 */
public final class Chaos {
    private final Path deploy;
    private final long seed;
    private final int executions;
    private final boolean whole;
    private final List<Result> results = new ArrayList<>();

    private Chaos(Path deploy, List<String> options) {
        this.deploy = deploy;
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
        Chaos chaos = new Chaos(Path.of(args[0]), options);
        chaos.run(troubles);
        Optional<String> file = option(options, "--json");
        if (file.isPresent()) {
            chaos.write(Path.of(file.get()));
        }
        System.exit(chaos.results.stream().allMatch(Result::isGood) ? 0 : 1);
    }

    /** Troubles that follow each other and take as many nodes share an installation, until one has done harm. */
    private void run(List<Trouble> troubles) throws IOException, InterruptedException {
        Optional<Installation> standing = Optional.empty();
        try {
            for (Trouble trouble : troubles) {
                Optional<String> obstacle = Installation.obstacle(trouble);
                if (obstacle.isPresent()) {
                    System.out.println("Left out: " + trouble.word() + ", because " + obstacle.get() + ".");
                    continue;
                }
                if (standing.isEmpty() || !standing.get().suits(trouble)) {
                    if (standing.isPresent()) {
                        standing.get().close();
                    }
                    standing = Optional.of(new Installation(deploy, trouble, seed));
                }
                Result result = new Run(standing.get(), seed, executions, whole).of(trouble);
                System.out.println(result.line());
                results.add(result);
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

    private void write(Path file) throws IOException {
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
