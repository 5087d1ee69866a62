package dev.stepwell.execution.turns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.engine.turn.Input;
import dev.stepwell.engine.turn.Reply;
import dev.stepwell.engine.turn.RunStatus;
import dev.stepwell.engine.turn.TaskRef;
import dev.stepwell.execution.fakes.HandClock;
import dev.stepwell.execution.fakes.Rig;
import dev.stepwell.execution.fakes.ScriptedFaults;
import dev.stepwell.execution.journal.memory.Faults.Fate;
import dev.stepwell.execution.journal.memory.FaultyStore;
import dev.stepwell.execution.journal.memory.MemoryStore;
import dev.stepwell.execution.ports.TurnCommit;
import dev.stepwell.names.ExecutionKey;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The laws of the turn: one at a time, durable before anybody hears of it, thrown away when the store says no. */
class TurnsTest {
    private final HandClock clock = new HandClock(Rig.DAWN);
    private final ScriptedFaults faults = new ScriptedFaults();
    private final FaultyStore store = new FaultyStore(new MemoryStore(clock::now), faults);
    private final Rig rig = Rig.alone(store, clock);
    private final ExecutionKey key = rig.newKey();

    @Test
    void startIsOneCommitUpToWhereTheExecutionBlocks() {
        CompletableFuture<Reply.Answer> started = rig.start(key, "pass", "activity");
        assertThat(started).isNotDone();

        clock.settle();

        assertThat(started).isCompletedWithValue(new Reply.Accepted());
        assertThat(faults.groups()).hasSize(1);
        assertThat(events(key)).isEqualTo(5);
        assertThat(rig.offers).hasSize(1);
    }

    @Test
    void nobodyHearsOfATurnBeforeItIsDurable() {
        rig.start(key, "activity");
        clock.settle();
        rig.handOut(rig.offers.get(0));
        clock.settle();
        faults.next(Fate.FAILS, Fate.FAILS);

        CompletableFuture<Reply.Answer> done = rig.succeed(key, task());
        clock.settle();

        assertThat(done).isNotDone();
        assertThat(rig.forgotten).isEmpty();
        clock.pass(Duration.ofSeconds(1));
        assertThat(done).isCompletedWithValue(new Reply.Accepted());
        assertThat(status(key)).isEqualTo(RunStatus.SUCCEEDED);
        assertThat(rig.forgotten).containsExactly(task());
    }

    @Test
    void inputsThatComeDuringACommitAreHandledTogetherInTheNextTurn() {
        rig.start(key, "activity");
        clock.settle();
        int before = faults.groups().size();

        CompletableFuture<Reply.Answer> first = rig.succeed(key, task());
        CompletableFuture<Reply.Answer> second = rig.succeed(key, task());
        CompletableFuture<Reply.Answer> forged = rig.succeed(key, new TaskRef(99, 0));
        clock.settle();

        assertThat(first).isCompletedWithValue(new Reply.Accepted());
        assertThat(second).isCompletedWithValue(new Reply.TaskClosed());
        assertThat(forged).isCompletedWithValue(new Reply.NoSuchTask());
        assertThat(faults.groups()).hasSize(before + 1);
    }

    @Test
    void aGroupHoldsOneTurnPerExecution() {
        List<ExecutionKey> keys =
                List.of(rig.newKey(), rig.newKey(), rig.newKey(), rig.newKey(), rig.newKey(), rig.newKey());
        keys.forEach(each -> rig.start(each, "activity", "activity"));
        clock.settle();
        keys.forEach(each -> rig.succeed(each, task()));
        clock.settle();

        assertThat(faults.groups())
                .allSatisfy(
                        group -> assertThat(group).extracting(TurnCommit::key).doesNotHaveDuplicates());
        assertThat(faults.groups()).hasSizeLessThanOrEqualTo(4);
        assertThat(rig.offers).hasSize(12);
    }

    @Test
    void aGroupInDoubtThatWasWrittenIsAnswered() {
        rig.start(key, "activity");
        clock.settle();
        faults.next(Fate.IN_DOUBT_WRITTEN);
        faults.failSettling(3);

        CompletableFuture<Reply.Answer> done = rig.succeed(key, task());
        clock.settle();
        assertThat(done).isNotDone();
        clock.pass(Duration.ofSeconds(1));

        assertThat(done).isCompletedWithValue(new Reply.Accepted());
        assertThat(status(key)).isEqualTo(RunStatus.SUCCEEDED);
        assertThat(rig.committer.counts().doubts()).isEqualTo(1);
    }

    @Test
    void aGroupInDoubtThatWasNotWrittenIsDoneAgain() {
        rig.start(key, "activity");
        clock.settle();
        faults.next(Fate.IN_DOUBT_LOST);

        CompletableFuture<Reply.Answer> done = rig.succeed(key, task());
        clock.pass(Duration.ofSeconds(1));

        assertThat(done).isCompletedWithValue(new Reply.Accepted());
        assertThat(events(key)).isEqualTo(6);
    }

    @Test
    void aStartInDoubtIsOneStart() {
        faults.next(Fate.IN_DOUBT_WRITTEN);
        CompletableFuture<Reply.Answer> started = rig.start(key, "activity");
        clock.pass(Duration.ofSeconds(1));

        assertThat(started).isCompletedWithValue(new Reply.Accepted());
        assertThat(rig.offers).hasSize(1);
    }

    @Test
    void aStartThatIsNotStoredIsRefusedAtOnce() {
        faults.next(Fate.FAILS);
        CompletableFuture<Reply.Answer> started = rig.start(key, "activity");
        clock.settle();

        assertThat(started)
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withCauseInstanceOf(NotDone.Unavailable.class);
        assertThat(rig.turns.held()).isZero();
    }

