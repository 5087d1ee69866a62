package dev.stepwell.simulation.cluster;

import dev.stepwell.asl.model.Definition;
import dev.stepwell.asl.read.DefinitionReader;
import dev.stepwell.asl.read.ReadResult;
import dev.stepwell.engine.turn.Limits;
import dev.stepwell.engine.turn.ParentTask;
import dev.stepwell.engine.turn.StartFacts;
import dev.stepwell.names.TenantId;
import dev.stepwell.simulation.program.Generator;
import dev.stepwell.simulation.program.Program;
import dev.stepwell.simulation.world.Faults;
import dev.stepwell.simulation.world.Seeds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** What is to happen in one world, drawn from its seed. */
public final class Scenario {
    /** Whose executions they are. */
    public static final TenantId TENANT = new TenantId(7);

    static final String REGION = "us-east-1";
    static final String ACCOUNT = "123456789012";
    private static final long SECOND = 1_000_000;

    /** Worlds of higher seeds are brief: less happens in each, so that there can be many of them. */
    private static final long WHOLE = 500;

    final Seeds seeds;
    final Faults faults;
    final int nodes;
    final int workers;
    final long faultsEnd;
    final Limits limits;
    final long heldBytes;
    final int deciders;
    final WorkflowScenario workflows;
    final List<Start> starts = new ArrayList<>();
    private final Map<String, Program> programs = new HashMap<>();
    private final Map<String, Definition> definitions = new HashMap<>();

    /**
     * One start that a client will ask for.
     *
     * @param at when
     * @param stopAt when it will be stopped; 0 for never
     * @param redriven whether it is redriven after that
     * @param steered what else is done with it
     */
    record Start(Program program, String name, String input, long at, long stopAt, boolean redriven, Steered steered) {}

    /**
     * What is done with an execution beside what AWS's actions do.
     *
     * @param pauseAfter how long after its start it is paused; 0 for never
     * @param pausedFor for how long
     * @param forkAfter how long after its start it is forked; 0 for never
     */
    record Steered(long pauseAfter, long pausedFor, long forkAfter) {
        static final Steered NOT = new Steered(0, 0, 0);

        static Steered draw(Program program, RandomGenerator random) {
            boolean paused = random.nextInt(4) == 0 && !program.surelyTimesOut();
            boolean forked = random.nextInt(5) == 0 && !program.surelyTimesOut();
            return new Steered(
                    paused ? Seeds.between(random, 1, 20 * SECOND) : 0,
                    Seeds.between(random, 1, 30 * SECOND),
                    forked ? Seeds.between(random, 1, 30 * SECOND) : 0);
        }
    }

    /** The scenario of a seed. */
    public Scenario(long seed) {
        seeds = new Seeds(seed);
        RandomGenerator random = seeds.of("scenario");
        faults = Faults.draw(seeds.of("faults"));
        nodes = 1 + random.nextInt(4);
        workers = 3 + random.nextInt(4);
        boolean brief = seed > WHOLE;
        faultsEnd = (brief ? Seeds.between(random, 5, 20) : Seeds.between(random, 40, 110)) * SECOND;
        int kinds = random.nextInt(3); // workflows mostly, state machines only, or both
        int[] recordsPerTurn = {3, 7, 20, 400, 400, 400};
        limits = new Limits(262_144, 25_000, recordsPerTurn[random.nextInt(recordsPerTurn.length)], 40);
        heldBytes = random.nextInt(3) == 0 ? 4_000 : 64 << 20;
        Generator generator = new Generator(seeds.of("programs"));
        List<Program> all = new ArrayList<>();
        int machines = brief ? 1 + random.nextInt(2) : 2 + random.nextInt(4);
        for (int i = 0; i < machines; i++) {
            Program program = generator.program("machine" + i);
            all.add(program);
            programs.put(program.name(), program);
            definitions.put(program.name(), read(program.definition()));
        }
        definitions.put(Program.CHILD, read(Program.childDefinition()));
        int most = brief ? 3 : 16;
        drawStarts(random, generator, all, kinds == 0 ? 1 + random.nextInt(2) : most / 2 + random.nextInt(most));
        deciders = 2 + random.nextInt(3);
        int flows = kinds == 0 ? 8 : 4;
        workflows = new WorkflowScenario(
                seeds, kinds == 1 ? 0 : brief ? 1 + random.nextInt(2) : 3 + random.nextInt(flows), faultsEnd);
    }

