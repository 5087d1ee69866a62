package dev.stepwell.execution.node;

import dev.stepwell.execution.ports.Computing;
import dev.stepwell.execution.turns.NotDone;
import dev.stepwell.names.TenantId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Keeps tenants whose turns compute for long off the threads that serve everybody. A turn is computed where it is asked for, as nearly
 * all take a fraction of a millisecond; all turns of a tenant some of whose turns took long lately go through a few threads of their own, half
 * as many as there are processors, and the tenants there have equal shares of the time. What counts is the sum and not the average, in which
 * a few long turns hide among many short ones. Virtual threads are not taken off their carriers while they compute, so without this a handful
 * of endless expressions would stop a node. While there are quick turns too, a thread of the lane rests after each work three times
 * as long as the work took: the processors, the memory's bandwidth and the collector's pauses are everybody's.
 */
public final class SlowLane implements Computing, AutoCloseable {
    /** What a turn takes beyond so many nanoseconds is held against its tenant: less, it may as well have waited for a processor. */
    static final long LONG = 10_000_000;

    /** From so many nanoseconds on that are held against it a tenant is slow: a pause of the collector makes nobody slow by itself. */
    static final long TOLERATED = 150_000_000;

    /** No more is ever held against a tenant, so that it is quick again within seconds. */
    private static final long MOST_HELD = 1_000_000_000;

    /** Half of what is held against a tenant is forgotten in so many nanoseconds. */
    private static final double HALF_LIFE = 1_000_000_000;

    /** A turn weighs an eighth in what its tenant's next one is expected to take. */
    private static final int MEMORY = 8;

    /** For so many nanoseconds after a quick turn the lane counts on another. */
    static final long LATELY = 1_000_000_000;

    /** How much longer a thread of the lane rests than it worked. */
    static final int RESTS = 3;

    /** The longest rest, in nanoseconds. */
    static final long LONGEST_REST = 1_000_000_000;

    private final LongSupplier nanoTime;
    private final Rest rest;
    private final Map<TenantId, Account> accounts = new ConcurrentHashMap<>();
    private final PriorityQueue<Account> waiting = new PriorityQueue<>(Comparator.comparingLong(a -> a.used));
    private final List<Thread> threads = new ArrayList<>();
    private long floor;
    private boolean closed;
    private volatile long quick; // when the last quick turn ended; lost updates do no harm

    /** What a tenant took. */
    private static final class Account {
        private final Queue<Work<?>> works = new ArrayDeque<>(); // guarded by the lane
        private long used; // nanoseconds in the lane, guarded by it
        private long expected; // of the next turn, guarded by it
        private volatile Debt debt = Debt.NONE; // lost updates do no harm

        boolean isSlow(long now) {
            return debt != Debt.NONE && debt.at(now) >= TOLERATED;
        }

        /** Notes what a turn took. Returns whether it was quick. */
        boolean took(long nanos, long now) {
            if (nanos <= LONG) {
                return true;
            }
            debt = new Debt(Math.min(MOST_HELD, debt.at(now) + nanos - LONG), now);
            return false;
        }
    }

    /** What was held against a tenant at a time, both in nanoseconds. */
    private record Debt(double nanos, long since) {
        static final Debt NONE = new Debt(0, 0);

        double at(long now) {
            return nanos * Math.pow(0.5, (now - since) / HALF_LIFE);
        }
    }

    /** Lets the asking thread do nothing for so many nanoseconds. */
    @FunctionalInterface
    public interface Rest {
        /** Returns when they are over. */
        void take(long nanos) throws InterruptedException;
    }

    /** A lane of so many threads, which are there until it is closed. */
    public SlowLane(int width, LongSupplier nanoTime, Rest rest) {
        this.nanoTime = nanoTime;
        this.rest = rest;
        quick = nanoTime.getAsLong() - LATELY;
        for (int i = 0; i < width; i++) {
            threads.add(Thread.ofPlatform().daemon().name("slow-turns-" + i).start(this::serve));
        }
    }

