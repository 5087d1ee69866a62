package dev.stepwell.simulation.cluster;

import dev.stepwell.execution.journal.memory.MemoryStore;
import dev.stepwell.execution.ports.Store;
import dev.stepwell.execution.tokens.MasterKeys;
import dev.stepwell.execution.tokens.TaskTokens;
import dev.stepwell.names.ExecutionKey;
import dev.stepwell.simulation.audit.EndAudit;
import dev.stepwell.simulation.audit.FoldAudit;
import dev.stepwell.simulation.audit.HistoryAudit;
import dev.stepwell.simulation.audit.JournalAudit;
import dev.stepwell.simulation.audit.Ledger;
import dev.stepwell.simulation.audit.SeenExecution;
import dev.stepwell.simulation.audit.Violation;
import dev.stepwell.simulation.audit.Violations;
import dev.stepwell.simulation.audit.WorkflowAudit;
import dev.stepwell.simulation.audit.WorkflowEndAudit;
import dev.stepwell.simulation.audit.WorkflowLedger;
import dev.stepwell.simulation.world.Marks;
import dev.stepwell.simulation.world.SimNet;
import dev.stepwell.simulation.world.SimQueue;
import dev.stepwell.simulation.world.Surroundings;
import dev.stepwell.simulation.world.Timeline;
import dev.stepwell.simulation.world.Trace;
import dev.stepwell.simulation.world.Weather;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** One world, from its seed to its report. */
public final class Simulation {
    private static final long SECOND = 1_000_000;

    /** How long nothing may be left behind once all executions have ended. */
    private static final long REST = 15 * SECOND;

    /** After so many violations a world is beyond hope and need not go on. */
    private static final int ENOUGH = 20;

    private final World world;
    private final MemoryStore memory;
    private final Timeline timeline;
    private final Clients clients;
    private final WorkflowClients workflowClients;
    private long restSince = -1;

    private Simulation(Scenario scenario, Seams seams, boolean keepTrace) {
        timeline = new Timeline();
        Marks marks = new Marks();
        Violations violations = new Violations();
        Trace trace = new Trace(timeline, keepTrace);
        Weather weather = new Weather(timeline, scenario.drawn, scenario.faults);
        Surroundings around = new Surroundings(timeline, weather, trace, marks, scenario.seeds.of("world"));
        InstantSource databaseClock = () -> scenario.era.databaseTime(timeline.now());
        memory = new MemoryStore(databaseClock);
        Store store = seams.store(memory);
        FoldAudit folds = new FoldAudit(violations, scenario.seeds.of("folds"), scenario.limits);
        JournalAudit journal =
                new JournalAudit(timeline, violations, marks, scenario::definition, folds, databaseClock);
        TaskTokens tokens = new TaskTokens(new MasterKeys(1, Map.of(1, new byte[32])));
        Machines machines = new Machines(scenario, seams, violations, List.of(folds, new TurnMarks(marks)));
        WorkflowAudit workflows = new WorkflowAudit(timeline, violations, marks);
        world = new World(
                scenario,
                around,
                store,
                new SimNet(around.drawing(scenario.seeds.of("net"))),
                new SimQueue(around.drawing(scenario.seeds.of("queue"))),
                tokens,
                journal,
                new Ledger(violations),
                violations,
                machines,
                workflows,
                new WorkflowLedger(violations),
                Workflows.beside(machines, seams, violations, workflows));
        Cluster cluster = new Cluster(world);
        Completions completions = new Completions(world, cluster);
        clients = new Clients(world, cluster);
        workflowClients = new WorkflowClients(world, cluster);
        cluster.start(new Outside(marks, completions));
        new Mischief(world, cluster).start();
        new Workers(world, cluster, completions).start();
        clients.start();
        new Deciders(world, cluster).start();
        new WorkflowWorkers(world, cluster).start();
        workflowClients.start();
        if (scenario.dozes) {
            new Doze(world).start();
        }
    }

    /** Runs the world of a seed. */
    public static Report run(long seed) {
        return run(seed, Seams.NONE, false);
    }

