package dev.stepwell.sdk.worker;

import dev.stepwell.contracts.worker.v1.Hello;
import dev.stepwell.contracts.worker.v1.SwfTaskList;
import dev.stepwell.sdk.Stepwell;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A worker that stays: it is handed tasks as fast as it does them, reports on them over the same stream, says by itself that it lives, and
 * connects again when the stream is lost, without losing what it has in hand. {@link #drain} it before its {@link Stepwell} is closed.
 */
public final class Worker implements AutoCloseable {
    private static final Duration DRAINING = Duration.ofSeconds(30);

    private final WorkLoop loop;

    private Worker(WorkLoop loop) {
        this.loop = loop;
    }

    /**
     * How a worker works.
     *
     * @param name what it calls itself; stands in histories
     * @param concurrency the most tasks that it has at a time, 1 to 1,000
     * @param heartbeat how often it says of each task that it is being worked on
     */
    public record Settings(String name, int concurrency, Duration heartbeat) {
        /** Ten tasks at a time, and a heartbeat every ten seconds. */
        public static Settings named(String name) {
            return new Settings(name, 10, Duration.ofSeconds(10));
        }

        /** So many tasks at a time. */
        public Settings concurrency(int tasks) {
            return new Settings(name, tasks, heartbeat);
        }

        /** A heartbeat every so often. */
        public Settings heartbeat(Duration every) {
            return new Settings(name, concurrency, every);
        }
    }

    /** Begins to do the tasks of activities of Step Functions, by their ARNs. */
    public static Worker ofActivities(Stepwell stepwell, Settings settings, Map<String, Handler> handlers) {
        Hello hello = Hello.newBuilder()
                .setWorkerName(settings.name())
                .addAllActivityArns(handlers.keySet())
                .build();
        return started(stepwell, settings, hello, new ActivityCraft(Map.copyOf(handlers)));
    }

    /** Begins to do the activity tasks of a task list of SWF. */
    public static Worker ofSwfActivities(
            Stepwell stepwell, Settings settings, String domain, String taskList, Map<SwfType, Handler> handlers) {
        SwfTaskList list = list(domain, taskList, SwfTaskList.Kind.KIND_ACTIVITIES, false);
        return started(stepwell, settings, hello(settings, list), new SwfActivityCraft(Map.copyOf(handlers)));
    }

    /** Begins to decide for the workflow executions of a task list of SWF, each time with the whole history. */
    public static Worker ofSwfDecisions(
            Stepwell stepwell, Settings settings, String domain, String taskList, Map<SwfType, Decider> deciders) {
        SwfTaskList list = list(domain, taskList, SwfTaskList.Kind.KIND_DECISIONS, false);
        Craft craft = new DecisionCraft(domain, taskList, Map.copyOf(deciders), stepwell);
        return started(stepwell, settings, hello(settings, list), craft);
    }

    /** The same for deciders that remember what they were told: only what is new of the history comes. */
    public static Worker ofStickySwfDecisions(
            Stepwell stepwell, Settings settings, String domain, String taskList, Map<SwfType, Decider> deciders) {
        SwfTaskList list = list(domain, taskList, SwfTaskList.Kind.KIND_DECISIONS, true);
        Craft craft = new DecisionCraft(domain, taskList, Map.copyOf(deciders), stepwell);
        return started(stepwell, settings, hello(settings, list), craft);
    }

    private static SwfTaskList list(String domain, String name, SwfTaskList.Kind kind, boolean sticky) {
        return SwfTaskList.newBuilder()
                .setDomain(domain)
                .setName(name)
                .setKind(kind)
                .setStartAtPreviousStartedEvent(sticky)
                .build();
    }

    private static Hello hello(Settings settings, SwfTaskList list) {
        return Hello.newBuilder()
                .setWorkerName(settings.name())
                .addSwfTaskLists(list)
                .build();
    }

    private static Worker started(Stepwell stepwell, Settings settings, Hello hello, Craft craft) {
        WorkLoop loop = new WorkLoop(stepwell::workers, settings, hello, craft);
        loop.start();
        return new Worker(loop);
    }

    /**
     * Ends when the worker does: in peace after it was drained, else with the refusal for which it gave up, such as a key that was
     * revoked or an activity that is not there.
     */
    public CompletionStage<Void> ended() {
        return loop.ended().minimalCompletionStage();
    }

    /**
     * Takes no more tasks, finishes those in hand, and waits until what it reported is durable. What is not done in time is left as by a
     * worker that has died. True when all was done.
     */
    public boolean drain(Duration patience) throws InterruptedException {
        loop.drain();
        try {
            loop.ended().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return false;
        } finally {
            loop.stop();
        }
    }

    /** Drains it for half a minute. */
    @Override
    public void close() {
        try {
            var unused = drain(DRAINING);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
