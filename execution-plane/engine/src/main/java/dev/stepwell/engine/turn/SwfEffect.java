package dev.stepwell.engine.turn;

import dev.stepwell.engine.workflow.ChildPolicy;
import dev.stepwell.engine.workflow.SwfSettings;
import dev.stepwell.engine.workflow.TaskList;
import java.time.Instant;
import java.util.Optional;

/** What workflow executions of Amazon SWF want of the world. All of it may be asked for again, and then happens once. */
public sealed interface SwfEffect extends Effect {
    /**
     * Put a task on a list, on offer to whoever asks there. It is open from now on.
     *
     * @param priority higher comes first
     */
    record OfferTask(TaskRef task, TaskList list, int priority) implements SwfEffect {}

    /** Tell the worker of a task, at its next heartbeat, that it is to cancel. */
    record RequestTaskCancel(TaskRef task) implements SwfEffect {}

    /**
     * Start a child. What it is follows from the execution and the event.
     *
     * @param initiatedEventId the event that tells of the decision, from which with {@code began} its id follows
     * @param began when that was
     */
    record StartChild(
            long initiatedEventId, String workflowId, SwfSettings settings, Optional<Payload> input, Instant began)
            implements SwfEffect {}

    /**
     * Signal another execution.
     *
     * @param runId absent: whichever run is open
     * @param chosen which run that is, once that is durable; nothing is sent before
     */
    record SignalExternal(
            long initiatedEventId,
            String workflowId,
            Optional<String> runId,
            Optional<String> chosen,
            String name,
            Optional<Payload> input)
            implements SwfEffect {}

    /**
     * Ask another execution to cancel.
     *
     * @param runId absent: whichever run is open
     * @param chosen which run that is, once that is durable; nothing is sent before
     */
    record RequestCancelExternal(
            long initiatedEventId, String workflowId, Optional<String> runId, Optional<String> chosen)
            implements SwfEffect {}

    /**
     * A child lives on after the execution's end, and this becomes of it.
     *
     * @param initiatedEventId the event that tells of the decision that started it
     * @param began when that was
     * @param policy never ABANDON
     */
    record ApplyPolicy(long initiatedEventId, Instant began, String workflowId, ChildPolicy policy)
            implements SwfEffect {}

    /**
     * A child policy reached a run that had continued as a new one: it is meant for that one.
     *
     * @param runId the run id of the new one
     * @param task the task of the parent that the policy is about
     * @param policy never ABANDON
     */
    record ForwardPolicy(String runId, TaskRef task, ChildPolicy policy) implements SwfEffect {}

    /**
     * The execution ends, and it is not known yet that what it wanted of another was done: a note of that stays behind.
     *
     * @param initiatedEventId the event that tells of the decision
     */
    record NoteUnsent(long initiatedEventId) implements SwfEffect {}

    /**
     * The execution continues as a new one, which begins in the very commit that ends this one.
     *
     * @param runId the run id of the new one, and its execution id
     */
    record Succeed(String runId, SwfSettings settings, Optional<Payload> input) implements SwfEffect {}
}
