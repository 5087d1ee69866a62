package dev.stepwell.control;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does what has to be done now and then, on one thread. A task that fails is logged and done again at its next time. */
public final class Upkeep implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);

    private final List<Task> tasks;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("control-upkeep").factory());

    /**
     * What has to be done now and then.
     *
     * @param seconds from the end of one time to the begin of the next
     * @param what it does, for the log
     * @param atEnd whether it is done once more at the end, because it writes what was gathered
     */
    record Task(long seconds, String what, boolean atEnd, Runnable task) {}

    Upkeep(List<Task> tasks) {
        this.tasks = List.copyOf(tasks);
    }

    /** Begins; to be called once. */
    public void start() {
        tasks.forEach(task -> every(task.seconds, task.what, task.task));
    }

    /** Ends after the task that runs; what was gathered meanwhile is written. */
    @Override
    public void close() {
        thread.shutdownNow();
        try {
            if (thread.awaitTermination(5, TimeUnit.SECONDS)) {
                tasks.stream().filter(task -> task.atEnd).forEach(task -> guarded(task.what, task.task));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void every(long seconds, String what, Runnable task) {
        var unused = thread.scheduleWithFixedDelay(() -> guarded(what, task), seconds, seconds, TimeUnit.SECONDS);
    }

    // A task that throws would never be run again.
    private static void guarded(String what, Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.warn("{} failed and is tried again: {}", what, e.toString());
        }
    }
}
