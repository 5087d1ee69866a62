package dev.stepwell.execution.inbox;

import dev.stepwell.execution.ports.Birth;
import dev.stepwell.execution.ports.Clock;
import dev.stepwell.execution.ports.ExecutionRow;
import dev.stepwell.execution.ports.Store;
import dev.stepwell.execution.ports.StoreException;
import dev.stepwell.execution.turns.NotDone;
import dev.stepwell.execution.turns.Turns;
import dev.stepwell.names.ExecutionKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * Starts executions under ids that follow from who asks, so that asking again is asking for the same: it does not give up while it is not
 * known whether the execution is there, and finds it when an earlier try has started it.
 */
public final class ChildStarts {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final Store store;
    private final Turns turns;
    private final Clock clock;

    /** Starts on this node. */
    public ChildStarts(Store store, Turns turns, Clock clock) {
        this.store = store;
        this.turns = turns;
        this.clock = clock;
    }

    /**
     * Starts the execution; the stage ends with when it was started, which may be long ago, or with {@link NotDone.NameTaken} when
     * another execution has its name. It is tried until then, or until the stage has been cancelled.
     */
    public CompletionStage<Instant> start(ExecutionKey key, Birth birth) {
        CompletableFuture<Instant> started = new CompletableFuture<>();
        attempt(key, birth, started, FIRST_PAUSE);
        return started;
    }

    private void attempt(ExecutionKey key, Birth birth, CompletableFuture<Instant> started, Duration pause) {
        turns.start(key, birth).whenComplete((accepted, failure) -> {
            Throwable why =
                    failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
            if (why == null) {
                started.complete(birth.startDate());
            } else if (why instanceof NotDone.NameTaken taken
                    && taken.holder().key().equals(key)) {
                started.complete(taken.holder().startDate());
            } else if (why instanceof NotDone.NameTaken || why instanceof NotDone.Defect) {
                started.completeExceptionally(why);
            } else if (!started.isDone()) {
                clock.after(pause, () -> again(key, birth, started, longer(pause)));
            }
        });
    }

    private void again(ExecutionKey key, Birth birth, CompletableFuture<Instant> started, Duration pause) {
        if (started.isDone()) {
            return;
        }
        Optional<ExecutionRow> there;
        try {
            there = store.find(key);
        } catch (StoreException e) {
            clock.after(pause, () -> again(key, birth, started, longer(pause)));
            return;
        }
        if (there.isPresent()) {
            started.complete(there.get().startDate());
        } else {
            attempt(key, birth.at(clock.now()), started, pause);
        }
    }

    private static Duration longer(Duration pause) {
        Duration next = pause.multipliedBy(2);
        return next.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : next;
    }
}
