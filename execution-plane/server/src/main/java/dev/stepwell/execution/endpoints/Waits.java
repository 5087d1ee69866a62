package dev.stepwell.execution.endpoints;

import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.execution.ports.StoreException;
import dev.stepwell.execution.turns.NotDone;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Waits for what the shell promises, on the request's own thread. */
public final class Waits {
    private Waits() {}

    /**
     * What the stage ends with.
     *
     * @throws NotDone as the stage says
     * @throws Fault when it takes too long
     */
    public static <T> T await(CompletionStage<T> stage, Duration most) {
        try {
            return stage.toCompletableFuture().get(most.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof NotDone notDone) {
                throw notDone;
            }
            if (e.getCause() instanceof RuntimeException defect) {
                throw defect;
            }
            throw new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            throw Faults.unavailable();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Faults.unavailable();
        }
    }

    /** The refusal for whatever a stage ended with. */
    static Fault fault(Throwable why) {
        return why instanceof NotDone notDone ? fault(notDone) : Faults.internal();
    }

    /** The refusal for something that was not done, where nothing more can be said about it. */
    public static Fault fault(NotDone why) {
        return switch (why) {
            case NotDone.Overloaded e -> Faults.throttled();
            case NotDone.Unavailable e -> Faults.unavailable();
            case NotDone.HeldElsewhere e -> Faults.unavailable();
            case NotDone.Unknown e -> Faults.noTask();
            case NotDone.NameTaken e -> Faults.internal();
            case NotDone.Defect e -> Faults.internal();
        };
    }

    /** Reads the store; when it cannot be read the caller may try again. */
    public static <T> T read(Supplier<T> read) {
        try {
            return read.get();
        } catch (StoreException e) {
            throw Faults.unavailable();
        }
    }
}
