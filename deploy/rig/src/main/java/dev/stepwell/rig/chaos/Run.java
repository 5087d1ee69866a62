package dev.stepwell.rig.chaos;

import dev.stepwell.rig.crew.Crew;
import dev.stepwell.rig.crew.Desk;
import dev.stepwell.rig.house.Settings;
import dev.stepwell.rig.house.Village;
import dev.stepwell.rig.swf.SwfCrew;
import dev.stepwell.rig.trouble.Scene;
import dev.stepwell.rig.trouble.Trouble;
import dev.stepwell.simulation.audit.HistoryAudit;
import dev.stepwell.simulation.audit.SeenEvent;
import dev.stepwell.simulation.audit.SeenExecution;
import dev.stepwell.simulation.audit.Violations;
import dev.stepwell.simulation.cluster.OutcomeAudit;
import dev.stepwell.simulation.program.Generator;
import dev.stepwell.simulation.program.Pace;
import dev.stepwell.simulation.program.Program;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import software.amazon.awssdk.services.sfn.SfnClient;

/** One trouble in the middle of many executions of random programs whose ends are known. */
final class Run {
    private static final int PROGRAMS = 12;
    private static final int CLIENTS = 16;
    private static final int LAST_EVENTS = 8;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Installation installation;
    private final long seed;
    private final int executions;
    private final boolean whole;
    private final Violations violations = new Violations();
    private final Map<String, Program> programs = new LinkedHashMap<>();

    Run(Installation installation, long seed, int executions, boolean whole) {
        this.installation = installation;
        this.seed = seed;
        this.executions = executions;
        this.whole = whole;
    }

    /** Breaks the installation under a tenant of this run alone, and audits what it shows in the end. */
    Result of(Trouble trouble) throws IOException, InterruptedException {
        Instant began = Instant.now();
        Village village = installation.village();
        Settings keys = village.newTenant(trouble.word());
        List<URI> endpoints = village.endpoints();
        try (Crew crew = new Crew(keys, endpoints, installation.functionPort(), violations);
                Desk<SfnClient> desk = Desk.sfn(keys, endpoints);
                SwfCrew swf = new SwfCrew(keys, endpoints, seed, orders())) {
            swf.start();
            Starts starts = new Starts(crew, register(crew), seed);
            starts.begin(executions, CLIENTS);
            long running =
                    starts.all().stream().filter(arn -> !crew.hasEnded(arn)).count();
            Thread signals = Thread.ofVirtual().start(swf::signal); // in the middle of it
            Scene scene = new Scene(village, installation.stores(), starts, desk, keys, seed, whole);
            try (Starts.Drip drip = starts.drip(executions)) {
                trouble.happen(scene);
            }
            Instant mended = Instant.now();
            signals.join();
            List<String> arns = starts.all();
            awaitEnds(crew, arns, mended.plus(PATIENCE));
            swf.awaitEnds(mended.plus(PATIENCE));
            swf.audit(violations);
            List<SeenExecution> seen = arns.stream().map(crew::see).toList();
            audit(seen);
            seen.stream()
                    .filter(execution -> isAccused(execution.arn()))
                    .forEach(execution -> System.out.println(story(execution, crew.cause(execution.arn()))));
            int promises = crew.checkPromises(seen);
            scene.violations().forEach(v -> violations.add(v.rule(), v.where(), v.what()));
            return new Result(
                    trouble.word(),
                    seed,
                    new Result.Work(arns.size(), running, promises),
                    new Result.Swf(2 * orders() + 1, swf.promises(), swf.deaths()),
                    scene.figures(),
                    Duration.between(began, Instant.now()),
                    violations.found());
        }
    }

    private List<Program> register(Crew crew) {
        Generator generator = new Generator(new Random(seed), Pace.REAL);
        for (int i = 0; i < PROGRAMS; i++) {
            Program program = generator.program("machine" + i);
            programs.put(program.name(), program);
            crew.register(program);
        }
        return List.copyOf(programs.values());
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
                name -> Optional.ofNullable(programs.get(name)).orElseThrow(),
                (arn, input) -> input,
                violations,
                arn -> false);
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
}