    /** The usual lane of this machine. */
    public static SlowLane usual() {
        return new SlowLane(
                Math.max(1, Runtime.getRuntime().availableProcessors() / 2),
                System::nanoTime,
                TimeUnit.NANOSECONDS::sleep);
    }

    @Override
    public <T> T compute(TenantId tenant, Supplier<T> work) {
        Account account = accounts.computeIfAbsent(tenant, t -> new Account());
        long from = nanoTime.getAsLong();
        if (account.isSlow(from)) {
            return await(enter(account, work));
        }
        try {
            return work.get();
        } finally {
            long now = nanoTime.getAsLong();
            if (account.took(now - from, now)) {
                quick = now;
            }
        }
    }

    /** Whether the tenant's next turn goes through the lane. */
    boolean isSlow(TenantId tenant) {
        Account account = accounts.get(tenant);
        return account != null && account.isSlow(nanoTime.getAsLong());
    }

    /** How many works wait in the lane. */
    synchronized int waits() {
        return waiting.stream().mapToInt(account -> account.works.size()).sum();
    }

    /** A work, and who waits for it. */
    private record Work<T>(Supplier<T> what, CompletableFuture<T> answer) {
        /** Computes, and returns what tells of it. */
        Runnable compute() {
            try {
                T result = what.get();
                return () -> answer.complete(result);
            } catch (RuntimeException | Error e) {
                return () -> answer.completeExceptionally(e);
            }
        }
    }

    private synchronized <T> CompletableFuture<T> enter(Account account, Supplier<T> what) {
        Work<T> work = new Work<>(what, new CompletableFuture<>());
        if (closed) {
            work.answer.cancel(false);
        } else {
            account.works.add(work);
            if (account.works.size() == 1) {
                account.used = Math.max(account.used, floor); // nobody saves up
                waiting.add(account);
                notify();
            }
        }
        return work.answer;
    }

    private void serve() {
        try {
            while (true) {
                Turn turn = next();
                long from = nanoTime.getAsLong();
                Runnable telling = turn.work.compute();
                long now = nanoTime.getAsLong();
                turn.account.took(now - from, now);
                settle(turn, now - from);
                telling.run();
                if (now - quick < LATELY) {
                    rest.take(Math.min((now - from) * RESTS, LONGEST_REST));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
        }
    }

    /** A work, and what its tenant has been charged for it in advance. */
    private record Turn(Account account, Work<?> work, long charged) {}

    private synchronized Turn next() throws InterruptedException {
        while (waiting.isEmpty()) {
            wait();
        }
        Account account = waiting.remove();
        floor = Math.max(floor, account.used);
        Turn turn = new Turn(account, account.works.remove(), account.expected);
        charge(account, turn.charged);
        return turn;
    }

    private synchronized void settle(Turn turn, long took) {
        Account account = turn.account;
        account.expected += (took - account.expected) / MEMORY;
        waiting.remove(account);
        charge(account, took - turn.charged);
    }

    /** The account is not among those that wait, and is afterwards if it has to. */
    private void charge(Account account, long time) {
        account.used += time;
        if (!account.works.isEmpty()) {
            waiting.add(account);
            notify();
        }
    }

    private static <T> T await(CompletableFuture<T> answer) {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException refused -> throw refused;
                case Error broken -> throw broken;
                case null, default -> throw new IllegalStateException(e);
            }
        } catch (CancellationException e) {
            throw new NotDone.Unavailable("the node is shutting down");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotDone.Unavailable("the node is shutting down");
        }
    }

    /** What waits is given up. */
    @Override
    public synchronized void close() {
        closed = true;
        waiting.forEach(account -> account.works.forEach(work -> work.answer.cancel(false)));
        waiting.clear();
        threads.forEach(Thread::interrupt);
    }
}