    private void drawStarts(RandomGenerator random, Generator generator, List<Program> all, int executions) {
        RandomGenerator steering = seeds.of("steered");
        for (int i = 0; i < executions; i++) {
            Program program = all.get(random.nextInt(all.size()));
            long at = Seeds.between(random, SECOND, faultsEnd);
            long stopAt = random.nextInt(10) < 2 ? at + Seeds.between(random, 0, 40 * SECOND) : 0;
            int more = random.nextInt(10);
            boolean redriven = stopAt > 0 && more > 3; // nobody else may stop it meanwhile
            Start start = new Start(
                    program, "run" + i, generator.input(), at, stopAt, redriven, Steered.draw(program, steering));
            starts.add(start);
            if (more < 3) {
                long again = at + Seeds.between(random, 0, more == 0 ? SECOND / 100 : 20 * SECOND);
                long stopAgain = stopAt == 0 ? 0 : stopAt + SECOND;
                starts.add(new Start(program, start.name, start.input, again, stopAgain, false, Steered.NOT));
            } else if (more == 3) {
                long again = at + Seeds.between(random, 0, 5 * SECOND);
                starts.add(new Start(program, start.name, generator.input(), again, 0, false, Steered.NOT));
            }
        }
    }

    private static Definition read(String text) {
        ReadResult result = DefinitionReader.read(text);
        if (result instanceof ReadResult.Ok ok) {
            return ok.definition();
        }
        throw new IllegalStateException(result + "\n" + text);
    }

    /** The program of that name. */
    Program program(String name) {
        return Optional.ofNullable(programs.get(name)).orElseThrow();
    }

    /** What an execution runs. */
    Definition definition(StartFacts facts) {
        return Optional.ofNullable(definitions.get(facts.stateMachineName())).orElseThrow();
    }

    /** What an execution is. */
    StartFacts facts(Program program, String name, int tokenKey) {
        return facts(program.name(), name, tokenKey, Optional.empty());
    }

    /** What an execution is that a task has started. */
    StartFacts childFacts(String name, int tokenKey, ParentTask parent) {
        return facts(Program.CHILD, name, tokenKey, Optional.of(parent));
    }

    private static StartFacts facts(String machine, String name, int tokenKey, Optional<ParentTask> parent) {
        String arn = "arn:aws:states:" + REGION + ":" + ACCOUNT + ":";
        return StartFacts.of(
                        arn + "execution:" + machine + ":" + name,
                        name,
                        arn + "stateMachine:" + machine,
                        machine,
                        "revision-of-" + machine,
                        "arn:aws:iam::" + ACCOUNT + ":role/simulated",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        tokenKey)
                .withParent(parent);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("seed " + seeds.seed() + ": " + nodes + " nodes, " + workers
                + " workers, turns of " + limits.recordsPerTurn() + ", faults until " + faultsEnd / SECOND + " s\n"
                + faults + "\n");
        programs.values()
                .forEach(p -> text.append(p.name())
                        .append(": ")
                        .append(p.definition())
                        .append('\n'));
        starts.forEach(s -> text.append(s.program.name() + " " + s.name + " at " + s.at / 1e6
                + (s.stopAt > 0 ? " stopped at " + s.stopAt / 1e6 : "")
                + (s.redriven ? " and redriven" : "")
                + (s.steered.pauseAfter > 0 ? " paused after " + s.steered.pauseAfter / 1e6 : "")
                + (s.steered.forkAfter > 0 ? " forked after " + s.steered.forkAfter / 1e6 : "") + " n="
                + Program.parse(s.input).get("n") + "\n"));
        return text.append(workflows).toString();
    }
}