    @Test
    void aTakenNameIsToldWithItsHolder() {
        rig.begin(key, "one", "{\"steps\":[\"activity\"]}");
        CompletableFuture<Reply.Answer> second = rig.begin(rig.newKey(), "one", "{}");
        clock.settle();

        assertThat(second)
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .havingCause()
                .satisfies(
                        e -> assertThat(((NotDone.NameTaken) e).holder().key()).isEqualTo(key));
    }

    @Test
    void whoeverWaitsTooLongIsToldSoButTheWorkGoesOn() {
        rig.start(key, "pass", "activity");
        clock.settle();
        faults.next(10, Fate.FAILS);

        CompletableFuture<Reply.Answer> done = rig.succeed(key, new TaskRef(5, 0));
        clock.pass(Duration.ofSeconds(30));

        assertThat(done).failsWithin(Duration.ZERO).withThrowableThat().withCauseInstanceOf(NotDone.Unavailable.class);
        clock.pass(Duration.ofMinutes(5));
        CompletableFuture<Reply.Answer> again = rig.succeed(key, new TaskRef(5, 0));
        clock.pass(Duration.ofSeconds(9));
        assertThat(again).isCompletedWithValue(new Reply.Accepted());
    }

    @Test
    void aLongWayIsGoneInBoundedTurns() {
        String[] steps = new String[100];
        Arrays.fill(steps, "pass");
        rig.start(key, steps);
        clock.settle();

        assertThat(status(key)).isEqualTo(RunStatus.SUCCEEDED);
        assertThat(faults.groups()).hasSizeGreaterThan(8);
        assertThat(rig.turns.held()).isZero();
    }

    @Test
    void aBoundedTurnGoesOnAfterTheStoreWasAway() {
        String[] steps = new String[100];
        Arrays.fill(steps, "pass");
        faults.next(Fate.WELL);
        faults.next(12, Fate.FAILS);
        rig.start(key, steps);
        clock.pass(Duration.ofMinutes(2));

        assertThat(status(key)).isEqualTo(RunStatus.SUCCEEDED);
    }

    @Test
    void oneBadInputDoesNotSpoilTheOthers() {
        rig.begin(key, "one", "{\"steps\":[\"activity\"],\"poison\":true}");
        clock.settle();

        CompletableFuture<Reply.Answer> stop = rig.calls
                .call(key, new Input.Stop(0, Optional.empty(), Optional.empty()))
                .toCompletableFuture();
        CompletableFuture<Reply.Answer> done = rig.succeed(key, task());
        clock.settle();

        assertThat(stop).failsWithin(Duration.ZERO).withThrowableThat().withCauseInstanceOf(NotDone.Defect.class);
        assertThat(done).isCompletedWithValue(new Reply.Accepted());
    }

    @Test
    void aRecordedTimeNeverGoesBack() {
        rig.start(key, "activity");
        clock.settle();
        rig.succeed(key, task());
        clock.settle();

        List<JournalRecord> records = store.load(key).orElseThrow().records();
        for (int i = 1; i < records.size(); i++) {
            assertThat(records.get(i).at()).isAfterOrEqualTo(records.get(i - 1).at());
            assertThat(records.get(i).seq()).isEqualTo(records.get(i - 1).seq() + 1);
        }
    }

    @Test
    void idleStatesAreDroppedUnderTheBudgetAndFoldedAgain() {
        Bounds tight = new Bounds(64, 16, 1 << 20, 100, Duration.ofMillis(250), 4_000, Duration.ofSeconds(10));
        Rig small = new Rig(clock, store, "b", address -> rig, tight);
        List<ExecutionKey> keys = Stream.generate(small::newKey).limit(10).toList();
        keys.forEach(each -> small.start(each, "activity"));
        clock.settle();
        assertThat(small.turns.held()).isLessThan(5);

        List<CompletableFuture<Reply.Answer>> done =
                keys.stream().map(each -> small.succeed(each, task())).toList();
        clock.settle();
        assertThat(done).allSatisfy(each -> assertThat(each).isCompletedWithValue(new Reply.Accepted()));
    }

    @Test
    void aFullMailboxRefuses() {
        Bounds tight = new Bounds(4, 4, 1 << 20, 100, Duration.ofMillis(250), 1 << 20, Duration.ofSeconds(10));
        Rig small = new Rig(clock, store, "b", address -> rig, tight);
        small.start(key, "activity");
        clock.settle();
        List<CompletableFuture<Reply.Answer>> many =
                IntStream.range(0, 6).mapToObj(i -> small.succeed(key, task())).toList();

        assertThat(many.get(5)).isCompletedExceptionally();
        clock.settle();
        assertThat(many.get(0)).isCompletedWithValue(new Reply.Accepted());
    }

    @Test
    void drainEndsWhenWhatWasTakenInIsDone() {
        rig.start(key, "activity");
        CompletableFuture<Void> drained = rig.turns.drain().toCompletableFuture();
        assertThat(drained).isNotDone();
        assertThat(rig.start(rig.newKey(), "pass")).isCompletedExceptionally();
        clock.settle();

        assertThat(drained).isDone();
        assertThat(events(key)).isEqualTo(3);
    }

    private TaskRef task() {
        return new TaskRef(3, 0);
    }

    private RunStatus status(ExecutionKey which) {
        return store.find(which).orElseThrow().status();
    }

    private long events(ExecutionKey which) {
        List<JournalRecord> records = store.load(which).orElseThrow().records();
        return records.get(records.size() - 1).eventId();
    }
}
