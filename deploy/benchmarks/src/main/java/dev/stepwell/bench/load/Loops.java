package dev.stepwell.bench.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;

/**
 * Runs work over and over: some runners without pause, who ask again when they are throttled, or so many starts a second whatever became of those
 * before.
 */
public final class Loops {
    /** How long who was throttled rests first; twice as long each time that it happens again. */
    private static final long REST_MILLIS = 20;

    private static final int DOUBLINGS = 6;

    private Loops() {}

    /** One piece of work, from its start to its end. */
    @FunctionalInterface
    public interface Work {
        void run() throws Exception;
    }

    /** The server has said that it has enough to do, and that the same may be asked again. */
    public static final class Throttled extends Exception {
        private static final long serialVersionUID = 1;

        /** For that reason. */
        public Throttled(Throwable why) {
            super(why);
        }
    }

    /**
     * What came of a loop.
     *
     * @param latencies of what ended within the window, refusals before it included
     * @param refusals how long it took to be told of throttling, the warm-up included
     * @param errors how often it failed, the warm-up included
     * @param seconds how long the window was
     */
    public record Outcome(Latencies latencies, Latencies refusals, long errors, double seconds) {
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
        long begin = System.nanoTime() + warm.toNanos();
        long end = begin + measured.toNanos();
        Tally tally = new Tally(begin, end);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < runners; i++) {
            Work mine = work.apply(i);
            threads.add(Thread.ofVirtual().start(() -> {
                while (System.nanoTime() < end) {
                    tally.untilDone(mine);
                }
            }));
        }
        around(begin, end, window);
        for (Thread thread : threads) {
            thread.join(Duration.ofSeconds(30));
        }
        return tally.outcome(measured);
    }

    /** Starts a piece of work so many times a second; what is throttled is not tried again. */
    public static Outcome open(double perSecond, Duration warm, Duration measured, Work work, Runnable window)
            throws InterruptedException {
        long from = System.nanoTime();
        long begin = from + warm.toNanos();
        long end = begin + measured.toNanos();
        Tally tally = new Tally(begin, Long.MAX_VALUE);
        long pause = (long) (1e9 / perSecond);
        List<Thread> threads = new ArrayList<>();
        Thread starter = Thread.ofPlatform().start(() -> {
            for (long due = from; due < end; due += pause) {
                sleepUntil(due);
                threads.add(Thread.ofVirtual().start(() -> tally.once(work)));
            }
        });
        around(begin, end, window);
        starter.join();
        for (Thread thread : threads) {
            thread.join(Duration.ofSeconds(30));
        }
        return tally.outcome(measured);
    }

    /** What has been seen so far, of ends within a window. */
    private static final class Tally {
        private final Latencies latencies = new Latencies();
        private final Latencies refusals = new Latencies();
        private final AtomicLong errors = new AtomicLong();
        private final long begin;
        private final long end;

        Tally(long begin, long end) {
            this.begin = begin;
            this.end = end;
        }

        /** Asks until it is not throttled any more, or the window is over. */
        void untilDone(Work work) {
            long from = System.nanoTime();
            for (int refused = 0; System.nanoTime() < end; refused++) {
                if (attempt(work, from)) {
                    return;
                }
                long most = REST_MILLIS << Math.min(refused, DOUBLINGS);
                rest(ThreadLocalRandom.current().nextLong(most / 2, most));
            }
        }

        /** Asks once. */
        void once(Work work) {
            attempt(work, System.nanoTime());
        }

        /** False when it was throttled. */
        private boolean attempt(Work work, long from) {
            long asked = System.nanoTime();
            try {
                work.run();
                long to = System.nanoTime();
                if (to >= begin && to < end) {
                    latencies.add(to - from);
                }
            } catch (Throttled e) {
                refusals.add(System.nanoTime() - asked);
                return false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Exception e) {
                if (errors.incrementAndGet() == 1) {
                    System.err.println("the first failure: " + e);
                }
                rest(REST_MILLIS);
            }
            return true;
        }

        Outcome outcome(Duration measured) {
            return new Outcome(latencies, refusals, errors.get(), measured.toMillis() / 1e3);
        }

        private static void rest(long millis) {
            sleepUntil(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis));
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
