package dev.stepwell.simulation.program;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepwell.simulation.world.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;

/** Writes random programs: all eight states, nested, with what can go wrong in them and what is made of it. */
public final class Generator {
    /** Results and inputs about as large as a payload may be to stand in its record, just below and above. */
    private static final int[] SIZES = {0, 0, 0, 0, 10, 1_900, 2_000, 2_030, 2_048, 2_100, 5_000, 60_000};

    private static final String ACCOUNT = "123456789012";
    static final String FUNCTION = "arn:aws:lambda:us-east-1:" + ACCOUNT + ":function:simulated";
    private static final int DEPTH = 3;

    private static final Recovery.Retry AGAIN = new Recovery.Retry(List.of("States.Timeout"), 1, 1_000, false);

    private final RandomGenerator random;
    private final Pace pace;
    private int names;
    private int lates;
    private int functions;
    private int budget;

    /** A generator that draws from this source, for simulated time. */
    public Generator(RandomGenerator random) {
        this(random, Pace.SIMULATED);
    }

    /** A generator that draws from this source. */
    public Generator(RandomGenerator random, Pace pace) {
        this.random = random;
        this.pace = pace;
    }

    /** Where in a program something is written. */
    private record Place(int depth, boolean round) {
        Place inside(boolean tellsRound) {
            return new Place(depth + 1, tellsRound);
        }
    }

    /** A new program. */
    public Program program(String name) {
        names = 0;
        lates = 0;
        budget = 3 + random.nextInt(12);
        int kind = random.nextInt(12);
        if (kind == 0) {
            int seconds = 3 + random.nextInt(15);
            Block wait = new WaitBlock(name("W"), WaitBlock.Kind.SECONDS, seconds + 60 + random.nextInt(1_000));
            return new Program(name, new Sequence(List.of(wait)), OptionalInt.of(seconds), true);
        }
        Sequence flow = sequence(new Place(0, false), 5);
        OptionalInt timeout = switch (kind) {
            case 1 -> OptionalInt.of(5 + random.nextInt(60));
            case 2, 3 -> OptionalInt.of(100_000);
            default -> OptionalInt.empty();
        };
        boolean mayTimeOut = timeout.isPresent();
        return new Program(name, flow, mayTimeOut ? timeout : OptionalInt.empty(), false);
    }

    /** An input for any program. */
    public String input() {
        ObjectNode input = Writing.JSON.createObjectNode();
        input.put("n", random.nextInt(20) - 5);
        int size = size();
        if (size > 0) {
            input.put("pad", "i".repeat(size));
        }
        return input.toString();
    }

    private int size() {
        return SIZES[random.nextInt(SIZES.length)];
    }

    private String name(String prefix) {
        return prefix + ++names;
    }

    private Sequence sequence(Place place, int most) {
        List<Block> blocks = new ArrayList<>();
        int length = 1 + random.nextInt(most);
        for (int i = 0; i < length; i++) {
            Block block = block(place);
            blocks.add(block);
            if (block.isLast()) {
                return new Sequence(blocks);
            }
        }
        if (random.nextInt(6) == 0) {
            boolean fails = random.nextInt(3) == 0;
            blocks.add(new EndBlock(name("E"), fails ? Optional.of("E.Fail") : Optional.empty()));
        }
        return new Sequence(blocks);
    }

    private Block block(Place place) {
        int left = --budget;
        boolean mayNest = place.depth < DEPTH && left > 0;
        int drawn = random.nextInt(mayNest ? 100 : 62);
        if (drawn < 16) {
            return pass();
        }
        if (drawn < 26) {
            return waiting();
        }
        if (drawn < 62) {
            return task(place);
        }
        if (drawn < 74) {
            return choice(place);
        }
        return drawn < 88 ? parallel(place) : map(place);
    }

    private Block pass() {
        PassBlock.Kind[] kinds = PassBlock.Kind.values();
        ObjectNode value = Writing.JSON.createObjectNode().put("n", random.nextInt(20));
        int size = size();
        if (size > 0) {
            value.put("pad", "p".repeat(Math.min(size, 4_000)));
        }
        return new PassBlock(name("P"), kinds[random.nextInt(kinds.length)], value);
    }

    private Block waiting() {
        WaitBlock.Kind[] kinds = WaitBlock.Kind.values();
        int seconds = random.nextInt(4) == 0 ? random.nextInt(pace.longestWait()) : random.nextInt(pace.usualWait());
        return new WaitBlock(name("W"), kinds[random.nextInt(kinds.length)], seconds);
    }

