package dev.stepwell.gateway.live;

import dev.stepwell.contracts.calling.Audience;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/**
 * What is told to one browser: whoever tells waits while the wire takes nothing, and hears when the browser has gone. One subscriber
 * only.
 */
public final class LiveStream implements Publisher<byte[]>, Audience<byte[]> {
    private static final byte[] BEAT = ": beat\n\n".getBytes(StandardCharsets.UTF_8);

    private final CompletableFuture<Optional<Throwable>> begun = new CompletableFuture<>();
    private final List<Runnable> whenGone = new ArrayList<>();
    private @Nullable Subscriber<? super byte[]> wire;
    private long demand;
    private boolean gone;
    private boolean idle;

    private LiveStream() {}

    /**
     * Begins to tell, on a thread of its own.
     *
     * @param telling may throw: before anything was told {@link #refusal} says so, later it is the last event
     * @param lastEvent what is told of that
     */
    public static LiveStream begin(
            Executor threads, Consumer<Audience<byte[]>> telling, Function<Throwable, byte[]> lastEvent) {
        LiveStream stream = new LiveStream();
        threads.execute(() -> stream.run(telling, lastEvent));
        return stream;
    }

    private void run(Consumer<Audience<byte[]>> telling, Function<Throwable, byte[]> lastEvent) {
        try {
            telling.accept(this);
        } catch (RuntimeException | StackOverflowError e) {
            if (!begun.complete(Optional.of(e))) {
                hear(lastEvent.apply(e));
            }
        }
        end();
    }

    /** Waits until something was told, and answers with what was thrown instead, if it was. */
    public Optional<Throwable> refusal(long millis) {
        try {
            return begun.get(millis, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return Optional.empty(); // it tells later
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    @Override
    public boolean hear(byte[] event) {
        begun.complete(Optional.empty());
        synchronized (this) {
            while (!gone && (wire == null || demand == 0)) {
                try {
                    wait();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return false;
                }
            }
            idle = false;
            return send(event);
        }
    }

    /**
     * To be called now and then: says something when nothing was said since the last time, unless the wire is full. A stream that no
     * wire has taken by the second time ends: the browser had gone before it began.
     */
    public void beat() {
        boolean abandoned;
        synchronized (this) {
            abandoned = idle && wire == null;
            if (idle && demand > 0) {
                send(BEAT);
            }
            idle = true;
        }
        if (abandoned) {
            leave();
        }
    }

    /** Whether nobody listens any more, or all is told. */
    public synchronized boolean isOver() {
        return gone;
    }

    /** What is sent comes in order because the lock is held. */
    private boolean send(byte[] bytes) {
        Subscriber<? super byte[]> to = wire;
        if (gone || to == null) {
            return false;
        }
        demand--;
        to.onNext(bytes);
        return !gone;
    }

    private void end() {
        begun.complete(Optional.empty());
        Subscriber<? super byte[]> to;
        synchronized (this) {
            to = gone ? null : wire;
            gone = true;
        }
        if (to != null) {
            to.onComplete();
        }
    }

    @Override
    public void whenGone(Runnable action) {
        synchronized (this) {
            if (!gone) {
                whenGone.add(action);
                return;
            }
        }
        action.run();
    }

    @Override
    public void subscribe(Subscriber<? super byte[]> subscriber) {
        boolean over;
        synchronized (this) {
            over = gone || wire != null;
            wire = over ? wire : subscriber;
        }
        subscriber.onSubscribe(new Subscription() {
            @Override
            public void request(long more) {
                want(more);
            }

            @Override
            public void cancel() {
                leave();
            }
        });
        if (over) {
            subscriber.onComplete();
        }
    }

    private synchronized void want(long more) {
        demand = demand + more < 0 ? Long.MAX_VALUE : demand + more;
        notifyAll();
    }

    private void leave() {
        List<Runnable> actions;
        synchronized (this) {
            gone = true;
            actions = List.copyOf(whenGone);
            whenGone.clear();
            notifyAll();
        }
        actions.forEach(Runnable::run);
    }
}
