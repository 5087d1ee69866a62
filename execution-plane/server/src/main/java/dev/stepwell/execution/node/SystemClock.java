package dev.stepwell.execution.node;

import dev.stepwell.execution.ports.Clock;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Real time, as the database has it: the machine's steady clock and what it is off by, which it learns from every renewal. Tasks run
 * on virtual threads.
 */
public final class SystemClock implements Clock, AutoCloseable {
    private static final Logger LOG = System.getLogger(SystemClock.class.getName());

    /** What comes after the task of this thread. */
    private static final ThreadLocal<Tail> TAIL = new ThreadLocal<>();

    private final ScheduledThreadPoolExecutor timer;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("turn-", 0).factory());
    private final long bornNanos = System.nanoTime();
    private final long bornMillis = System.currentTimeMillis();
    private volatile double offMillis;
    private Instant last = Instant.EPOCH;

    /** A clock that believes the machine until it has learned better. */
    public SystemClock() {
        timer = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("clock").factory());
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public Instant now() {
        Instant read = raw();
        synchronized (this) {
            last = read.isAfter(last) ? read : last;
            return last;
        }
    }

    @Override
    public void after(Duration delay, Runnable task) {
        try {
            timer.schedule(() -> soon(task), Math.max(0, delay.toNanos()), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closed) {
            LOG.log(Level.DEBUG, "a task came after the end");
        }
    }

    @Override
    public void soon(Runnable task) {
        try {
            threads.execute(() -> runAll(task));
        } catch (RejectedExecutionException closed) {
            LOG.log(Level.DEBUG, "a task came after the end");
        }
    }

    /** A thread takes one task on; another thread is found for others. */
    @Override
    public void next(Runnable task) {
        Tail tail = TAIL.get();
        if (tail == null || tail.task != null) {
            soon(task);
        } else {
            tail.task = task;
        }
    }

    private static final class Tail {
        private @Nullable Runnable task;

        @Nullable
        Runnable take() {
            Runnable taken = task;
            task = null;
            return taken;
        }
    }

    /**
     * The database read its time at some moment between the asking and now; taken as the middle, it is off by half the round trip at
     * most. A better guess counts at once, small differences are smoothed.
     */
    @Override
    public void learn(Instant databaseTime, Instant asked) {
        Instant now = now();
        long roundTrip = Math.max(0, Duration.between(asked, now).toMillis());
        double error = Duration.between(asked, databaseTime).toMillis() - roundTrip / 2.0;
        if (roundTrip > 1_000) {
            return;
        }
        offMillis += Math.abs(error) > 50 ? error : error * 0.2;
    }

    @Override
    public void close() {
        timer.shutdownNow();
        threads.shutdownNow();
    }

    private Instant raw() {
        double millis = (System.nanoTime() - bornNanos) / 1e6 + offMillis;
        return Instant.ofEpochMilli(bornMillis + (long) Math.floor(millis)).truncatedTo(ChronoUnit.MILLIS);
    }

    private static void runAll(Runnable first) {
        Tail tail = new Tail();
        TAIL.set(tail);
        for (Runnable task = first; task != null; task = tail.take()) {
            run(task);
        }
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | StackOverflowError e) {
            LOG.log(Level.ERROR, "a task failed", e);
        }
    }
}
