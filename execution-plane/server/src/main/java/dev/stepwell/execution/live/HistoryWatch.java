package dev.stepwell.execution.live;

import dev.stepwell.names.ExecutionKey;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Waits for one execution to move. Several moves in the meantime are one. */
public final class HistoryWatch implements AutoCloseable {
    private final Feed feed;
    private final ExecutionKey key;
    private boolean moved;
    private boolean closed;

    HistoryWatch(Feed feed, ExecutionKey key) {
        this.feed = feed;
        this.key = key;
    }

    ExecutionKey key() {
        return key;
    }

    synchronized void move() {
        moved = true;
        notifyAll();
    }

    /** Waits until it has moved since the last time, or so long: hints get lost. False when the watch is closed. */
    public synchronized boolean await(Duration most) {
        long end = System.nanoTime() + most.toNanos();
        while (!moved && !closed) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                break;
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        moved = false;
        return !closed;
    }

    /** Ends it; whoever waits goes on. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        feed.end(this);
    }
}
