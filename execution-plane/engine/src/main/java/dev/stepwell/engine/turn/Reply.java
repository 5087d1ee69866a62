package dev.stepwell.engine.turn;

import dev.stepwell.engine.workflow.SwfFacts;
import dev.stepwell.engine.workflow.SwfType;
import java.time.Instant;
import java.util.Optional;

/**
 * The answer to a call.
 *
 * @param call the call's id
 * @param answer what to say once the turn is durable
 */
public record Reply(long call, Answer answer) {
    /** What a machine can answer. The gateway's side gives each refusal AWS's name for it. */
    public sealed interface Answer {}

    /** The completion was taken. */
    public record Accepted() implements Answer {}

    /** The task is not open any more, or the execution has ended (AWS: TaskTimedOut). */
    public record TaskClosed() implements Answer {}

    /** There never was such a task (AWS: TaskDoesNotExist). */
    public record NoSuchTask() implements Answer {}

    /** The task is the worker's. */
    public sealed interface HandedOut extends Answer {
        /** The token to report back with. */
        String token();
    }

    /** A task of an activity: its input, and whose task it is. */
    public record ActivityHandedOut(Payload input, String token, String executionArn) implements HandedOut {}

    /**
     * A decision task of Amazon SWF. The history is not here: the asker reads it up to the task's start.
     *
     * @param startedEventId the event that says that it has started
     * @param previousStartedEventId the same of the last decision task that was completed; 0 when none was
     * @param facts whose task it is
     */
    public record SwfDecisionTask(String token, long startedEventId, long previousStartedEventId, SwfFacts facts)
            implements HandedOut {}

    /**
     * An activity task of Amazon SWF.
     *
     * @param startedEventId the event that says that it has started
     * @param facts whose task it is
     */
    public record SwfActivityTask(
            String token, String activityId, SwfType type, long startedEventId, Optional<Payload> input, SwfFacts facts)
            implements HandedOut {}

    /** The decisions are no answer to a decision task, which stays open (AWS: ValidationException), in AWS's words. */
    public record DecisionsRefused(String message) implements Answer {}

    /**
     * What is open in a workflow execution of Amazon SWF (DescribeWorkflowExecution).
     *
     * @param decisionTasks 0 or 1
     * @param cancelRequested whether anybody has asked it to cancel
     * @param latestActivityTask when the last activity task was scheduled
     * @param latestContext the execution context of the last decision task that gave one
     */
    public record SwfDescribed(
            int activityTasks,
            int decisionTasks,
            int timers,
            int children,
            int lambdaFunctions,
            boolean cancelRequested,
            Optional<Instant> latestActivityTask,
            Optional<Payload> latestContext)
            implements Answer {}

    /** The task has been handed out already or is over: take another one. */
    public record NotOnOffer() implements Answer {}

    /** The execution has ended, or is no map run: nothing of it can be changed. */
    public record NotRunning() implements Answer {}

    /**
     * How a map run stands.
     *
     * @param items by what became of them
     * @param executions its children by what became of them
     */
    public record MapRunDescribed(
            RunStatus status,
            int maxConcurrency,
            long toleratedCount,
            double toleratedPercentage,
            MapCounts items,
            MapCounts executions)
            implements Answer {}

    /** The execution has been redriven, now or, by the same request, at the given time. */
    public record Redriven(Instant redriveDate) implements Answer {}

    /** The execution cannot be redriven (AWS: ExecutionNotRedrivable), in AWS's words. */
    public record NotRedrivable(String why) implements Answer {}

    /** The execution is paused, now or since the given time. */
    public record Paused(Instant pauseDate) implements Answer {}

    /** The execution is not paused, be it that it never was. */
    public record Resumed() implements Answer {}

    /** The execution is stopped, now or since the given time. */
    public record Stopped(Instant stopDate) implements Answer {}
}
