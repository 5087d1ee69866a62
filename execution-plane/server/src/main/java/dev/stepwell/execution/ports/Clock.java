package dev.stepwell.execution.ports;

import java.time.Duration;
import java.time.Instant;

/** Time as an execution node knows it, and the one way to do something later. */
public interface Clock {
    /** The database's time as well as this node knows it, to the millisecond; never goes back. */
    Instant now();

    /** Runs a task later, once. It may come late, and not at all when the node dies. */
    void after(Duration delay, Runnable task);

    /** Runs a task soon, on another thread; tasks run beside each other. */
    void soon(Runnable task);

    /**
     * Runs a task when the present one has ended, perhaps on its thread: to wake another takes longer than many a task. Only for whoever does
     * not wait for it within the present task.
     */
    default void next(Runnable task) {
        soon(task);
    }

    /**
     * Hears the database's time, as a call told it that began at {@code asked} by this clock and has just returned.
     */
    default void learn(Instant databaseTime, Instant asked) {}
}
