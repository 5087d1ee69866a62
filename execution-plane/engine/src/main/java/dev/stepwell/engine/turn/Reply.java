package dev.stepwell.engine.turn;

import java.time.Instant;

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

    /** The task is the worker's: its input, the token to report back with, and whose task it is. */
    public record HandedOut(Payload input, String token, String executionArn) implements Answer {}

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

    /** The execution is stopped, now or since the given time. */
    public record Stopped(Instant stopDate) implements Answer {}
}
