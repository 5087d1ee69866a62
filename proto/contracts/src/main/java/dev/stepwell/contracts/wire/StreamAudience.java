package dev.stepwell.contracts.wire;

import dev.stepwell.contracts.calling.Audience;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;

/** The other end of a streamed call, as one who listens: what it is told waits until there is room on the wire. */
public final class StreamAudience<A> implements Audience<A> {
    private final ServerCallStreamObserver<A> call;
    private final List<Runnable> whenGone = new ArrayList<>();
    private boolean gone;

    private StreamAudience(ServerCallStreamObserver<A> call) {
        this.call = call;
    }

    /**
     * Has somebody tell a call what there is, on another thread: on the call's own it would never be heard that the other end has gone.
     * Must be called before the call's handler returns.
     *
     * @param telling tells; the call ends well when it returns
     * @param failure what the call ends with when it throws
     */
    public static <A> void tell(
            ServerCallStreamObserver<A> call,
            Executor threads,
            Consumer<Audience<A>> telling,
            Function<Throwable, StatusRuntimeException> failure) {
        StreamAudience<A> audience = new StreamAudience<>(call);
        call.setOnReadyHandler(audience::wake);
        call.setOnCancelHandler(audience::leave);
        threads.execute(() -> audience.serve(telling, failure));
    }

    private void serve(Consumer<Audience<A>> telling, Function<Throwable, StatusRuntimeException> failure) {
        try {
            telling.accept(this);
        } catch (RuntimeException | StackOverflowError e) {
            if (!isGone()) {
                call.onError(failure.apply(e));
            }
            return;
        }
        if (!isGone()) {
            call.onCompleted();
        }
    }

    @Override
    public boolean hear(A message) {
        synchronized (this) {
            while (!gone && !call.isReady()) {
                try {
                    wait();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return false;
                }
            }
            if (gone) {
                return false;
            }
        }
        call.onNext(message);
        return true;
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

    private synchronized boolean isGone() {
        return gone;
    }

    private synchronized void wake() {
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
