package dev.stepwell.execution.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.engine.turn.Effect;
import dev.stepwell.engine.turn.TaskRef;
import dev.stepwell.execution.ports.ExecutionRow;
import dev.stepwell.execution.ports.TurnCommit;
import dev.stepwell.execution.ports.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Many writers at once. */
abstract class StoreRacesConformance extends StoreRowsConformance {
    private static final int THREADS = 8;

    @Test
    void ofWritersAtOnePlaceExactlyOneGoesThrough() throws Exception {
        TestRun run = started();
        int rounds = 30;
        AtomicInteger committed = new AtomicInteger();
        CyclicBarrier barrier = new CyclicBarrier(THREADS);
        race(thread -> () -> {
            for (int round = 0; round < rounds; round++) {
                barrier.await(60, TimeUnit.SECONDS);
                TestRun mine = run.seenBy(node);
                mine.seq = 2 + 2L * round;
                mine.event = 2 + round;
                if (commit(mine.turn()).equals(COMMITTED)) {
                    committed.incrementAndGet();
                }
            }
            return true;
        });

        assertThat(committed).hasValue(rounds);
        assertThat(loaded(run).records().stream().map(JournalRecord::seq))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 2 + 2L * rounds).boxed().toList());
        assertThat(row(run).lease().seq()).isEqualTo(2 + 2L * rounds);
    }

    @Test
    void ofHeirsExactlyOneTakesOver() throws Exception {
        TestRun run = started();
        List<TestRun> heirs = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            heirs.add(run.seenBy(newNode()));
        }
        store.leave(node);
        List<Verdict> verdicts =
                race(thread -> () -> commit(TestRun.takingOver(heirs.get(thread).turn())));

        assertThat(verdicts).containsOnlyOnce(COMMITTED);
        assertThat(Collections.frequency(verdicts, STALE)).isEqualTo(THREADS - 1);
    }

    @Test
    void ofBirthsUnderOneNameExactlyOneGoesThrough() throws Exception {
        for (int round = 0; round < 10; round++) {
            String name = "n" + round;
            List<Verdict> verdicts =
                    race(thread -> () -> commit(newRun("m", name).birth()));

            assertThat(verdicts).containsOnlyOnce(COMMITTED);
            ExecutionRow holder =
                    store.findByName(tenant, TestRun.REGION, "m", name).orElseThrow();
            assertThat(Collections.frequency(verdicts, new Verdict.NameTaken(holder)))
                    .isEqualTo(THREADS - 1);
        }
    }

    @Test
    void groupsThatOverlapInEveryOrderNeverBlockEachOther() throws Exception {
        List<TestRun> runs = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            runs.add(started(new Effect.WakeAt(Instant.parse("2100-01-01T00:00:00Z"))));
        }
        AtomicInteger committed = new AtomicInteger();
        race(thread -> () -> {
            Random random = new Random(thread);
            for (int round = 0; round < 20; round++) {
                List<TestRun> mine = new ArrayList<>();
                for (TestRun run : runs) {
                    TestRun seen = run.seenBy(node);
                    seen.seq = row(run).lease().seq();
                    seen.event = seen.seq / 2 + 1;
                    mine.add(seen);
                }
                Collections.shuffle(mine, random);
                Instant wake = Instant.parse("2099-01-01T00:00:00Z").minusSeconds(random.nextInt(1000));
                List<TurnCommit> group = new ArrayList<>();
                group.add(newRun("born", "n" + round).birth());
                mine.subList(0, 8).forEach(run -> group.add(run.turn(new Effect.WakeAt(wake))));
                Collections.shuffle(group, random);
                store.commit(group).forEach(verdict -> {
                    assertThat(verdict).isNotInstanceOf(Verdict.Refused.class);
                    committed.addAndGet(verdict.equals(COMMITTED) ? 1 : 0);
                });
            }
            return true;
        });

        long turns = 0;
        for (TestRun run : runs) {
            turns += row(run).lease().seq() / 2 - 1;
            assertThat(loaded(run).records()).hasSize((int) row(run).lease().seq());
        }
        assertThat(committed).hasValue((int) turns + 20);
    }

    @Test
    void aBeatAndATimeOutNeverBothCount() throws Exception {
        TaskRef task = new TaskRef(2, 0);
        for (int round = 0; round < 20; round++) {
            TestRun run = started(Effect.OpenTask.byToken(task));
            TurnCommit timeOut = TestRun.seeing(run.turn(new Effect.CloseTask(task)), Map.of(task, Instant.EPOCH));
            List<Boolean> counted = race(
                    thread -> thread == 0 ? () -> commit(timeOut).equals(COMMITTED) : () -> store.beat(run.key, task));

            boolean timedOut = counted.get(0);
            boolean beat = counted.subList(1, THREADS).contains(true);
            assertThat(timedOut).isNotEqualTo(beat);
        }
    }

    private static <T> List<T> race(IntFunction<Callable<T>> racers) throws Exception {
        CyclicBarrier start = new CyclicBarrier(THREADS);
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<T>> futures = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                Callable<T> racer = racers.apply(i);
                futures.add(threads.submit(() -> {
                    start.await(60, TimeUnit.SECONDS);
                    return racer.call();
                }));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get(Duration.ofMinutes(2).toSeconds(), TimeUnit.SECONDS));
            }
            return results;
        }
    }
}
