package dev.stepwell.execution.ready;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepwell.engine.turn.RunStatus;
import dev.stepwell.execution.fakes.HandClock;
import dev.stepwell.execution.fakes.Plant;
import dev.stepwell.execution.fakes.Rig;
import dev.stepwell.execution.journal.memory.MemoryStore;
import dev.stepwell.names.ExecutionKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReconcilerTest {
    private final HandClock clock = new HandClock(Rig.DAWN);
    private final MemoryStore store = new MemoryStore(clock::now);
    private final MemoryQueue queue = new MemoryQueue();
    private final Plant.Wire wire = new Plant.Wire();
    private final Plant a = new Plant(clock, store, queue, wire, "a");

    @Test
    void theExecutionsOfADeadNodeGoOnElsewhereWithinSeconds() {
        Plant b = new Plant(clock, store, queue, wire, "b");
        List<ExecutionKey> keys = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            keys.add(a.start("function"));
        }
        clock.settle();
        assertThat(a.invocations).hasSize(200);
        a.kill(wire);
        clock.pass(Duration.ofSeconds(5));

        assertThat(b.invocations).hasSize(200);
        assertThat(keys)
                .allSatisfy(
                        key -> assertThat(store.find(key).orElseThrow().lease().epoch())
                                .isEqualTo(2));
    }

    @Test
    void theSameWithoutAnyQueue() {
        Plant b = new Plant(clock, store, queue, wire, "b");
        a.start("function");
        clock.settle();
        queue.absent(true);
        a.kill(wire);
        clock.pass(Duration.ofSeconds(8));

        assertThat(b.invocations).hasSize(1);
    }

    @Test
    void aRestartedNodeGoesOnWithItsOwn() {
        ExecutionKey key = a.start("wait");
        a.start("function");
        clock.settle();
        a.kill(wire);
        clock.pass(Duration.ofSeconds(20));
        Plant again = new Plant(clock, store, queue, wire, "a");
        clock.pass(Duration.ofSeconds(3));

        assertThat(again.status(key)).isEqualTo(RunStatus.SUCCEEDED);
        assertThat(again.invocations).hasSize(1);
    }

    @Test
    void aNodeThatWasTakenForDeadDropsOutAndComesBack() {
        Plant b = new Plant(clock, store, queue, wire, "b");
        ExecutionKey key = a.start("activity", "wait");
        clock.settle();
        store.leave(a.membership.me());
        clock.pass(Duration.ofSeconds(8));
        long epoch = store.find(key).orElseThrow().lease().epoch();
        assertThat(epoch).isEqualTo(2);

        var task = a.poll().answer().toCompletableFuture();
        clock.pass(Duration.ofSeconds(8));
        var done = b.succeed(task.getNow(java.util.Optional.empty()).orElseThrow());
        clock.pass(Duration.ofSeconds(20));
        assertThat(done).isCompleted();
        assertThat(b.status(key)).isEqualTo(RunStatus.SUCCEEDED);
    }
}
