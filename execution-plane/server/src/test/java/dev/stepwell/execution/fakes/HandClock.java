package dev.stepwell.execution.fakes;

import dev.stepwell.execution.ports.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * A clock that is cranked by hand: time stands still until {@link #pass} or {@link #settle} moves it, and all tasks run on the
 * thread that cranks, one after the other, in the order of their times and then of their asking.
 */
public final class HandClock implements Clock {
    private final PriorityQueue<Due> tasks =
            new PriorityQueue<>(Comparator.comparing(Due::at).thenComparingLong(Due::order));
    private Instant now;
    private long order;

    /** A clock that begins at a time. */
    public HandClock(Instant start) {
        now = start;
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public void after(Duration delay, Runnable task) {
        tasks.add(new Due(now.plus(delay.isNegative() ? Duration.ZERO : delay), order++, task));
    }

    @Override
    public void soon(Runnable task) {
        after(Duration.ZERO, task);
    }

    /** Runs everything that is due now, and what that asks to be done now. Returns how many tasks ran. */
    public int settle() {
        return pass(Duration.ZERO);
    }

    /** Lets time pass, running each task at its time. Returns how many tasks ran. */
    public int pass(Duration time) {
        Instant end = now.plus(time);
        int ran = 0;
        for (Due next = tasks.peek(); next != null && !next.at.isAfter(end); next = tasks.peek()) {
            tasks.remove();
            now = next.at;
            next.task.run();
            ran++;
        }
        now = end;
        return ran;
    }

    private record Due(Instant at, long order, Runnable task) {}
}
