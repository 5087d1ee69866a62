package dev.stepwell.engine.turn;

import dev.stepwell.engine.decision.Sent;
import dev.stepwell.engine.record.FailedCause;
import dev.stepwell.engine.workflow.Asker;
import dev.stepwell.engine.workflow.ChildPolicy;
import dev.stepwell.engine.workflow.TerminatedCause;
import dev.stepwell.engine.workflow.Timeout;
import java.util.List;
import java.util.Optional;

/** What happens to workflow executions of Amazon SWF only. Beside it they know starts, hand-outs, failures of tasks, wakes and letters. */
public sealed interface SwfInput extends Input {
    /** The call that is to be answered; 0 when nobody waits. */
    default long call() {
        return 0;
    }

    /** The same under another call id; what has no call stays as it is. */
    default SwfInput withCall(long call) {
        return switch (this) {
            case DecisionsCompleted i ->
                new DecisionsCompleted(call, i.task, i.decisions, i.executionContext, i.override);
            case ActivityCompleted i -> new ActivityCompleted(call, i.task, i.result);
            case ActivityFailed i -> new ActivityFailed(call, i.task, i.reason, i.details);
            case ActivityCanceled i -> new ActivityCanceled(call, i.task, i.details);
            case Signal i -> new Signal(call, i.name, i.input, i.from);
            case RequestCancel i -> new RequestCancel(call, i.from);
            case Terminate i -> new Terminate(call, i.reason, i.details, i.childPolicy, i.cause);
            case Describe i -> new Describe(call);
            case ChildStarted i -> i;
            case ChildNotStarted i -> i;
            case ExternalChosen i -> i;
            case ExternalDone i -> i;
            case ExternalUnknown i -> i;
        };
    }

    /**
     * RespondDecisionTaskCompleted.
     *
     * @param executionContext what the decider wants to find again
     * @param override the list that future decision tasks are put on
     */
    record DecisionsCompleted(
            long call,
            TaskRef task,
            List<Sent> decisions,
            Optional<Payload> executionContext,
            Optional<ListOverride> override)
            implements SwfInput {
        public DecisionsCompleted {
            decisions = List.copyOf(decisions);
        }
    }

    /**
     * A list for future decision tasks.
     *
     * @param scheduleToStart how long a task may wait there before it returns to the original list; absent: the list is the original one
     *     from now on
     */
    record ListOverride(String taskList, Optional<Timeout> scheduleToStart) {}

    /** RespondActivityTaskCompleted. */
    record ActivityCompleted(long call, TaskRef task, Optional<Payload> result) implements SwfInput {}

    /** RespondActivityTaskFailed. */
    record ActivityFailed(long call, TaskRef task, Optional<String> reason, Optional<Payload> details)
            implements SwfInput {}

    /** RespondActivityTaskCanceled. */
    record ActivityCanceled(long call, TaskRef task, Optional<Payload> details) implements SwfInput {}

    /**
     * A signal.
     *
     * @param from who sent it, whose signal is taken in once; empty when a node of an earlier release took it in for a client
     */
    record Signal(long call, String name, Optional<Payload> input, Optional<Asker> from) implements SwfInput {}

    /**
     * A request to cancel.
     *
     * @param from as of a signal
     */
    record RequestCancel(long call, Optional<Asker> from) implements SwfInput {}

    /**
     * A termination.
     *
     * @param childPolicy absent: the execution's own
     */
    record Terminate(
            long call,
            Optional<String> reason,
            Optional<Payload> details,
            Optional<ChildPolicy> childPolicy,
            TerminatedCause cause)
            implements SwfInput {}

    /** A child is there, now or since before. */
    record ChildStarted(long initiatedEventId, String runId) implements SwfInput {}

    /** A child could not be started. */
    record ChildNotStarted(long initiatedEventId, FailedCause.StartChild cause) implements SwfInput {}

    /**
     * The open run that a signal or a request to cancel goes to, where the decision left that open.
     *
     * @param insteadOf the run id chosen before, which has ended without it; absent the first time
     * @param runId its run id
     */
    record ExternalChosen(long initiatedEventId, Optional<String> insteadOf, String runId) implements SwfInput {}

    /**
     * Another execution has got the signal, or the request to cancel.
     *
     * @param runId the run that has it
     */
    record ExternalDone(long initiatedEventId, String runId) implements SwfInput {}

    /** There is no such open execution to signal or to cancel. */
    record ExternalUnknown(long initiatedEventId) implements SwfInput {}

    /** DescribeWorkflowExecution. */
    record Describe(long call) implements SwfInput {}
}
