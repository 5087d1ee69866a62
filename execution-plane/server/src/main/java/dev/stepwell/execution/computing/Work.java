package dev.stepwell.execution.computing;

import dev.stepwell.execution.turns.NotDone;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/** What is computed on another thread than the one that waits for it. */
final class Work<T> {
    private final Supplier<T> what;
    private final CompletableFuture<T> answer = new CompletableFuture<>();

    Work(Supplier<T> what) {
        this.what = what;
    }

    /** Computes, and returns what tells of it. */
    Runnable compute() {
        try {
            T result = what.get();
            return () -> answer.complete(result);
        } catch (RuntimeException | Error e) {
            return () -> answer.completeExceptionally(e);
        }
    }

    /** Nobody will compute it. */
    void giveUp() {
        answer.cancel(false);
    }

    /** The result, or what was thrown. */
    T await() {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException refused -> throw refused;
                case Error broken -> throw broken;
                case null, default -> throw new IllegalStateException(e);
            }
        } catch (CancellationException e) {
            throw new NotDone.Unavailable("the node is shutting down");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotDone.Unavailable("the node is shutting down");
        }
    }
}