    /** Runs the world of a seed, as {@link #run(Scenario, Seams, boolean)} has it. */
    public static Report run(long seed, Seams seams, boolean keepTrace) {
        return run(new Scenario(seed), seams, keepTrace);
    }

    /**
     * Runs a world.
     *
     * @param seams what is wrong in it
     * @param keepTrace whether the report has the trace
     */
    public static Report run(Scenario scenario, Seams seams, boolean keepTrace) {
        Simulation simulation = new Simulation(scenario, seams, keepTrace);
        simulation.play(simulation::isAtRest);
        return simulation.audit();
    }

    /**
     * What came of a search.
     *
     * @param violation what was found
     * @param steps how many steps of the timeline it took
     */
    public record Sought(Optional<Violation> violation, long steps) {}

    /**
     * Plays a world until something goes wrong that is sought.
     *
     * @param seams what is wrong in it
     * @param steps after so many steps of its timeline it is given up, and nothing taken to go wrong
     */
    public static Sought seek(Scenario scenario, Seams seams, Predicate<Violation> sought, long steps) {
        Simulation simulation = new Simulation(scenario, seams, false);
        Violations violations = simulation.world.violations();
        simulation.play(() ->
                simulation.isAtRest() || violations.first(sought).isPresent() || simulation.timeline.steps() > steps);
        if (violations.first(sought).isEmpty() && simulation.timeline.steps() <= steps) {
            simulation.audit();
        }
        return new Sought(violations.first(sought), simulation.timeline.steps());
    }

    private void play(BooleanSupplier until) {
        DefectLog.noteIn(world.violations());
        try {
            timeline.run(until, world.scenario().era.horizon);
        } catch (RuntimeException fallen) {
            StackTraceElement[] stack = fallen.getStackTrace();
            String where = stack.length > 0 ? " at " + stack[0] : "";
            world.violations().add("world", "seed " + world.scenario().seed(), fallen + where);
        } finally {
            DefectLog.stop();
        }
    }

    /** The end: faults are over, everybody knows what he wanted to know, all has ended, and some time has passed since. */
    private boolean isAtRest() {
        if (world.violations().count() > ENOUGH) {
            return true;
        }
        boolean quiet = world.around().weather().isHealed()
                && clients.isDone()
                && workflowClients.isDone()
                && world.journal().allEnded()
                && world.workflows().allClosed();
        if (!quiet) {
            restSince = -1;
            return false;
        }
        restSince = restSince < 0 ? timeline.micros() : restSince;
        return timeline.micros() - restSince > REST;
    }

    private Report audit() {
        Violations violations = world.violations();
        violations.require(
                clients.isDone() && workflowClients.isDone(),
                "I12",
                "clients",
                "some never came to know what became of their starts");
        Set<ExecutionKey> closed = new WorkflowEndAudit(memory, violations, world.scenario().workflows::plan)
                .check(world.workflows(), world.promises(), workflowClients::mayBeTerminated);
        List<SeenExecution> seen = new EndAudit(memory, violations).check(world.journal(), closed, timeline.now());
        world.journal().checkLetters();
        world.workflows().checkLetters();
        HistoryAudit histories = new HistoryAudit(violations);
        OutcomeAudit outcomes =
                new OutcomeAudit(world.scenario()::program, clients::inputOf, violations, clients::mayBeStopped);
        for (SeenExecution execution : seen) {
            histories.check(execution);
            outcomes.check(execution);
        }
        world.ledger().check(seen, world.journal()::endedTooEarly);
        boolean asked = !world.scenario().starts.isEmpty();
        violations.require(clients.acknowledged() > 0 || !asked, "I12", "clients", "no start was ever acknowledged");
        return new Report(
                world.scenario().seeds.seed(),
                world.around().trace().hash(),
                violations.found(),
                world.around().marks(),
                new Report.Counts(
                        Duration.between(Timeline.BEGIN, timeline.now()),
                        seen.size() + closed.size(),
                        world.journal().turns() + world.workflows().turns(),
                        world.ledger().size() + world.promises().size(),
                        world.journal().staleWrites(),
                        timeline.steps(),
                        world.journal().latestTimer()),
                world.around().trace().lines());
    }
}