    private Block choice(Place place) {
        ChoiceBlock.Test[] tests = ChoiceBlock.Test.values();
        boolean withDefault = random.nextInt(12) != 0;
        return new ChoiceBlock(
                name("C"),
                tests[random.nextInt(tests.length)],
                random.nextInt(12),
                sequence(new Place(place.depth + 1, false), 2),
                withDefault ? Optional.of(sequence(new Place(place.depth + 1, false), 2)) : Optional.empty());
    }

    private Block parallel(Place place) {
        boolean round = random.nextInt(3) == 0;
        List<Sequence> branches = new ArrayList<>();
        int count = 1 + random.nextInt(3);
        String name = name("B");
        for (int i = 0; i < count; i++) {
            branches.add(branch(place.inside(round), i == 0 && round));
        }
        return new ParallelBlock(name, branches, round, random.nextInt(3) == 0, aroundParts(place, round));
    }

    /** A branch; that of a Parallel which tells its round may begin with a task that fails by the round. */
    private Sequence branch(Place place, boolean failsByRound) {
        Sequence rest = sequence(new Place(place.depth, false), 3);
        if (!failsByRound) {
            return rest;
        }
        Script script = new Script(Script.Plan.FAIL_ROUNDS, 1 + random.nextInt(2), 1, size(), millis());
        List<Block> blocks = new ArrayList<>();
        if (random.nextBoolean()) {
            Block task = task(place, script, 0, 0, Recovery.NONE);
            blocks.add(new MapBlock(
                    name("M"), List.of(1, 2), random.nextInt(3), true, new Sequence(List.of(task)), Recovery.NONE));
        } else {
            blocks.add(task(place, script, 0, 0, Recovery.NONE));
        }
        blocks.addAll(rest.blocks());
        return new Sequence(blocks);
    }

    private Block map(Place place) {
        List<Integer> items = new ArrayList<>();
        int count = random.nextInt(5);
        for (int i = 0; i < count; i++) {
            items.add(random.nextInt(10));
        }
        String name = name("M");
        Sequence processor = sequence(new Place(place.depth + 1, false), 2);
        return new MapBlock(name, items, random.nextInt(3), false, processor, aroundParts(place, false));
    }

    /** The Retry and Catch of a Parallel or Map. */
    private Recovery aroundParts(Place place, boolean certain) {
        List<Recovery.Retry> retries = certain || random.nextInt(3) == 0
                ? List.of(new Recovery.Retry(
                        List.of(random.nextBoolean() ? "States.ALL" : Script.ERROR),
                        1 + random.nextInt(2),
                        certain ? 2 : 1,
                        random.nextBoolean()))
                : List.of();
        return catching(place, retries);
    }

    private Recovery catching(Place place, List<Recovery.Retry> retries) {
        if (random.nextInt(5) < 2) {
            return new Recovery(retries, List.of(), Optional.empty(), false);
        }
        String caught = switch (random.nextInt(4)) {
            case 0 -> "States.TaskFailed";
            case 1 -> Script.ERROR;
            default -> "States.ALL";
        };
        Sequence handler = sequence(new Place(place.depth + 1, false), 1);
        return new Recovery(retries, List.of(caught), Optional.of(handler), random.nextBoolean());
    }

    private Block task(Place place) {
        return switch (random.nextInt(20)) {
            case 0, 1, 2 -> {
                // Never out of attempts: a hand-out that gets lost costs one, and then the end would not be known.
                int times = 1 + random.nextInt(3);
                Script script = new Script(Script.Plan.FAIL_FIRST, times, delta(), size(), millis());
                Recovery.Retry retry = new Recovery.Retry(
                        List.of(random.nextBoolean() ? Script.ERROR : "States.ALL"),
                        1 + random.nextInt(3),
                        times + random.nextInt(2),
                        random.nextBoolean());
                yield task(place, script, 0, 0, catching(place, List.of(retry)));
            }
            case 3, 4 -> {
                Script script = new Script(Script.Plan.FAIL, 0, 0, 0, millis());
                List<Recovery.Retry> retries = random.nextBoolean()
                        ? List.of()
                        : List.of(
                                new Recovery.Retry(List.of(Script.ERROR), 1, random.nextInt(3), random.nextBoolean()));
                yield task(place, script, 0, 0, catching(place, retries));
            }
            case 5, 6, 7 -> slow(place);
            default -> {
                Script script = new Script(Script.Plan.DO, 0, delta(), size(), millis());
                yield task(place, script, random.nextInt(4) == 0 ? 90_000 : 0, 0, Recovery.NONE);
            }
        };
    }

