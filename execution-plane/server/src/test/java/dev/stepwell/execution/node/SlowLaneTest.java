package dev.stepwell.execution.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.stepwell.execution.turns.NotDone;
import dev.stepwell.names.TenantId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SlowLaneTest {
    private static final TenantId SLOW = new TenantId(1);
    private static final TenantId SLOW_TOO = new TenantId(2);
    private static final TenantId QUICK = new TenantId(3);

    private final AtomicLong nanoTime = new AtomicLong();
    private final BlockingQueue<Long> rests = new LinkedBlockingQueue<>();
    private final SlowLane lane = new SlowLane(1, nanoTime::get, rests::add);
    private final CountDownLatch release = new CountDownLatch(1);

    @AfterEach
    void close() {
        release.countDown();
        lane.close();
    }

    @Test
    void aQuickTenantComputesWhereItAsks() {
        assertThat(lane.compute(QUICK, Thread::currentThread)).isSameAs(Thread.currentThread());
        assertThat(lane.isSlow(QUICK)).isFalse();
    }

    @Test
    void aTenantThatTookLongGoesThroughTheLaneUntilItIsQuickAgain() {
        makeSlow(SLOW);
        for (int turns = 0; lane.isSlow(SLOW); turns++) {
            assertThat(lane.compute(SLOW, () -> Thread.currentThread().getName()))
                    .startsWith("slow-turns-");
            nanoTime.addAndGet(SlowLane.LATELY / 2);
            assertThat(turns).isLessThan(20);
        }
        assertThat(lane.compute(SLOW, Thread::currentThread)).isSameAs(Thread.currentThread());
    }

    @Test
    void longTurnsDoNotHideAmongShortOnes() {
        for (int turns = 0; !lane.isSlow(SLOW); turns++) {
            lane.compute(SLOW, () -> nanoTime.addAndGet(SlowLane.LONG * 5));
            for (int i = 0; i < 100; i++) {
                lane.compute(SLOW, () -> nanoTime.addAndGet(SlowLane.LONG / 100));
            }
            assertThat(turns).isLessThan(50);
        }
    }

    @Test
    void aPauseIsHeldAgainstNobody() {
        for (int seconds = 0; seconds < 20; seconds++) {
            lane.compute(QUICK, () -> nanoTime.addAndGet(SlowLane.TOLERATED / 2));
            assertThat(lane.isSlow(QUICK)).isFalse();
            nanoTime.addAndGet(SlowLane.LATELY);
        }
    }

    @Test
    void aSlowTenantStandsInNobodysWay() {
        makeSlow(SLOW);
        CompletableFuture<String> held = hold(SLOW);

        assertThat(lane.compute(QUICK, () -> "done")).isEqualTo("done");
        assertThat(held).isNotDone();
        release.countDown();
        assertThat(held.join()).isEqualTo("held");
    }

    @Test
    void slowTenantsHaveEqualShares() {
        makeSlow(SLOW);
        makeSlow(SLOW_TOO);
        hold(SLOW);
        List<String> order = new CopyOnWriteArrayList<>();
        List<CompletableFuture<?>> all = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            all.add(later(SLOW, () -> order.add("much")));
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> lane.waits() == 4);
        all.add(later(SLOW_TOO, () -> order.add("little")));
        await().atMost(Duration.ofSeconds(60)).until(() -> lane.waits() == 5);
        nanoTime.addAndGet(SlowLane.TOLERATED);
        release.countDown();
        all.forEach(CompletableFuture::join);

        assertThat(order).containsExactly("little", "much", "much", "much", "much");
    }

    @Test
    void theLaneRestsLongerThanItWorkedWhileOthersAreQuick() throws InterruptedException {
        makeSlow(SLOW);
        lane.compute(SLOW, () -> nanoTime.addAndGet(SlowLane.LATELY)); // nobody else is there
        lane.compute(QUICK, () -> "done");
        lane.compute(SLOW, () -> nanoTime.addAndGet(SlowLane.TOLERATED));
        lane.compute(QUICK, () -> "done");
        lane.compute(SLOW, () -> nanoTime.addAndGet(SlowLane.TOLERATED * 2));

        assertThat(rests.poll(60, TimeUnit.SECONDS)).isEqualTo(SlowLane.TOLERATED * SlowLane.RESTS);
        assertThat(rests.poll(60, TimeUnit.SECONDS)).isEqualTo(SlowLane.TOLERATED * 2 * SlowLane.RESTS);
    }

    @Test
    void whatAWorkThrowsIsThrown() {
        makeSlow(SLOW);
        assertThatThrownBy(() -> lane.compute(SLOW, () -> {
                    throw new IllegalArgumentException("no");
                }))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> lane.compute(SLOW, () -> {
                    throw new StackOverflowError("deep");
                }))
                .isInstanceOf(StackOverflowError.class);
    }

    @Test
    void whatWaitsIsGivenUpAtTheEnd() {
        makeSlow(SLOW);
        hold(SLOW);
        CompletableFuture<String> waits = later(SLOW, () -> "never");
        await().atMost(Duration.ofSeconds(60)).until(() -> lane.waits() == 1);
        lane.close();

        assertThatThrownBy(waits::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(NotDone.Unavailable.class);
        assertThatThrownBy(() -> lane.compute(SLOW, () -> "never")).isInstanceOf(NotDone.Unavailable.class);
    }

    private void makeSlow(TenantId tenant) {
        lane.compute(tenant, () -> nanoTime.addAndGet(SlowLane.TOLERATED * 8));
        assertThat(lane.isSlow(tenant)).isTrue();
    }

    /** Keeps the lane busy until the release. */
    private CompletableFuture<String> hold(TenantId tenant) {
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<String> held = later(tenant, () -> {
            begun.countDown();
            try {
                release.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return "held";
        });
        await().atMost(Duration.ofSeconds(60)).until(() -> begun.getCount() == 0);
        return held;
    }

    private <T> CompletableFuture<T> later(TenantId tenant, Supplier<T> work) {
        return CompletableFuture.supplyAsync(() -> lane.compute(tenant, work), Thread::startVirtualThread);
    }
}
