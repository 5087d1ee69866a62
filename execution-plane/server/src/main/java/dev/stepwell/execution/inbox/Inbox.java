package dev.stepwell.execution.inbox;

import dev.stepwell.engine.turn.Input;
import dev.stepwell.execution.calls.Calls;
import dev.stepwell.execution.ports.Clock;
import dev.stepwell.execution.ports.Store;
import dev.stepwell.execution.turns.Effects;
import dev.stepwell.execution.turns.NotDone;
import dev.stepwell.names.ExecutionKey;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;

/**
 * Has executions look into their inboxes: at once when this node knows of a letter, and every few seconds those whose letters have been
 * lying there for a while, as whoever knew of them may have died.
 */
public final class Inbox implements Effects.Letters {
    private static final Logger LOG = System.getLogger(Inbox.class.getName());
    private static final Duration EVERY = Duration.ofMillis(2_500);
    private static final Duration AT_ONCE = Duration.ofMillis(250);
    private static final Duration AGE = Duration.ofSeconds(2);

    /** How long a letter waits for an execution that is about to be started. */
    private static final Duration UNDELIVERABLE = Duration.ofMinutes(10);

    private static final int ROWS = 500;

    private final Store store;
    private final Calls calls;
    private final Clock clock;
    private volatile boolean closed;

    /** Nothing is looked for until {@link #start}. */
    public Inbox(Store store, Calls calls, Clock clock) {
        this.store = store;
        this.calls = calls;
        this.clock = clock;
    }

    /** Begins to look for letters that nobody has told of. */
    public void start() {
        clock.after(AT_ONCE, this::sweep);
    }

    /** Looks no more. */
    public void close() {
        closed = true;
    }

    @Override
    public void arrived(ExecutionKey receiver) {
        if (!closed) {
            calls.call(receiver, new Input.Inbox(List.of())).whenComplete((done, failure) -> {
                Throwable why = failure instanceof CompletionException && failure.getCause() != null
                        ? failure.getCause()
                        : failure;
                if (why instanceof NotDone.Unknown) {
                    clock.soon(() -> discard(receiver));
                }
            });
        }
    }

    private void sweep() {
        if (closed) {
            return;
        }
        boolean more = false;
        try {
            List<ExecutionKey> receivers = store.receivers(clock.now().minus(AGE), ROWS);
            receivers.forEach(this::arrived);
            more = receivers.size() == ROWS;
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "inboxes could not be looked at: {0}", e.toString());
        }
        clock.after(more ? AT_ONCE : EVERY, this::sweep);
    }

    /** The start of a child may still be on its way when the child is given up; after a while it is not. */
    private void discard(ExecutionKey receiver) {
        try {
            store.discardLetters(receiver, clock.now().minus(UNDELIVERABLE));
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "letters to nobody could not be thrown away: {0}", e.toString());
        }
    }
}
