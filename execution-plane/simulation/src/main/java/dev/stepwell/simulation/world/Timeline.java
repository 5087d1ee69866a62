package dev.stepwell.simulation.world;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The one event loop, and the owner of time. Exactly one thing happens at a time, so the same seed gives the same world.
 *
 * <p>A task may wait in the middle of its work ({@link #await}), as a thread does in a call to a database: then the others go on
 * and it comes back later. Every task therefore runs on a virtual thread, but only the one that leads the loop is ever awake:
 * who waits starts another leader, and a leader whose next entry is somebody's return wakes that one and ends.
 */
public final class Timeline {
    /** When every world begins. */
    public static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    /** What is planned for so many microseconds later, or more, is an appointment; what hums along comes sooner. */
    private static final long APPOINTMENT = 30_000_000;

    /** A task that blocks in reality holds up the whole world; after so many seconds without a step it is reported. */
    private static final int STUCK_SECONDS = 20;

    private final PriorityQueue<Entry> entries =
            new PriorityQueue<>(Comparator.comparingLong(Entry::at).thenComparingLong(Entry::order));
    private final CountDownLatch finished = new CountDownLatch(1);
    private BooleanSupplier until = () -> false;
    private long deadline = Long.MAX_VALUE;
    private long now;
    private long order;
    private volatile long steps;
    private volatile boolean ended;
    private volatile @Nullable Throwable failure;
    private volatile @Nullable Thread leader;

    /** @param appointed whether it was so far away when it was made that it stays where it is while the world dozes */
    private record Entry(
            long at,
            long order,
            boolean appointed,
            @Nullable Runnable task,
            @Nullable Waiter waiter) {
        Entry moved(long other) {
            return new Entry(other, order, appointed, task, waiter);
        }
    }

    private static final class Waiter {
        final Thread thread = Thread.currentThread();
        volatile boolean back;
    }

    /** The world has ended while a task waited: it unwinds. */
    static final class Ended extends Error {
        private static final long serialVersionUID = 1;

        Ended() {
            super("the world has ended", null, false, false);
        }
    }

    /** The time. */
    public Instant now() {
        return BEGIN.plus(now, ChronoUnit.MICROS);
    }

    /** Microseconds since the beginning. */
    public long micros() {
        return now;
    }

    /** How many entries have been worked off. */
    public long steps() {
        return steps;
    }

    /** Does something later. */
    public void after(long micros, Runnable task) {
        entries.add(new Entry(now + Math.max(0, micros), order++, micros >= APPOINTMENT, task, null));
    }

    /** When the next thing is to happen that was planned long before. */
    public OptionalLong nextAppointment() {
        return entries.stream().filter(Entry::appointed).mapToLong(Entry::at).min();
    }

    /**
     * Lets the world stand still until then, as machines do that are put to sleep: what was to happen meanwhile happens after it, as far apart as
     * it would have been. No appointment may lie before.
     */
    public void doze(long waking) {
        long span = waking - now;
        Predicate<Entry> hums = entry -> !entry.appointed && entry.at < waking;
        List<Entry> late = entries.stream().filter(hums).toList();
        entries.removeIf(hums);
        late.forEach(entry -> entries.add(entry.moved(entry.at + span)));
        now = waking;
    }

    /** Lets the rest of the world go on for so long; only within a task of this timeline. */
    public void await(long micros) {
        if (ended) {
            throw new Ended();
        }
        long back = now + Math.max(0, micros);
        if (isAloneUntil(back)) {
            now = back;
            order++;
            steps++;
            return;
        }
        Waiter waiter = new Waiter();
        entries.add(new Entry(back, order++, false, null, waiter));
        lead();
        while (!waiter.back) {
            LockSupport.park(this);
        }
        if (ended) {
            throw new Ended();
        }
        leader = waiter.thread;
    }

    /** Whether nothing else happens before: then nobody else need lead meanwhile, and nothing differs but the time that it takes. */
    private boolean isAloneUntil(long then) {
        Entry next = entries.peek();
        return (next == null || next.at > then) && then <= deadline && !until.getAsBoolean();
    }

    /**
     * Runs the world until nothing is left to happen, the condition holds or the horizon is reached. Throws what a task threw, or an
     * {@link IllegalStateException} when a task blocks in reality, as it does when a lock is held over a call.
     */
    public void run(BooleanSupplier condition, Duration horizon) {
        until = condition;
        deadline = horizon.toNanos() / 1_000;
        lead();
        awaitEnd();
        Throwable thrown = failure;
        if (thrown instanceof RuntimeException e) {
            throw e;
        }
        if (thrown != null) {
            throw new IllegalStateException(thrown);
        }
    }

    private void lead() {
        Thread next = Thread.ofVirtual().unstarted(this::loop);
        leader = next;
        next.start();
    }

    private void loop() {
        try {
            while (!ended) {
                Entry next = entries.poll();
                if (next == null || next.at > deadline || until.getAsBoolean()) {
                    end();
                    return;
                }
                now = Math.max(now, next.at);
                steps++;
                if (next.waiter != null) {
                    wake(next.waiter);
                    return;
                }
                if (next.task != null) {
                    next.task.run();
                }
            }
        } catch (Ended unwinding) {
            return;
        } catch (Throwable thrown) {
            failure = thrown;
            end();
        }
    }

    private static void wake(Waiter waiter) {
        waiter.back = true;
        LockSupport.unpark(waiter.thread);
    }

    private void end() {
        ended = true;
        for (Entry left : entries) {
            if (left.waiter != null) {
                wake(left.waiter);
            }
        }
        entries.clear();
        finished.countDown();
    }

    private void awaitEnd() {
        try {
            long seen = -1;
            while (!finished.await(STUCK_SECONDS, TimeUnit.SECONDS)) {
                if (steps == seen) {
                    throw stuck();
                }
                seen = steps;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private IllegalStateException stuck() {
        IllegalStateException e = new IllegalStateException("a task blocks the world: is a lock held over a call?");
        Thread thread = leader;
        if (thread != null) {
            e.setStackTrace(thread.getStackTrace());
        }
        return e;
    }
}
