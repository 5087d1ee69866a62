package dev.stepwell.execution.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stepwell.engine.turn.Reply;
import dev.stepwell.engine.turn.RunStatus;
import dev.stepwell.execution.fakes.HandClock;
import dev.stepwell.execution.fakes.Plant;
import dev.stepwell.execution.fakes.Rig;
import dev.stepwell.execution.fakes.ScriptedFaults;
import dev.stepwell.execution.journal.memory.Faults.Fate;
import dev.stepwell.execution.journal.memory.FaultyStore;
import dev.stepwell.execution.journal.memory.MemoryStore;
import dev.stepwell.execution.ready.MemoryQueue;
import dev.stepwell.names.ExecutionKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class TaskPollsTest {
    private final HandClock clock = new HandClock(Rig.DAWN);
    private final ScriptedFaults faults = new ScriptedFaults();
    private final FaultyStore store = new FaultyStore(new MemoryStore(clock::now), faults);
    private final MemoryQueue queue = new MemoryQueue();
    private final Plant.Wire wire = new Plant.Wire();
    private final Plant a = new Plant(clock, store, queue, wire, "a");
    private final Plant b = new Plant(clock, store, queue, wire, "b");

    private static Optional<Reply.HandedOut> now(Poll poll) {
        return poll.answer().toCompletableFuture().getNow(Optional.empty());
    }

    @Test
    void aTaskThatIsThereIsHandedOutAtOnce() {
        ExecutionKey key = a.start("activity");
        clock.settle();
        Poll poll = a.poll();
        clock.settle();

        Reply.HandedOut task = now(poll).orElseThrow();
        CompletableFuture<Reply.Answer> done = a.succeed(task);
        clock.settle();
        assertThat(done).isCompletedWithValue(new Reply.Accepted());
        assertThat(a.status(key)).isEqualTo(RunStatus.SUCCEEDED);
        assertThat(a.polls.held()).isZero();
    }

    @Test
    void aParkedPollGetsTheTaskThatComes() {
        Poll poll = a.poll();
        clock.settle();
        assertThat(now(poll)).isEmpty();

        a.start("activity");
        clock.settle();
        assertThat(now(poll)).isPresent();
        assertThat(queue.size()).isZero();
    }

    @Test
    void aPollOnAnotherNodeHearsOfTheTask() {
        Poll poll = b.poll();
        a.start("activity");
        clock.settle();

        Reply.HandedOut task = now(poll).orElseThrow();
        CompletableFuture<Reply.Answer> done = b.succeed(task);
        clock.settle();
        assertThat(done).isCompletedWithValue(new Reply.Accepted());
    }

    @Test
    void aTaskIsHandedOutToOneOnly() {
        queue.repeat(10);
        a.start("activity");
        clock.settle();
        List<Poll> polls = List.of(a.poll(), a.poll(), b.poll());
        clock.settle();

        assertThat(polls.stream().filter(p -> now(p).isPresent())).hasSize(1);
    }

    @Test
    void anAnswerThatIsLostBetweenNodesDoesNotSwallowTheTask() {
        a.start("activity");
        clock.settle();
        wire.loseAnswers(1);
        Poll poll = b.poll();
        clock.pass(Duration.ofSeconds(2));

        assertThat(now(poll)).isPresent();
    }

    @Test
    void workersAreServedInTheOrderInWhichTheyCame() {
        Poll first = a.poll();
        Poll second = a.poll();
        a.start("activity");
        clock.settle();

        assertThat(now(first)).isPresent();
        assertThat(now(second)).isEmpty();
    }

    @Test
    void aPollIsHeldForItsTimeAndThenAnsweredEmpty() {
        Poll poll = a.poll();
        clock.pass(Duration.ofSeconds(54));
        assertThat(poll.answer().toCompletableFuture()).isNotDone();
        clock.pass(Duration.ofSeconds(2));

        assertThat(poll.answer().toCompletableFuture()).isCompletedWithValue(Optional.empty());
        assertThat(a.polls.held()).isZero();
    }

    @Test
    void whoGaveUpDoesNotSwallowATask() {
        Poll gone = a.poll();
        gone.giveUp();
        Poll next = a.poll();
        a.start("activity");
        clock.settle();

        assertThat(now(gone)).isEmpty();
        assertThat(now(next)).isPresent();
    }

    @Test
    void nobodyHearsOfATaskBeforeItsStartIsDurable() {
        a.start("activity");
        clock.settle();
        faults.next(1, Fate.FAILS);
        Poll poll = a.poll();
        clock.settle();
        assertThat(now(poll)).isEmpty();

        clock.pass(Duration.ofSeconds(1));
        assertThat(now(poll)).isPresent();
    }

    @Test
    void aLostHintIsFoundAgain() {
        queue.lose(1);
        a.start("activity");
        clock.settle();
        Poll poll = b.poll();
        clock.settle();
        assertThat(now(poll)).isEmpty();

        clock.pass(Duration.ofSeconds(10));
        assertThat(now(poll)).isPresent();
    }

    @Test
    void workGoesOnWithoutAnyQueue() {
        queue.absent(true);
        a.start("activity");
        clock.settle();
        Poll poll = b.poll();
        clock.pass(Duration.ofSeconds(10));

        assertThat(now(poll)).isPresent();
    }

    @Test
    void thereIsALimitPerActivity() {
        List<Poll> polls = new ArrayList<>();
        for (int i = 0; i < TaskPolls.PER_LINE; i++) {
            polls.add(a.poll());
        }
        assertThatThrownBy(a::poll).isInstanceOf(TooManyPolls.class);

        polls.get(0).giveUp();
        assertThat(a.poll()).isNotNull();
    }

    @Test
    void closingAnswersAllEmpty() {
        Poll poll = a.poll();
        a.polls.close();

        assertThat(poll.answer().toCompletableFuture()).isCompletedWithValue(Optional.empty());
        assertThat(a.poll().answer().toCompletableFuture()).isCompletedWithValue(Optional.empty());
    }
}
