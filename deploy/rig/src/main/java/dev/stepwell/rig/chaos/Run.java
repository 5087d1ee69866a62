package dev.stepwell.rig.chaos;

import dev.stepwell.rig.crew.Crew;
import dev.stepwell.rig.house.House;
import dev.stepwell.rig.swf.SwfCrew;
import dev.stepwell.simulation.audit.HistoryAudit;
import dev.stepwell.simulation.audit.SeenEvent;
import dev.stepwell.simulation.audit.SeenExecution;
import dev.stepwell.simulation.audit.Violations;
import dev.stepwell.simulation.cluster.OutcomeAudit;
import dev.stepwell.simulation.program.Generator;
import dev.stepwell.simulation.program.Pace;
import dev.stepwell.simulation.program.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** One trouble in the middle of many executions of random programs whose ends are known. */
final class Run {
    private static final int PROGRAMS = 12;
    private static final int CLIENTS = 16;
    private static final int LAST_EVENTS = 8;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Path deploy;
    private final long seed;
    private final int executions;
    private final Violations violations = new Violations();
    private final Map<String, Program> programs = new LinkedHashMap<>();

    Run(Path deploy, long seed, int executions) {
        this.deploy = deploy;
        this.seed = seed;
        this.executions = executions;
    }

    /** Starts servers, breaks them, and audits what they show in the end. */
    Result of(Trouble trouble) throws IOException, InterruptedException {
        Instant began = Instant.now();
        Path folder = Files.createTempDirectory("stepwell-chaos");
        folder.toFile().setExecutable(true, false); // an unprivileged PostgreSQL has to pass through
        int functionPort = House.freePort();
        try (Village village = new Village(deploy, folder, trouble.nodes(), functionPort);
                Crew crew = new Crew(village.credentials(), village.endpoints(), functionPort, violations);
                SwfCrew swf = new SwfCrew(village.credentials(), village.endpoints(), seed, orders())) {
            swf.start();
            List<String> arns = start(crew);
            long running = arns.stream().filter(arn -> !crew.hasEnded(arn)).count();
            Thread signals = Thread.ofVirtual().start(swf::signal); // in the middle of it
            village.suffer(trouble);
            signals.join();
            Instant deadline = Instant.now().plus(PATIENCE);
            awaitEnds(crew, arns, deadline);
            swf.awaitEnds(deadline);
            swf.audit(violations);
            List<SeenExecution> seen = arns.stream().map(crew::see).toList();
            audit(seen);
            seen.stream()
                    .filter(execution -> isAccused(execution.arn()))
                    .forEach(execution -> System.out.println(story(execution, crew.cause(execution.arn()))));
            int promises = crew.checkPromises(seen);
            long stale = village.staleTurns();
            if (trouble == Trouble.KILL_ONE_FREEZE_ONE) {
                violations.require(stale > 0, "I6", trouble.word(), "no stale write was tried, so nothing was shown");
            }
            return new Result(
                    trouble,
                    seed,
                    executions,
                    running,
                    promises,
                    stale,
                    new Result.Swf(2 * orders() + 1, swf.promises(), swf.deaths()),
                    Duration.between(began, Instant.now()),
                    violations.found());
        } finally {
            deleteAll(folder);
        }
    }

    private List<String> start(Crew crew) throws InterruptedException {
        Random random = new Random(seed);
        Generator generator = new Generator(random, Pace.REAL);
        for (int i = 0; i < PROGRAMS; i++) {
            Program program = generator.program("machine" + i);
            programs.put(program.name(), program);
            crew.register(program);
        }
        List<Program> all = new ArrayList<>(programs.values());
        List<Callable<String>> starts = new ArrayList<>();
        for (int i = 0; i < executions; i++) {
            Program program = all.get(i % all.size());
            String name = "run" + i;
            String input = generator.input();
            starts.add(() -> crew.start(program, name, input));
        }
        List<String> arns = new ArrayList<>();
        try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
            for (Future<String> started : clients.invokeAll(starts)) {
                arns.add(started.get());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("an execution could not be started", e);
        }
        return arns;
    }

    /** How many runs of SWF go beside them; each has a child. */
    private int orders() {
        return Math.max(1, executions / 4);
    }

    private void awaitEnds(Crew crew, List<String> arns, Instant deadline) throws InterruptedException {
        List<String> open = new ArrayList<>(arns);
        while (!open.isEmpty() && Instant.now().isBefore(deadline)) {
            open.removeIf(crew::hasEnded);
            Thread.sleep(PAUSE);
        }
    }

    private void audit(List<SeenExecution> seen) {
        HistoryAudit histories = new HistoryAudit(violations);
        OutcomeAudit outcomes = new OutcomeAudit(
                name -> Optional.ofNullable(programs.get(name)).orElseThrow(), violations, arn -> false);
        for (SeenExecution execution : seen) {
            histories.check(execution);
            outcomes.check(execution);
        }
    }

    /** What somebody wants to read first who looks for the reason. */
    private String story(SeenExecution execution, Optional<String> cause) {
        StringBuilder text = new StringBuilder(execution.arn() + " is " + execution.status()
                + cause.map(c -> ": " + c).orElse(""));
        List<SeenEvent> events = execution.events();
        events.subList(Math.max(0, events.size() - LAST_EVENTS), events.size())
                .forEach(event -> text.append("\n    ").append(event));
        String machine = execution.arn().split(":", 8)[6];
        return text.append("\n    ")
                .append(Optional.ofNullable(programs.get(machine))
                        .map(Program::definition)
                        .orElse(""))
                .toString();
    }

    private boolean isAccused(String arn) {
        return violations.found().stream()
                .anyMatch(violation -> violation.where().equals(arn));
    }

    private static void deleteAll(Path folder) throws IOException, InterruptedException {
        new ProcessBuilder("rm", "-rf", folder.toString()).inheritIO().start().waitFor();
    }
}
