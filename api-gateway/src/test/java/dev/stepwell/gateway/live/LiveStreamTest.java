package dev.stepwell.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

@NullUnmarked
@Timeout(120)
class LiveStreamTest {
    private static final Executor THREADS = Thread::startVirtualThread;
    private static final long PATIENCE_MS = 60_000;

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Takes as much as it was told to. */
    private static final class Wire implements Subscriber<byte[]> {
        private final List<String> taken = new CopyOnWriteArrayList<>();
        private final CountDownLatch complete = new CountDownLatch(1);
        private Subscription subscription;

        @Override
        public void onSubscribe(Subscription given) {
            subscription = given;
        }

        @Override
        public void onNext(byte[] bytes) {
            taken.add(new String(bytes, StandardCharsets.UTF_8));
        }

        @Override
        public void onError(Throwable failure) {
            throw new IllegalStateException(failure);
        }

        @Override
        public void onComplete() {
            complete.countDown();
        }

        private void awaitEnd() throws InterruptedException {
            assertThat(complete.await(PATIENCE_MS, TimeUnit.MILLISECONDS)).isTrue();
        }
    }

    @Test
    void whatIsToldArrivesInOrderHoweverLittleIsTakenAtATime() throws Exception {
        LiveStream stream = LiveStream.begin(
                THREADS,
                audience -> {
                    for (int i = 0; i < 100; i++) {
                        assertThat(audience.hear(bytes(Integer.toString(i)))).isTrue();
                    }
                },
                failure -> bytes("failed"));
        assertThat(stream.refusal(PATIENCE_MS)).isEmpty();
        Wire wire = new Wire();
        stream.subscribe(wire);
        for (int i = 0; i < 100; i++) {
            wire.subscription.request(1);
        }
        wire.awaitEnd();
        assertThat(wire.taken).hasSize(100).startsWith("0", "1", "2").endsWith("99");
        assertThat(stream.isOver()).isTrue();
    }

    @Test
    void whatIsThrownFirstIsARefusalAndLaterTheLastEvent() throws Exception {
        LiveStream refused = LiveStream.begin(
                THREADS,
                audience -> {
                    throw new IllegalArgumentException("no");
                },
                failure -> bytes("unused"));
        assertThat(refused.refusal(PATIENCE_MS)).containsInstanceOf(IllegalArgumentException.class);

        LiveStream failed = LiveStream.begin(
                THREADS,
                audience -> {
                    audience.hear(bytes("one"));
                    throw new IllegalStateException("late");
                },
                failure -> bytes(failure.getMessage()));
        assertThat(failed.refusal(PATIENCE_MS)).isEmpty();
        Wire wire = new Wire();
        failed.subscribe(wire);
        wire.subscription.request(Long.MAX_VALUE);
        wire.awaitEnd();
        assertThat(wire.taken).containsExactly("one", "late");
    }

    @Test
    void whoeverTellsHearsThatTheBrowserHasGone() throws Exception {
        CountDownLatch gone = new CountDownLatch(1);
        AtomicBoolean heard = new AtomicBoolean(true);
        CountDownLatch over = new CountDownLatch(1);
        LiveStream stream = LiveStream.begin(
                THREADS,
                audience -> {
                    audience.whenGone(gone::countDown);
                    audience.hear(bytes("one"));
                    heard.set(audience.hear(bytes("two"))); // for which there is no room
                    over.countDown();
                },
                failure -> bytes("failed"));
        Wire wire = new Wire();
        stream.subscribe(wire);
        wire.subscription.request(1);
        assertThat(stream.refusal(PATIENCE_MS)).isEmpty();
        wire.subscription.cancel();
        assertThat(gone.await(PATIENCE_MS, TimeUnit.MILLISECONDS)).isTrue();
        assertThat(over.await(PATIENCE_MS, TimeUnit.MILLISECONDS)).isTrue();
        assertThat(heard).isFalse();
        CountDownLatch atOnce = new CountDownLatch(1);
        stream.whenGone(atOnce::countDown);
        assertThat(atOnce.getCount()).isZero();
    }

    @Test
    void aSilentStreamBeatsAndOneThatNobodyTakesEnds() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        LiveStream stream = LiveStream.begin(
                THREADS,
                audience -> {
                    audience.whenGone(end::countDown);
                    try {
                        assertThat(end.await(PATIENCE_MS, TimeUnit.MILLISECONDS))
                                .isTrue();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                },
                failure -> bytes("failed"));
        Wire wire = new Wire();
        stream.subscribe(wire);
        wire.subscription.request(2);
        stream.beat();
        assertThat(wire.taken).isEmpty();
        stream.beat();
        stream.beat();
        stream.beat();
        assertThat(wire.taken).containsExactly(": beat\n\n", ": beat\n\n");
        wire.subscription.cancel();

        LiveStream abandoned = LiveStream.begin(THREADS, audience -> audience.hear(bytes("one")), failure -> bytes(""));
        assertThat(abandoned.refusal(PATIENCE_MS)).isEmpty();
        abandoned.beat();
        abandoned.beat();
        assertThat(abandoned.isOver()).isTrue();
    }
}
