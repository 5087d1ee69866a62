package dev.stepwell.execution.wakeups;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepwell.engine.turn.Input;
import dev.stepwell.engine.turn.RunStatus;
import dev.stepwell.execution.fakes.HandClock;
import dev.stepwell.execution.fakes.Plant;
import dev.stepwell.execution.fakes.Rig;
import dev.stepwell.execution.fakes.ScriptedFaults;
import dev.stepwell.execution.fakes.StepMachine;
import dev.stepwell.execution.journal.memory.FaultyStore;
import dev.stepwell.execution.journal.memory.MemoryStore;
import dev.stepwell.execution.ready.MemoryQueue;
import dev.stepwell.names.ExecutionKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WakeupsTest {
    private static final Set<Integer> ALL = IntStream.range(0, 64).boxed().collect(Collectors.toSet());

    private final HandClock clock = new HandClock(Rig.DAWN);
    private final ScriptedFaults faults = new ScriptedFaults();
    private final FaultyStore store = new FaultyStore(new MemoryStore(clock::now), faults);
    private final MemoryQueue queue = new MemoryQueue();
    private final Plant.Wire wire = new Plant.Wire();
    private final Plant a = new Plant(clock, store, queue, wire, "a");

    @Test
    void aWaitEndsOnTimeAndNotBefore() {
        ExecutionKey key = a.start("wait");
        clock.pass(StepMachine.WAIT.minusMillis(1));
        assertThat(a.status(key)).isEqualTo(RunStatus.RUNNING);
        clock.pass(Duration.ofMillis(1));

        assertThat(a.status(key)).isEqualTo(RunStatus.SUCCEEDED);
        assertThat(store.find(key).orElseThrow().stopDate()).contains(Rig.DAWN.plus(StepMachine.WAIT));
    }

    @Test
    void aWaitIsOneCommitPerEnd() {
        a.start("wait", "wait");
        clock.pass(Duration.ofMinutes(1));

        assertThat(faults.groups()).hasSize(3);
        assertThat(store.wakeUps(ALL, Instant.MAX, 10)).isEmpty();
    }

    @Test
    void theTimersOfADeadNodeAreRungForByAnother() {
        Plant b = new Plant(clock, store, queue, wire, "b");
        ExecutionKey key = a.start("wait");
        clock.settle();
        a.kill(wire);
        clock.pass(StepMachine.WAIT.plusSeconds(2));

        assertThat(b.status(key)).isEqualTo(RunStatus.SUCCEEDED);
    }

    @Test
    void allSlotsAreReadWithHowManyNodesSoever() {
        Plant b = new Plant(clock, store, queue, wire, "b");
        new Plant(clock, store, queue, wire, "c");
        clock.pass(Duration.ofSeconds(5));
        for (int i = 0; i < 30; i++) {
            b.start("wait");
        }
        clock.settle();
        b.kill(wire);
        clock.pass(Duration.ofSeconds(5));
        clock.pass(Duration.ofSeconds(15));

        assertThat(store.wakeUps(ALL, Instant.MAX, 100)).isEmpty();
    }

    @Test
    void anEarlyWakeUpChangesNothing() {
        ExecutionKey key = a.start("wait");
        clock.settle();
        a.calls.call(key, new Input.Wake(Map.of()));
        clock.settle();
        assertThat(faults.groups()).hasSize(1);

        clock.pass(Duration.ofSeconds(11));
        assertThat(a.status(key)).isEqualTo(RunStatus.SUCCEEDED);
    }
}
