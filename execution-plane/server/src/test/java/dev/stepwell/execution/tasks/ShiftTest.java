package dev.stepwell.execution.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stepwell.engine.turn.Reply;
import dev.stepwell.engine.turn.RunStatus;
import dev.stepwell.execution.fakes.HandClock;
import dev.stepwell.execution.fakes.Plant;
import dev.stepwell.execution.fakes.Rig;
import dev.stepwell.execution.fakes.ScriptedFaults;
import dev.stepwell.execution.fakes.StepMachine;
import dev.stepwell.execution.journal.memory.Faults.Fate;
import dev.stepwell.execution.journal.memory.FaultyStore;
import dev.stepwell.execution.journal.memory.MemoryStore;
import dev.stepwell.execution.ports.TaskLine;
import dev.stepwell.execution.ready.MemoryQueue;
import dev.stepwell.names.ExecutionKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Workers that stay, and hand-outs in the turn that schedules the task. */
class ShiftTest {
    private final HandClock clock = new HandClock(Rig.DAWN);
    private final ScriptedFaults faults = new ScriptedFaults();
    private final FaultyStore store = new FaultyStore(new MemoryStore(clock::now), faults);
    private final MemoryQueue queue = new MemoryQueue();
    private final Plant.Wire wire = new Plant.Wire();
    private final Plant a = new Plant(clock, store, queue, wire, "a");
    private final Plant b = new Plant(clock, store, queue, wire, "b");
    private final List<Reply.HandedOut> tasks = new ArrayList<>();

    private Shift stay(Plant where, int credit) {
        Shift shift = where.polls.stay(
                Rig.TENANT,
                List.of(TaskLine.ofActivity(StepMachine.ACTIVITY)),
                Optional.of("stayer"),
                (activity, task) -> tasks.add(task));
        shift.grant(credit);
        return shift;
    }

    private long turnsOf(ExecutionKey key) {
        return faults.groups().stream()
                .flatMap(List::stream)
                .filter(turn -> turn.key().equals(key))
                .count();
    }

    @Test
    void aTaskIsScheduledAndHandedOutInOneCommit() {
        stay(a, 1);
        ExecutionKey key = a.start("activity");
        clock.settle();

        assertThat(tasks).hasSize(1);
        assertThat(turnsOf(key)).isEqualTo(1);
        assertThat(queue.size()).isZero();
        a.succeed(tasks.get(0));
        clock.settle();
        assertThat(a.status(key)).isEqualTo(RunStatus.SUCCEEDED);
    }

    @Test
    void aPollIsServedInTheSameCommitToo() {
        Poll poll = a.poll();
        ExecutionKey key = a.start("activity");
        clock.settle();

        assertThat(poll.answer().toCompletableFuture().getNow(Optional.empty())).isPresent();
        assertThat(turnsOf(key)).isEqualTo(1);
        assertThat(a.polls.held()).isZero();
    }

    @Test
    void aCompletionBringsTheNextTaskWithIt() {
        Shift shift = stay(a, 1);
        ExecutionKey key = a.start("activity", "activity");
        clock.settle();
        shift.grant(1);
        a.succeed(tasks.get(0));
        clock.settle();

        assertThat(tasks).hasSize(2);
        assertThat(turnsOf(key)).isEqualTo(2);
    }

    @Test
    void creditBoundsWhatAWorkerHas() {
        Shift shift = stay(a, 2);
        for (int i = 0; i < 5; i++) {
            a.start("activity");
        }
        clock.settle();
        assertThat(tasks).hasSize(2);

        shift.grant(1);
        clock.settle();
        assertThat(tasks).hasSize(3);
        shift.grant(-1);
        shift.grant(2);
        clock.settle();
        assertThat(tasks).hasSize(4);
        assertThat(tasks.stream().map(Reply.HandedOut::token)).doesNotHaveDuplicates();
    }

    @Test
    void thoseWhoStayAreServedInTurn() {
        List<String> who = new ArrayList<>();
        for (String name : List.of("one", "two")) {
            a.polls
                    .stay(
                            Rig.TENANT,
                            List.of(TaskLine.ofActivity(StepMachine.ACTIVITY)),
                            Optional.of(name),
                            (activity, task) -> who.add(name))
                    .grant(2);
        }
        for (int i = 0; i < 4; i++) {
            a.start("activity");
            clock.settle();
        }
        assertThat(who).containsExactly("one", "two", "one", "two");
    }

    @Test
    void aTaskOfAnotherNodeIsHeardOf() {
        stay(b, 1);
        a.start("activity");
        clock.settle();

        assertThat(tasks).hasSize(1);
    }

    @Test
    void nobodyHearsOfAHandOutThatWasNotCommitted() {
        Shift shift = stay(a, 1);
        ExecutionKey key = a.start("activity", "activity");
        clock.settle();
        faults.next(1, Fate.FAILS);
        shift.grant(1);
        a.succeed(tasks.get(0));
        clock.settle();
        assertThat(tasks).hasSize(1);

        clock.pass(Duration.ofSeconds(2));
        assertThat(tasks).hasSize(2);
        a.succeed(tasks.get(1));
        clock.settle();
        assertThat(a.status(key)).isEqualTo(RunStatus.SUCCEEDED);
    }

    @ParameterizedTest
    @EnumSource(Fate.class)
    void aTaskReachesItsWorkerHoweverTheCommitEnds(Fate fate) {
        Shift shift = stay(a, 2);
        ExecutionKey key = a.start("activity", "activity");
        clock.settle();
        faults.next(1, fate);
        a.succeed(tasks.get(0));
        clock.pass(Duration.ofSeconds(10));

        assertThat(tasks).hasSize(2);
        a.succeed(tasks.get(1));
        clock.pass(Duration.ofSeconds(10));
        assertThat(a.status(key)).isEqualTo(RunStatus.SUCCEEDED);
        shift.end();
        assertThat(shift.isQuiet()).isTrue();
    }

    @Test
    void whoHasEndedGetsNothingMore() {
        Shift shift = stay(a, 5);
        shift.end();
        assertThat(shift.isQuiet()).isTrue();
        a.start("activity");
        clock.settle();

        assertThat(tasks).isEmpty();
        Poll poll = a.poll();
        clock.settle();
        assertThat(poll.answer().toCompletableFuture().getNow(Optional.empty())).isPresent();
    }

    @Test
    void aNodeThatIsDrainedHandsNothingOut() {
        stay(a, 5);
        a.polls.close();
        Shift late = stay(a, 5);
        a.start("activity");
        clock.settle();

        assertThat(tasks).isEmpty();
        assertThat(late.isQuiet()).isTrue();
    }

    @Test
    void thereIsALimitPerActivity() {
        for (int i = 0; i < TaskPolls.SHIFTS_PER_LINE; i++) {
            stay(a, 0);
        }
        assertThatThrownBy(() -> stay(a, 0)).isInstanceOf(TooManyPolls.class);
    }
}
