package dev.stepwell.simulation.cluster;

import dev.stepwell.asl.model.Definition;
import dev.stepwell.asl.read.DefinitionReader;
import dev.stepwell.asl.read.ReadResult;
import dev.stepwell.engine.turn.Limits;
import dev.stepwell.engine.turn.ParentTask;
import dev.stepwell.engine.turn.StartFacts;
import dev.stepwell.names.TenantId;
import dev.stepwell.simulation.cut.Cut;
import dev.stepwell.simulation.cut.Less;
import dev.stepwell.simulation.program.Generator;
import dev.stepwell.simulation.program.Program;
import dev.stepwell.simulation.world.Fault;
import dev.stepwell.simulation.world.Faults;
import dev.stepwell.simulation.world.Seeds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is to happen in one world, drawn from its seed. */
public final class Scenario {
    /** Whose executions they are. */
    public static final TenantId TENANT = new TenantId(7);

    static final String REGION = "us-east-1";
    static final String ACCOUNT = "123456789012";
    private static final long SECOND = 1_000_000;
    private static final int ONE_YEAR = 365 * 24 * 3_600;

    /** Worlds of higher seeds are brief: less happens in each, so that there can be many of them. */
    private static final long WHOLE = 500;

    final Seeds seeds;
    final Era era;
    final boolean dozes;
    final Cut cut;
    final Faults drawn;
    final Faults faults;
    final int nodes;
    final int workers;
    final long faultsEnd;
    final Limits limits;
    final long heldBytes;
    final int deciders;
    final WorkflowScenario workflows;
    final List<Start> starts = new ArrayList<>();
    private final List<Integer> numbers = new ArrayList<>();
    private final Map<String, Program> programs = new HashMap<>();
    private final Map<String, Definition> definitions = new HashMap<>();
    private int drawnStarts;

    /**
     * One start that a client will ask for.
     *
     * @param at when
     * @param stopAt when it will be stopped; 0 for never
     * @param redriven whether it is redriven after that
     * @param steered what else is done with it
     */
    record Start(Program program, String name, String input, long at, long stopAt, boolean redriven, Steered steered) {
        boolean isSteered() {
            return stopAt > 0 || steered.pauseAfter > 0 || steered.forkAfter > 0;
        }

        Start leftAlone() {
            return new Start(program, name, input, at, 0, false, Steered.NOT);
        }
    }

    /**
     * What is done with an execution beside what AWS's actions do.
     *
     * @param pauseAfter how long after its start it is paused; 0 for never
     * @param pausedFor for how long
     * @param forkAfter how long after its start it is forked; 0 for never
     */
    record Steered(long pauseAfter, long pausedFor, long forkAfter) {
        static final Steered NOT = new Steered(0, 0, 0);

        static Steered draw(Program program, RandomGenerator random, long second) {
            boolean paused = random.nextInt(4) == 0 && !program.surelyTimesOut();
            boolean forked = random.nextInt(5) == 0 && !program.surelyTimesOut();
            return new Steered(
                    paused ? Seeds.between(random, 1, 20 * second) : 0,
                    Seeds.between(random, 1, 30 * second),
                    forked ? Seeds.between(random, 1, 30 * second) : 0);
        }
    }

    /** The scenario of a seed. */
    public Scenario(long seed) {
        this(seed, Cut.NONE);
    }

    /** The scenario of a seed without what is cut: everything is drawn first, so that the rest stays as it was. */
    public Scenario(long seed, Cut cut) {
        this(seed, cut, Era.MINUTES, false);
    }

    /**
     * A year in the life of a cluster.
     *
     * @param dozes whether it sleeps while nothing is due
     */
    public static Scenario year(long seed, boolean dozes) {
        return new Scenario(seed, Cut.NONE, Era.YEAR, dozes);
    }

    private Scenario(long seed, Cut cut, Era era, boolean dozes) {
        this.dozes = dozes;
        this.cut = cut;
        this.era = era;
        seeds = new Seeds(seed);
        RandomGenerator random = seeds.of("scenario");
        drawn = era.faults(seeds);
        faults = drawn.without(cut.faults());
        nodes = cut.nodes(era.numbers.nodes(1 + random.nextInt(4)));
        workers = 3 + random.nextInt(4);
        boolean brief = era == Era.MINUTES && seed > WHOLE;
        int life = era.numbers.life((int) (brief ? Seeds.between(random, 5, 20) : Seeds.between(random, 40, 110)));
        faultsEnd = cut.life(life) * SECOND * era.stretch;
        int kinds = random.nextInt(3); // workflows mostly, state machines only, or both
        int[] recordsPerTurn = {3, 7, 20, 400, 400, 400};
        limits = new Limits(262_144, 25_000, recordsPerTurn[random.nextInt(recordsPerTurn.length)], 40);
        heldBytes = random.nextInt(3) == 0 ? 4_000 : 64 << 20;
        Generator generator = new Generator(seeds.of("programs"), era.pace);
        int machines = era.numbers.machines(brief ? 1 + random.nextInt(2) : 2 + random.nextInt(4));
        List<Program> all = drawPrograms(generator, machines);
        int most = brief ? 3 : 16;
        int executions = era.numbers.executions(kinds == 0 ? 1 + random.nextInt(2) : most / 2 + random.nextInt(most));
        drawStarts(random, generator, all, life, executions);
        deciders = 2 + random.nextInt(3);
        int flows = kinds == 0 ? 8 : 4;
        int flowing = kinds == 1 ? 0 : brief ? 1 + random.nextInt(2) : 3 + random.nextInt(flows);
        workflows = new WorkflowScenario(seeds, era == Era.YEAR ? 0 : flowing, life * SECOND, cut);
    }

