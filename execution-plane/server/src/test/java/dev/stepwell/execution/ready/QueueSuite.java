package dev.stepwell.execution.ready;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepwell.engine.turn.TaskRef;
import dev.stepwell.execution.ports.Queue;
import dev.stepwell.execution.ports.Store.Offer;
import dev.stepwell.execution.ports.TaskLine;
import dev.stepwell.names.ExecutionId;
import dev.stepwell.names.ExecutionKey;
import dev.stepwell.names.TenantId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every queue does. */
abstract class QueueSuite {
    static final TenantId ONE = new TenantId(1);
    static final TenantId TWO = new TenantId(2);
    private static final TaskLine WORK = TaskLine.ofActivity("arn:aws:states:us-east-1:123456789012:activity:work");

    final Queue queue;
    private final Random random = new Random(1);

    QueueSuite(Queue queue) {
        this.queue = queue;
    }

    ExecutionKey key(TenantId tenant) {
        return new ExecutionKey(tenant, new ExecutionId(new UUID(random.nextLong(), random.nextLong())));
    }

    private Offer offer(TenantId tenant, long event) {
        return offer(tenant, event, 0);
    }

    private Offer offer(TenantId tenant, long event, int priority) {
        return new Offer(key(tenant), new TaskRef(event, 0), WORK, priority);
    }

    @Test
    void offersComeOutOnceInTheirOrder() {
        Offer first = offer(ONE, 3);
        Offer second = offer(ONE, 5);
        queue.offer(List.of(first));
        pause();
        queue.offer(List.of(second, first));

        assertThat(queue.take(ONE, WORK)).contains(first);
        assertThat(queue.take(ONE, WORK)).contains(second);
        assertThat(queue.take(ONE, WORK)).isEmpty();
    }

    @Test
    void offersOfHigherPriorityComeFirst() {
        List<Offer> inOrder = List.of(
                offer(ONE, 3, Integer.MAX_VALUE),
                offer(ONE, 5, 7),
                offer(ONE, 7, 7),
                offer(ONE, 9, 0),
                offer(ONE, 11, -1),
                offer(ONE, 13, Integer.MIN_VALUE));
        for (int i : new int[] {3, 5, 1, 0, 4, 2}) {
            queue.offer(List.of(inOrder.get(i)));
            pause();
        }

        for (Offer next : inOrder) {
            assertThat(queue.take(ONE, WORK)).contains(next);
        }
        assertThat(queue.take(ONE, WORK)).isEmpty();

        queue.offer(List.of(inOrder.get(4)));
        assertThat(queue.take(ONE, WORK)).contains(inOrder.get(4));
    }

    @Test
    void offersAreTheTenantsOwn() {
        queue.offer(List.of(offer(ONE, 3)));

        assertThat(queue.take(TWO, WORK)).isEmpty();
        assertThat(queue.take(ONE, new TaskLine(WORK + "2"))).isEmpty();
        assertThat(queue.take(ONE, WORK)).isPresent();
    }

    @Test
    void readyExecutionsComeOutOnce() {
        List<ExecutionKey> keys = List.of(key(ONE), key(ONE), key(TWO));
        queue.ready(keys);
        queue.ready(keys);

        assertThat(drain(100)).containsExactlyInAnyOrderElementsOf(keys);
        assertThat(queue.takeReady(10)).isEmpty();
    }

    @Test
    void aTenantWithMuchDoesNotKeepOthersWaiting() {
        List<ExecutionKey> many = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            many.add(key(ONE));
        }
        queue.ready(many);
        ExecutionKey single = key(TWO);
        queue.ready(List.of(single));

        assertThat(drain(64)).contains(single);
        drain(1_000);
    }

    /** Takes about so many, as a node does it. */
    private List<ExecutionKey> drain(int max) {
        List<ExecutionKey> all = new ArrayList<>();
        for (int i = 0; i < 100 && all.size() < max; i++) {
            all.addAll(queue.takeReady(Math.min(32, max - all.size())));
        }
        assertThat(new HashSet<>(all)).hasSameSizeAs(all);
        return all;
    }

    /** Lets what distinguishes an earlier offer from a later one pass. */
    void pause() {}
}
