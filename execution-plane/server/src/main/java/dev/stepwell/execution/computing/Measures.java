package dev.stepwell.execution.computing;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * What a lane goes by.
 *
 * @param nanoTime the clock
 * @param cpuTime nanoseconds for which the asking thread, which is none of the virtual ones, had a processor
 * @param draw whether the next turn is weighed: true by chance, once in {@link SlowLane#SAMPLE}
 * @param rest lets the asking thread do nothing for a while
 */
record Measures(LongSupplier nanoTime, LongSupplier cpuTime, BooleanSupplier draw, Rest rest) {
    /** Lets the asking thread do nothing for so many nanoseconds. */
    @FunctionalInterface
    interface Rest {
        /** Returns when they are over. */
        void take(long nanos) throws InterruptedException;
    }

    /** Those of this machine. */
    static Measures real() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return new Measures(
                System::nanoTime,
                threads::getCurrentThreadCpuTime,
                () -> ThreadLocalRandom.current().nextInt(SlowLane.SAMPLE) == 0,
                TimeUnit.NANOSECONDS::sleep);
    }
}
