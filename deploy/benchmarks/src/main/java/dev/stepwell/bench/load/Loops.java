package dev.stepwell.bench.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;

/** Runs work over and over: some runners without pause, or so many starts a second whatever became of those before. */
public final class Loops {
    private Loops() {}

    /** One piece of work, from its start to its end. */
    @FunctionalInterface
    public interface Work {
        void run() throws Exception;
    }

    /**
     * What came of a loop.
     *
     * @param latencies of what ended within the window
     * @param errors how often it failed, the warm-up included
     * @param seconds how long the window was
     */
    public record Outcome(Latencies latencies, long errors, double seconds) {
        /** How many ended in a second. */
        public double perSecond() {
            return latencies.count() / seconds;
        }
    }

    /**
     * Lets runners work, each one piece after another.
     *
     * @param work what a runner does, by its number
     * @param window called at the beginning of the window and at its end, while the runners go on
     */
    public static Outcome closed(int runners, Duration warm, Duration measured, IntFunction<Work> work, Runnable window)
            throws InterruptedException {
        Latencies latencies = new Latencies();
        AtomicLong errors = new AtomicLong();
        long begin = System.nanoTime() + warm.toNanos();
        long end = begin + measured.toNanos();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < runners; i++) {
            Work mine = work.apply(i);
            threads.add(Thread.ofVirtual().start(() -> {
                while (System.nanoTime() < end) {
                    once(mine, begin, end, latencies, errors);
                }
            }));
        }
        around(begin, end, window);
        for (Thread thread : threads) {
            thread.join(Duration.ofSeconds(30));
        }
        return new Outcome(latencies, errors.get(), measured.toMillis() / 1e3);
    }

    /** Starts a piece of work so many times a second. */
    public static Outcome open(double perSecond, Duration warm, Duration measured, Work work, Runnable window)
            throws InterruptedException {
        Latencies latencies = new Latencies();
        AtomicLong errors = new AtomicLong();
        long from = System.nanoTime();
        long begin = from + warm.toNanos();
        long end = begin + measured.toNanos();
        long pause = (long) (1e9 / perSecond);
        List<Thread> threads = new ArrayList<>();
        Thread starter = Thread.ofPlatform().start(() -> {
            for (long due = from; due < end; due += pause) {
                sleepUntil(due);
                threads.add(Thread.ofVirtual().start(() -> once(work, begin, Long.MAX_VALUE, latencies, errors)));
            }
        });
        around(begin, end, window);
        starter.join();
        for (Thread thread : threads) {
            thread.join(Duration.ofSeconds(30));
        }
        return new Outcome(latencies, errors.get(), measured.toMillis() / 1e3);
    }

    private static void once(Work work, long begin, long end, Latencies latencies, AtomicLong errors) {
        long from = System.nanoTime();
        try {
            work.run();
            long to = System.nanoTime();
            if (to >= begin && to < end) {
                latencies.add(to - from);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            if (errors.incrementAndGet() == 1) {
                System.err.println("the first failure: " + e);
            }
            sleepUntil(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    private static void around(long begin, long end, Runnable window) {
        sleepUntil(begin);
        window.run();
        sleepUntil(end);
        window.run();
    }

    private static void sleepUntil(long nanos) {
        try {
            TimeUnit.NANOSECONDS.sleep(Math.max(0, nanos - System.nanoTime()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