    private List<Program> drawPrograms(Generator generator, int machines) {
        definitions.put(Program.CHILD, read(Program.childDefinition()));
        List<Program> all = new ArrayList<>();
        for (int i = 0; i < machines; i++) {
            String name = "machine" + i;
            all.add(known(generator.program(name).without(cut.blocks(name))));
        }
        return all;
    }

    private Program known(Program program) {
        programs.put(program.name(), program);
        definitions.put(program.name(), read(program.definition()));
        return program;
    }

    private void drawStarts(RandomGenerator random, Generator generator, List<Program> all, int life, int executions) {
        RandomGenerator steering = seeds.of("steered");
        long second = SECOND * era.stretch;
        if (era == Era.YEAR) {
            Program longest = known(Program.thatRunsOutOfTime("longest", ONE_YEAR));
            add(new Start(longest, "oneyear", generator.input(), SECOND, 0, false, Steered.NOT));
        }
        for (int i = 0; i < executions; i++) {
            Program program = all.get(random.nextInt(all.size()));
            long at = Seeds.between(random, SECOND, life * second);
            long stopAt = random.nextInt(10) < 2 ? at + Seeds.between(random, 0, 40 * second) : 0;
            int more = random.nextInt(10);
            boolean redriven = stopAt > 0 && more > 3; // nobody else may stop it meanwhile
            Steered steered = Steered.draw(program, steering, second);
            Start start = new Start(program, "run" + i, generator.input(), at, stopAt, redriven, steered);
            add(start);
            if (more < 3) {
                long again = at + Seeds.between(random, 0, more == 0 ? SECOND / 100 : 20 * second);
                long stopAgain = stopAt == 0 ? 0 : stopAt + SECOND;
                add(new Start(program, start.name, start.input, again, stopAgain, false, Steered.NOT));
            } else if (more == 3) {
                long again = at + Seeds.between(random, 0, 5 * second);
                add(new Start(program, start.name, generator.input(), again, 0, false, Steered.NOT));
            }
        }
    }

    private void add(Start start) {
        int number = drawnStarts++;
        if (!cut.has(new Less.NoStart(number))) {
            starts.add(cut.has(new Less.LeftAlone(number)) ? start.leftAlone() : start);
            numbers.add(number);
        }
    }

    /** What may still be taken away from it, the larger things first. */
    public List<Less> less() {
        List<Less> less = new ArrayList<>(workflows.less());
        numbers.forEach(number -> less.add(new Less.NoStart(number)));
        for (int i = 0; i < starts.size(); i++) {
            if (starts.get(i).isSteered()) {
                less.add(new Less.LeftAlone(numbers.get(i)));
            }
        }
        faultsOn().map(Less.NoFault::new).forEach(less::add);
        if (nodes > 1) {
            less.add(new Less.Nodes(nodes - 1));
        }
        if (faultSeconds() > 1) {
            less.add(new Less.Life(faultSeconds() / 2));
        }
        running()
                .forEach(program -> program.blocks().stream()
                        .map(block -> (Less) new Less.NoBlock(program.name(), block))
                        .filter(block -> !cut.has(block))
                        .forEach(less::add));
        return less;
    }

    /** How large it is. */
    public Size size() {
        return new Size(
                (int) faultsOn().count(),
                nodes,
                faultSeconds(),
                starts.size(),
                workflows.starts.size(),
                (int) starts.stream().filter(Start::isSteered).count() + workflows.steered(),
                running().mapToInt(program -> program.blocks().size()).sum());
    }

    private Stream<Fault> faultsOn() {
        return Stream.of(Fault.values()).filter(fault -> fault.isIn(faults));
    }

    private Stream<Program> running() {
        return starts.stream().map(Start::program).distinct();
    }

    private int faultSeconds() {
        return (int) (faultsEnd / SECOND / era.stretch);
    }

    /** The same world, whose cut leaves out what there is nothing left to be cut from. */
    public Scenario tidy() {
        Set<String> running = running().map(Program::name).collect(Collectors.toSet());
        return new Scenario(seed(), cut.unless(less -> switch (less) {
            case Less.NoBlock block -> !running.contains(block.machine());
            case Less.LeftAlone alone -> cut.has(new Less.NoStart(alone.number()));
            case Less.FlowLeftAlone alone -> cut.has(new Less.NoFlow(alone.number()));
            case Less.NoFault ignored -> false;
            case Less.NoStart ignored -> false;
            case Less.NoFlow ignored -> false;
            case Less.Nodes ignored -> false;
            case Less.Life ignored -> false;
        }));
    }

    /** What is cut from it. */
    public Cut cut() {
        return cut;
    }

    /** The seed that it was drawn from. */
    public long seed() {
        return seeds.seed();
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
        String without = cut.all().isEmpty() ? "" : " without " + cut;
        StringBuilder text = new StringBuilder("seed " + seeds.seed() + without + ": " + nodes + " nodes, " + workers
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