    /** A task about which time matters. */
    private Block slow(Place place) {
        Recovery again = Recovery.NONE.retryingFirst(AGAIN);
        int seconds = 2 + random.nextInt(pace.timeouts());
        switch (random.nextInt(5)) {
            case 0:
                Script silentFirst = new Script(Script.Plan.SILENT_FIRST, 1 + random.nextInt(2), delta(), size(), 50);
                return random.nextBoolean()
                        ? task(place, silentFirst, seconds, 0, again)
                        : task(place, silentFirst, 90_000, seconds, again);
            case 1:
                Script silent = new Script(Script.Plan.SILENT, 0, 0, 0, 0);
                return task(place, silent, seconds, 0, catching(place, List.of()));
            case 2:
                Script deaf = new Script(Script.Plan.SILENT, 0, 0, 0, 0);
                return task(place, deaf, 90_000, seconds, catching(place, List.of()));
            case 3:
                if (lates++ < 2) {
                    Script late =
                            new Script(Script.Plan.LATE, 0, delta(), size(), seconds * 1_000 + random.nextInt(800));
                    return task(place, late, seconds, 0, catching(place, List.of()));
                }
                return slow(place);
            default:
                Script beat = new Script(Script.Plan.BEAT, 0, delta(), size(), seconds * 3_000);
                return task(place, beat, 90_000, seconds, again);
        }
    }

    private Block task(Place place, Script script, int timeout, int heartbeat, Recovery recovery) {
        boolean needsWorker = script.plan() == Script.Plan.BEAT || heartbeat > 0;
        TaskBlock.Kind kind = needsWorker ? TaskBlock.Kind.ACTIVITY : kind();
        // A task whose hand-out got lost with the node that made it is nobody's: it has to time out to be done at all.
        boolean forEver = heartbeat == 0 && (timeout == 0 || timeout > pace.lostAfter());
        boolean mayGetLost = kind == TaskBlock.Kind.ACTIVITY && forEver;
        TaskBlock.Shape[] shapes = TaskBlock.Shape.values();
        boolean byRound = script.plan() == Script.Plan.FAIL_ROUNDS;
        return new TaskBlock(
                name("T"),
                kind,
                resource(kind),
                script,
                byRound && place.round,
                mayGetLost ? pace.lostAfter() : timeout,
                heartbeat,
                shapes[random.nextInt(shapes.length)],
                mayGetLost ? recovery.retryingFirst(AGAIN) : recovery);
    }

    /** Every third function is asked by way of an execution of its own. */
    private TaskBlock.Kind kind() {
        TaskBlock.Kind[] plain = {
            TaskBlock.Kind.ACTIVITY, TaskBlock.Kind.FUNCTION, TaskBlock.Kind.INVOKE, TaskBlock.Kind.INVOKE_BY_TOKEN
        };
        TaskBlock.Kind kind = plain[random.nextInt(plain.length)];
        boolean function = kind == TaskBlock.Kind.FUNCTION || kind == TaskBlock.Kind.INVOKE;
        boolean nests = !pace.equals(Pace.REAL); // a real server would have to be given the child's machine first
        return nests && function && functions++ % 3 == 0 ? TaskBlock.Kind.NESTED : kind;
    }

    private String resource(TaskBlock.Kind kind) {
        return switch (kind) {
            case ACTIVITY -> "arn:aws:states:us-east-1:" + ACCOUNT + ":activity:work" + random.nextInt(3);
            case FUNCTION -> FUNCTION;
            case NESTED -> "arn:aws:states:::states:startExecution.sync:2";
            case INVOKE -> "arn:aws:states:::lambda:invoke";
            case INVOKE_BY_TOKEN -> "arn:aws:states:::lambda:invoke.waitForTaskToken";
        };
    }

    private int delta() {
        return random.nextInt(7) - 3;
    }

    private int millis() {
        return (int)
                (random.nextInt(4) == 0 ? Seeds.between(random, 100, pace.workMillis()) : Seeds.between(random, 1, 60));
    }
}
