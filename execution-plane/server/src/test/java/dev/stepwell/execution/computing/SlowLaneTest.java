package dev.stepwell.execution.computing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.stepwell.execution.turns.NotDone;
import dev.stepwell.names.TenantId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SlowLaneTest {
    private static final TenantId SLOW = new TenantId(1);
    private static final TenantId SLOW_TOO = new TenantId(2);
    private static final TenantId QUICK = new TenantId(3);

    private final AtomicLong nanoTime = new AtomicLong();
    private final AtomicLong cpuTime = new AtomicLong();
    private final AtomicBoolean drawn = new AtomicBoolean(true);
    private final BlockingQueue<Long> rests = new LinkedBlockingQueue<>();
    private final SlowLane lane = new SlowLane(1, new Measures(nanoTime::get, cpuTime::get, drawn::get, rests::add));
    private final CountDownLatch release = new CountDownLatch(1);

    @AfterEach
    void close() {
        release.countDown();
        lane.close();
    }

    @Test
    void aQuickTenantComputesWhereItAsks() {
        drawn.set(false);
        assertThat(lane.compute(QUICK, Thread::currentThread)).isSameAs(Thread.currentThread());
        assertThat(lane.isSlow(QUICK)).isFalse();
    }

    @Test
    void aTurnThatIsDrawnIsWeighed() {
        weigh(QUICK, 0);
    }

    @Test
    void nobodyWaitsToBeWeighed() {
        CountDownLatch begun = new CountDownLatch(1);
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            later(QUICK, () -> isWeighed() ? untilReleased(begun) : "not held");
            return begun.getCount() == 0;
        });

        assertThat(lane.compute(SLOW, Thread::currentThread)).isSameAs(Thread.currentThread());
    }

    @Test
    void aTenantThatTookMuchGoesThroughTheLaneUntilItIsQuickAgain() {
        makeSlow(SLOW);
        nanoTime.addAndGet(Account.KEPT - 1);
        assertThat(lane.compute(SLOW, () -> Thread.currentThread().getName())).startsWith("slow-turns-");
        nanoTime.addAndGet(1);
        drawn.set(false);
        assertThat(lane.compute(SLOW, Thread::currentThread)).isSameAs(Thread.currentThread());
    }

    @Test
    void whoTakesMuchInTheLaneStaysThere() {
        makeSlow(SLOW);
        for (int i = 0; i < 20; i++) {
            nanoTime.addAndGet(Account.KEPT / 2);
            lane.compute(SLOW, () -> cpuTime.addAndGet(Account.LONG + Account.STILL_HELD));
            assertThat(lane.isSlow(SLOW)).isTrue();
        }
    }

    @Test
    void longTurnsDoNotHideAmongShortOnes() {
        for (int turns = 0; !lane.isSlow(SLOW); turns++) {
            for (int i = 0; i < 100; i++) {
                weigh(SLOW, Account.LONG / 100);
            }
            weigh(SLOW, Account.LONG * 5);
            assertThat(turns).isLessThan(5);
        }
    }

    @Test
    void oneTurnMakesNobodySlowHoweverLongItTook() {
        for (int seconds = 0; seconds < 20; seconds++) {
            weigh(QUICK, Account.TOLERATED * 10);
            assertThat(lane.isSlow(QUICK)).isFalse();
            nanoTime.addAndGet(SlowLane.LATELY);
        }
    }

    @Test
    void theClockMayBeginAnywhere() {
        nanoTime.set(Long.MIN_VALUE / 2);
        makeSlow(SLOW);
    }

    @Test
    void manySmallTurnsAreHeldAgainstNobody() {
        for (int i = 0; i < 2_000; i++) {
            weigh(QUICK, Account.LONG);
        }
        assertThat(lane.isSlow(QUICK)).isFalse();
    }

    @Test
    void whoWaitsIsHeldNothingAgainst() {
        try (SlowLane real = new SlowLane(1, alwaysDrawn())) {
            for (int i = 0; i < 50; i++) {
                real.compute(QUICK, () -> {
                    LockSupport.parkNanos(Account.LONG * 3);
                    return "waited";
                });
            }
            assertThat(real.isSlow(QUICK)).isFalse();
        }
    }

    @Test
    void whoComputesIsFoundByWhatTheProcessorSays() {
        try (SlowLane real = new SlowLane(1, alwaysDrawn())) {
            await().atMost(Duration.ofSeconds(60)).until(() -> {
                real.compute(SLOW, SlowLaneTest::much);
                return real.isSlow(SLOW);
            });
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
        cpuTime.addAndGet(Account.TOLERATED);
        release.countDown();
        all.forEach(CompletableFuture::join);

        assertThat(order).containsExactly("little", "much", "much", "much", "much");
    }

    @Test
    void theLaneRestsLongerThanItWorkedWhileOthersAreQuick() throws InterruptedException {
        makeSlow(SLOW);
        nanoTime.addAndGet(SlowLane.LATELY);
        lane.compute(SLOW, () -> cpuTime.addAndGet(Account.TOLERATED / 2)); // nobody else is there
        lane.compute(QUICK, () -> "done");
        lane.compute(SLOW, () -> cpuTime.addAndGet(Account.TOLERATED));
        lane.compute(QUICK, () -> "done");
        lane.compute(SLOW, () -> cpuTime.addAndGet(Account.TOLERATED * 2));

        assertThat(rests.poll(60, TimeUnit.SECONDS)).isEqualTo(Account.TOLERATED * SlowLane.RESTS);
        assertThat(rests.poll(60, TimeUnit.SECONDS)).isEqualTo(Account.TOLERATED * 2 * SlowLane.RESTS);
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
        for (int turns = 0; !lane.isSlow(tenant); turns++) {
            weigh(tenant, Account.TOLERATED);
            assertThat(turns).isLessThan(10);
        }
    }

    /** Has a turn weighed that takes so much; the scales may not be back yet from the one before. */
    private void weigh(TenantId tenant, long takes) {
        await().pollInterval(Duration.ofMillis(1))
                .atMost(Duration.ofSeconds(60))
                .until(() -> lane.compute(tenant, () -> {
                    cpuTime.addAndGet(isWeighed() ? takes : 0);
                    return isWeighed();
                }));
    }

    private static boolean isWeighed() {
        return Thread.currentThread().getName().equals("weighed-turns");
    }

    private static Measures alwaysDrawn() {
        Measures real = Measures.real();
        return new Measures(real.nanoTime(), real.cpuTime(), () -> true, real.rest());
    }

    /** A few milliseconds of any processor. */
    private static long much() {
        SplittableRandom numbers = new SplittableRandom(1);
        long sum = 0;
        for (int i = 0; i < 3_000_000; i++) {
            sum ^= numbers.nextLong();
        }
        return sum;
    }

    /** Keeps the lane busy until the release. */
    private CompletableFuture<String> hold(TenantId tenant) {
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<String> held = later(tenant, () -> untilReleased(begun));
        await().atMost(Duration.ofSeconds(60)).until(() -> begun.getCount() == 0);
        return held;
    }

    private String untilReleased(CountDownLatch begun) {
        begun.countDown();
        try {
            release.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return "held";
    }

    private <T> CompletableFuture<T> later(TenantId tenant, Supplier<T> work) {
        return CompletableFuture.supplyAsync(() -> lane.compute(tenant, work), Thread::startVirtualThread);
    }
}
