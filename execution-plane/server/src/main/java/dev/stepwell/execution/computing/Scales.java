package dev.stepwell.execution.computing;

import java.util.concurrent.SynchronousQueue;
import java.util.function.LongSupplier;

/**
 * A thread on which single turns are computed to see what they take of the processor, which cannot be told of virtual threads. Nobody waits
 * for it: whoever comes while it is busy is not weighed.
 */
final class Scales implements AutoCloseable {
    private final SynchronousQueue<Weighing> asked = new SynchronousQueue<>();
    private final Measures measures;
    private final Thread thread;

    private record Weighing(Account account, Work<?> work) {}

    Scales(Measures measures) {
        this.measures = measures;
        this.thread = Thread.ofPlatform().daemon().name("weighed-turns").start(this::serve);
    }

    /** Takes a work if nothing else is being weighed. */
    boolean take(Account account, Work<?> work) {
        return asked.offer(new Weighing(account, work));
    }

    private void serve() {
        LongSupplier cpuTime = measures.cpuTime();
        try {
            while (true) {
                Weighing next = asked.take();
                long from = cpuTime.getAsLong();
                Runnable telling = next.work.compute();
                long took = cpuTime.getAsLong() - from;
                next.account.weighed(took, SlowLane.SAMPLE, measures.nanoTime().getAsLong());
                telling.run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
        }
    }

    /** What is being weighed is computed to its end. */
    @Override
    public void close() {
        thread.interrupt();
    }
}
