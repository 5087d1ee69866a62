package dev.stepwell.contracts.calling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShortMemoryTest {
    private final AtomicLong nanoTime = new AtomicLong();
    private final AtomicInteger lookUps = new AtomicInteger();
    private final ShortMemory<String> memory = new ShortMemory<>(Duration.ofSeconds(4), 100, nanoTime::get);

    @Test
    void manyAtOnceWaitForOneLookUp() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Optional<String>>> answers = IntStream.range(0, 50)
                    .mapToObj(i -> threads.submit(() -> memory.get("k", key -> {
                        lookUps.incrementAndGet();
                        await(release);
                        return Optional.of("v");
                    })))
                    .toList();
            release.countDown();
            for (Future<Optional<String>> answer : answers) {
                assertThat(answer.get()).contains("v");
            }
        }
        assertThat(lookUps).hasValue(1);
    }

    @Test
    void nothingFoundIsNotRemembered() {
        memory.get("k", this::nothing);
        memory.get("k", this::nothing);
        assertThat(lookUps).hasValue(2);
    }

    @Test
    void failuresComeOutAndAreNotRemembered() {
        assertThatThrownBy(() -> memory.get("k", key -> {
                    throw new IllegalStateException("no database");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(memory.get("k", key -> Optional.of("v"))).contains("v");
    }

    @Test
    void ageCountsFromBeforeTheLookUp() {
        memory.get("k", key -> {
            nanoTime.addAndGet(Duration.ofSeconds(4).toNanos());
            return Optional.of("old");
        });
        assertThat(memory.get("k", key -> Optional.of("new"))).contains("new");
    }

    @Test
    void itStaysWithinItsCapacity() {
        for (int i = 0; i < 10_000; i++) {
            memory.get("k" + i, key -> Optional.of(key));
        }
        for (int i = 9_990; i < 10_000; i++) {
            memory.get("k" + i, this::nothing);
        }
        assertThat(memory.size()).isLessThanOrEqualTo(100);
    }

    private Optional<String> nothing(String key) {
        lookUps.incrementAndGet();
        return Optional.empty();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
