package dev.stepwell.execution.ready;

import dev.stepwell.engine.turn.Input;
import dev.stepwell.execution.ports.Clock;
import dev.stepwell.execution.ports.Queue;
import dev.stepwell.execution.turns.Turns;
import dev.stepwell.names.ExecutionKey;
import java.util.List;

/** Takes executions from the ready queue and goes on with them, a bounded number at a time. */
public final class ReadyRuns {
    private static final int AT_ONCE = 64;

    private final Queue queue;
    private final Turns turns;
    private final Clock clock;
    private int active;
    private boolean looking;
    private volatile boolean closed;

    /** Nothing is taken until {@link #start}. */
    public ReadyRuns(Queue queue, Turns turns, Clock clock) {
        this.queue = queue;
        this.turns = turns;
        this.clock = clock;
    }

    /** Begins to take. */
    public void start() {
        queue.onReady(this::look);
    }

    /** Takes nothing any more. */
    public void close() {
        closed = true;
    }

    /** Takes what there is, as far as there is room for it. */
    public void look() {
        synchronized (this) {
            if (looking || closed || active > AT_ONCE / 2) {
                return;
            }
            looking = true;
        }
        clock.soon(this::take);
    }

    private void take() {
        int room;
        synchronized (this) {
            looking = false;
            room = AT_ONCE - active;
        }
        List<ExecutionKey> keys = room > 0 ? queue.takeReady(room) : List.of();
        synchronized (this) {
            active += keys.size();
        }
        keys.forEach(this::goOn);
    }

    private void goOn(ExecutionKey key) {
        turns.deliver(key, new Input.Continue()).whenComplete((done, failure) -> {
            synchronized (this) {
                active--;
            }
            look();
        });
    }
}
