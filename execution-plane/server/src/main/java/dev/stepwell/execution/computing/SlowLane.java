package dev.stepwell.execution.computing;

import dev.stepwell.execution.ports.Computing;
import dev.stepwell.names.TenantId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Keeps tenants whose turns cost much off the threads that serve everybody. A turn is computed where it is asked for, as nearly all take a
 * fraction of a millisecond; all turns of a tenant that took much lately go through a few threads of their own, half as many as there are
 * processors, and the tenants there have equal shares of the time. Virtual threads are not taken off their carriers while they compute, so
 * without this a handful of endless expressions would stop a node, and a few hundred a second of a millisecond each take half of it.
 *
 * <p>What a tenant takes is found by weighing one turn of {@link #SAMPLE}, drawn by chance. While there are quick turns too, a thread of the
 * lane rests after each work three times as long as the work took: the processors, the memory's bandwidth and the collector's pauses
 * are everybody's.
 */
public final class SlowLane implements Computing, AutoCloseable {
    /** One of so many turns is weighed. */
    static final int SAMPLE = 16;

    /** For so many nanoseconds after a quick turn the lane counts on another. */
    static final long LATELY = 1_000_000_000;

    /** How much longer a thread of the lane rests than it worked. */
    static final int RESTS = 3;

    /** The longest rest, in nanoseconds. */
    static final long LONGEST_REST = 1_000_000_000;

    private final Measures measures;
    private final LongSupplier nanoTime;
    private final Scales scales;
    private final Map<TenantId, Account> accounts = new ConcurrentHashMap<>();
    private final PriorityQueue<Account> waiting = new PriorityQueue<>(Comparator.comparingLong(a -> a.used));
    private final List<Thread> threads = new ArrayList<>();
    private long floor;
    private boolean closed;
    private volatile long quick; // when the last quick turn began; lost updates do no harm

    /** A lane of so many threads, which are there until it is closed. */
    SlowLane(int width, Measures measures) {
        this.measures = measures;
        this.nanoTime = measures.nanoTime();
        this.scales = new Scales(measures);
        quick = nanoTime.getAsLong() - LATELY;
        for (int i = 0; i < width; i++) {
            threads.add(Thread.ofPlatform().daemon().name("slow-turns-" + i).start(this::serve));
        }
    }

    /** The usual lane of this machine. */
    public static SlowLane usual() {
        return new SlowLane(Math.max(1, Runtime.getRuntime().availableProcessors() / 2), Measures.real());
    }

    @Override
    public <T> T compute(TenantId tenant, Supplier<T> work) {
        Account account = accounts.computeIfAbsent(tenant, t -> new Account());
        long now = nanoTime.getAsLong();
        if (account.isSlow(now)) {
            Work<T> waits = new Work<>(work);
            enter(account, waits);
            return waits.await();
        }
        quick = now;
        if (measures.draw().getAsBoolean()) {
            Work<T> weighed = new Work<>(work);
            if (scales.take(account, weighed)) {
                return weighed.await();
            }
        }
        return work.get();
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

    private synchronized void enter(Account account, Work<?> work) {
        if (closed) {
            work.giveUp();
            return;
        }
        account.works.add(work);
        if (account.works.size() == 1) {
            account.used = Math.max(account.used, floor); // nobody saves up
            waiting.add(account);
            notify();
        }
    }

    private void serve() {
        LongSupplier cpuTime = measures.cpuTime();
        try {
            while (true) {
                Turn turn = next();
                long from = cpuTime.getAsLong();
                Runnable telling = turn.work.compute();
                long took = cpuTime.getAsLong() - from;
                long now = nanoTime.getAsLong();
                turn.account.weighed(took, 1, now);
                settle(turn, took);
                telling.run();
                if (now - quick < LATELY) {
                    measures.rest().take(Math.min(took * RESTS, LONGEST_REST));
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
        Turn turn = new Turn(account, account.works.remove(), account.expected());
        charge(account, turn.charged);
        return turn;
    }

    private synchronized void settle(Turn turn, long took) {
        turn.account.learn(took);
        waiting.remove(turn.account);
        charge(turn.account, took - turn.charged);
    }

    /** The account is not among those that wait, and is afterwards if it has to. */
    private void charge(Account account, long time) {
        account.used += time;
        if (!account.works.isEmpty()) {
            waiting.add(account);
            notify();
        }
    }

    /** What waits is given up. */
    @Override
    public synchronized void close() {
        closed = true;
        waiting.forEach(account -> account.works.forEach(Work::giveUp));
        waiting.clear();
        threads.forEach(Thread::interrupt);
        scales.close();
    }
}
