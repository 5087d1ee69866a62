package dev.stepwell.engine.maprun;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepwell.asl.json.Json;
import dev.stepwell.asl.model.State;
import dev.stepwell.asl.read.DefinitionReader;
import dev.stepwell.asl.read.ReadResult;
import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.engine.turn.Effect;
import dev.stepwell.engine.turn.Input;
import dev.stepwell.engine.turn.Letter;
import dev.stepwell.engine.turn.Limits;
import dev.stepwell.engine.turn.Outcome;
import dev.stepwell.engine.turn.ParentTask;
import dev.stepwell.engine.turn.Payload;
import dev.stepwell.engine.turn.Reply;
import dev.stepwell.engine.turn.RunStatus;
import dev.stepwell.engine.turn.StartFacts;
import dev.stepwell.engine.turn.TaskRef;
import dev.stepwell.engine.turn.Turn;
import dev.stepwell.names.ExecutionId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Map runs whose nodes forget everything now and then, and whose children end in any order and are told of more than once. */
final class MapRunMachineTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final ExecutionId RUN = ExecutionId.of("019b7000-0000-7000-8000-0000000000ff");
    private static final String MACHINE = """
            {"StartAt": "M", "States": {"M": {"Type": "Map", "Label": "l", "End": true, "ItemProcessor": {
             "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
             "StartAt": "A", "States": {"A": {"Type": "Pass", "End": true}}}}}}""";

    private final MapRunMachine machine = new MapRunMachine();
    private final State.MapState map = map();
    private final StartFacts facts = StartFacts.of(
                    "arn:aws:states:us-east-1:123456789012:mapRun:m/l:u",
                    "u",
                    "arn:aws:states:us-east-1:123456789012:stateMachine:m/l",
                    "m/l",
                    "r",
                    "arn:aws:iam::123456789012:role/r",
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    1)
            .withParent(Optional.of(new ParentTask(RUN, new TaskRef(4, 0))));
    private final List<JournalRecord> records = new ArrayList<>();
    private final Map<TaskRef, Payload> started =
            new TreeMap<>((a, b) -> Long.compare(a.scheduledEventId(), b.scheduledEventId()));
    private final List<Effect> effects = new ArrayList<>();
    private MapRun run = new MapRun(map);
    private Random random = new Random(0);

    private static State.MapState map() {
        return (State.MapState) ((ReadResult.Ok) DefinitionReader.read(MACHINE))
                .definition()
                .flow()
                .state("M");
    }

    private Outcome<MapRun> turn(Input... inputs) {
        Turn turn = new Turn(NOW, random.nextLong(), task -> "", Limits.AWS);
        boolean going = run.seq() > 0 && !run.status().isTerminal();
        Optional<MapRun> copy = going ? Optional.of(copy(run)) : Optional.empty();
        Outcome<MapRun> outcome = machine.handle(run, List.of(inputs), turn);
        copy.ifPresent(other -> {
            Outcome<MapRun> again = machine.handle(other, List.of(inputs), turn);
            assertThat(again.records()).isEqualTo(outcome.records());
            assertThat(again.effects()).isEqualTo(outcome.effects());
        });
        run = outcome.state();
        records.addAll(outcome.records());
        carryOut(outcome.effects());
        foldsToTheSame();
        return outcome;
    }

    private MapRun copy(MapRun other) {
        return MapRunSnapshot.read(map, facts, MapRunSnapshot.write(other)).orElseThrow();
    }

    private void foldsToTheSame() {
        MapRun folded = new MapRun(map);
        records.forEach(record -> machine.apply(folded, record));
        assertThat(folded.status()).isEqualTo(run.status());
        if (!run.status().isTerminal()) {
            assertThat(MapRunSnapshot.write(folded)).isEqualTo(MapRunSnapshot.write(run));
        }
    }

    private void carryOut(List<Effect> some) {
        effects.addAll(some);
        for (Effect effect : some) {
            if (effect instanceof Effect.StartChildren start) {
                for (Effect.StartChildren.Child child : start.children()) {
                    Payload before = started.putIfAbsent(child.task(), child.input());
                    assertThat(before == null || before.equals(child.input())).isTrue();
                }
            }
        }
    }

    /** The node dies and another one folds what there is, or reads a snapshot, and does what may not have been done. */
    private void takeOver() {
        if (random.nextBoolean() && !run.status().isTerminal()) {
            run = copy(run);
        } else {
            MapRun folded = new MapRun(map);
            records.forEach(record -> machine.apply(folded, record));
            run = folded;
        }
        carryOut(machine.pending(run, new Turn(NOW, 0, task -> "", Limits.AWS)));
        turn(new Input.Continue());
    }

    private Letter.ChildEnded end(TaskRef task, RunStatus status) {
        return new Letter.ChildEnded(
                new Letter.Slip(ExecutionId.of("019b7000-0000-7000-8000-000000000001"), Letter.Kind.CHILD_ENDED, task),
                facts,
                status,
                NOW,
                NOW,
                Payload.of("null"),
                status == RunStatus.SUCCEEDED ? Optional.ofNullable(started.get(task)) : Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private void start(String order) {
        turn(new Input.Start(facts, Payload.of(order)));
    }

    private static String order(int items, int concurrency, String more) {
        String array = IntStream.range(0, items).mapToObj(String::valueOf).collect(Collectors.joining(",", "[", "]"));
        return "{\"items\":" + array + ",\"maxConcurrency\":" + concurrency
                + ",\"toleratedCount\":0,\"toleratedPercentage\":0" + more + "}";
    }

    private Reply.MapRunDescribed described() {
        return (Reply.MapRunDescribed)
                turn(new Input.DescribeMapRun(1)).replies().getFirst().answer();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyItemCountsOnceWhateverHappens(int seed) {
        random = new Random(seed);
        int items = random.nextInt(3_000);
        start(order(items, random.nextInt(200), ""));
        List<TaskRef> told = new ArrayList<>();
        while (!run.status().isTerminal()) {
            List<Letter> letters = new ArrayList<>();
            List<TaskRef> open = new ArrayList<>(started.keySet());
            open.removeAll(told);
            for (int i = random.nextInt(60); i > 0 && !open.isEmpty(); i--) {
                TaskRef task = open.remove(random.nextInt(open.size()));
                told.add(task);
                letters.add(end(task, RunStatus.SUCCEEDED));
            }
            if (!told.isEmpty() && random.nextInt(3) == 0) {
                letters.add(end(told.get(random.nextInt(told.size())), RunStatus.SUCCEEDED));
            }
            turn(new Input.Inbox(letters));
            if (random.nextInt(4) == 0) {
                takeOver();
            }
        }
        assertThat(run.status()).isEqualTo(RunStatus.SUCCEEDED);
        assertThat(started).hasSize(items);
        assertThat(described().items().succeeded()).isEqualTo(items);
        Effect.Close close = (Effect.Close) effects.stream()
                .filter(Effect.Close.class::isInstance)
                .findFirst()
                .orElseThrow();
        assertThat(close.output().orElseThrow().json())
                .isEqualTo(Json.parse(order(items, 0, "")).get("items"));
    }

    @Test
    void noMoreRunThanMay() {
        start(order(10, 3, ""));
        assertThat(started).hasSize(3);
        assertThat(described().items().pending()).isEqualTo(7);
        turn(new Input.UpdateMapRun(1, OptionalInt.of(5), OptionalLong.empty(), OptionalDouble.empty()));
        assertThat(started).hasSize(5);
        turn(new Input.Inbox(List.of(end(new TaskRef(2, 0), RunStatus.SUCCEEDED))));
        assertThat(started).hasSize(6);
        assertThat(described().executions().running()).isEqualTo(5);
    }

    @Test
    void whatWasSeenOtherwiseStaysAsItIs() {
        start(order(10, 3, ""));
        Input.UpdateMapRun.Seen seen = new Input.UpdateMapRun.Seen(3, 0, 0);
        Input.UpdateMapRun careful = new Input.UpdateMapRun(
                1, OptionalInt.of(5), OptionalLong.empty(), OptionalDouble.empty(), Optional.of(seen));
        assertThat(turn(careful).replies().getFirst().answer()).isEqualTo(new Reply.Accepted());
        assertThat(described().maxConcurrency()).isEqualTo(5);
        var late = turn(careful);
        assertThat(late.replies().getFirst().answer()).isEqualTo(described());
        assertThat(late.records()).isEmpty();
    }

    @Test
    void aPausedRunTakesEndsInAndStartsNobody() {
        start(order(10, 3, ""));
        Input.Pause pause = new Input.Pause(1, Optional.of("me"), Optional.empty());
        assertThat(turn(pause).replies().getFirst().answer()).isEqualTo(new Reply.Paused(NOW));
        assertThat(turn(pause).records()).isEmpty();
        turn(new Input.Inbox(List.of(end(new TaskRef(1, 0), RunStatus.SUCCEEDED))));
        takeOver();
        assertThat(started).hasSize(3);
        assertThat(described().items().succeeded()).isEqualTo(1);
        assertThat(turn(new Input.Resume(1)).replies().getFirst().answer()).isEqualTo(new Reply.Resumed());
        assertThat(started).hasSize(4);
    }

    @Test
    void aPausedRunReadsNothingAndIsStillGivenUp() {
        start("{\"reader\":{\"resource\":\"r\",\"arguments\":{},\"config\":{},\"maxItems\":0},\"maxConcurrency\":0,"
                + "\"toleratedCount\":0,\"toleratedPercentage\":0}");
        turn(new Input.Pause(1, Optional.empty(), Optional.empty()));
        effects.clear();
        turn(new Input.ItemsRead("", "2", List.of(Payload.of("0"), Payload.of("1")), false));
        assertThat(effects).isEmpty();
        assertThat(described().items().pending()).isEqualTo(2);
        Letter letter = new Letter.GivenUp(new Letter.Slip(RUN, Letter.Kind.GIVEN_UP, new TaskRef(4, 0)), "arn");
        turn(new Input.Inbox(List.of(letter)));
        assertThat(run.status()).isEqualTo(RunStatus.ABORTED);
        assertThat(turn(new Input.Resume(1)).replies().getFirst().answer()).isEqualTo(new Reply.NotRunning());
    }

    @Test
    void whatIsBorneDependsOnItemsNotOnChildren() {
        start(order(6, 0, ",\"batcher\":{\"mostItems\":2,\"mostBytes\":0}")
                .replace("toleratedCount\":0", "toleratedCount\":2"));
        assertThat(started.values())
                .extracting(Payload::text)
                .containsExactly("{\"Items\":[0,1]}", "{\"Items\":[2,3]}", "{\"Items\":[4,5]}");
        turn(new Input.Inbox(List.of(end(new TaskRef(1, 0), RunStatus.FAILED))));
        assertThat(run.status()).isEqualTo(RunStatus.RUNNING);
        turn(new Input.Inbox(List.of(end(new TaskRef(3, 0), RunStatus.TIMED_OUT))));
        assertThat(run.status()).isEqualTo(RunStatus.FAILED);
        assertThat(effects).contains(new Effect.GiveUpChild(new TaskRef(2, 0), NOW));
        assertThat(described().items().aborted()).isEqualTo(2);
        assertThat(turn(new Input.Inbox(List.of(end(new TaskRef(2, 0), RunStatus.ABORTED))))
                        .records())
                .isEmpty();
    }

    @Test
    void itemsThatAreReadTwiceAreTakenOnce() {
        start("{\"reader\":{\"resource\":\"r\",\"arguments\":{},\"config\":{},\"maxItems\":3},\"maxConcurrency\":1,"
                + "\"toleratedCount\":0,\"toleratedPercentage\":0}");
        assertThat(effects).anyMatch(effect -> effect instanceof Effect.ReadItems read && read.most() == 3);
        Input.ItemsRead first = new Input.ItemsRead("", "at 2", List.of(Payload.of("7"), Payload.of("8")), false);
        turn(first, first);
        assertThat(described().items().total()).isEqualTo(2);
        turn(new Input.ItemsRead("at 2", "at 3", List.of(Payload.of("9")), false));
        assertThat(described().items().total()).isEqualTo(3);
        assertThat(turn(new Input.ReadingFailed("at 3", "E", "late")).records()).isEmpty();
    }

    @Test
    void aBatchIsFilledAcrossReadings() {
        start("{\"reader\":{\"resource\":\"r\",\"arguments\":{},\"config\":{},\"maxItems\":0},\"maxConcurrency\":0,"
                + "\"batcher\":{\"mostItems\":2,\"mostBytes\":0},\"toleratedCount\":0,\"toleratedPercentage\":0}");
        turn(new Input.ItemsRead("", "3", List.of(Payload.of("0"), Payload.of("1"), Payload.of("2")), false));
        assertThat(started).hasSize(1);
        takeOver();
        turn(new Input.ItemsRead("3", "5", List.of(Payload.of("3"), Payload.of("4")), true));
        assertThat(started.values())
                .extracting(Payload::text)
                .containsExactly("{\"Items\":[0,1]}", "{\"Items\":[2,3]}", "{\"Items\":[4]}");
    }

    @Test
    void aRunThatIsGivenUpGivesUpItsChildren() {
        start(order(3, 2, ""));
        Letter letter = new Letter.GivenUp(new Letter.Slip(RUN, Letter.Kind.GIVEN_UP, new TaskRef(4, 0)), "arn");
        turn(new Input.Inbox(List.of(letter)));
        assertThat(run.status()).isEqualTo(RunStatus.ABORTED);
        assertThat(effects)
                .contains(
                        new Effect.GiveUpChild(new TaskRef(1, 0), NOW), new Effect.GiveUpChild(new TaskRef(2, 0), NOW));
        assertThat(described().items().aborted()).isEqualTo(2);
        assertThat(described().items().pending()).isEqualTo(1);
    }
}
