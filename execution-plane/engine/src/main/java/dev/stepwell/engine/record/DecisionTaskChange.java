package dev.stepwell.engine.record;

import dev.stepwell.engine.turn.Payload;
import dev.stepwell.engine.workflow.Timeout;
import java.util.Optional;

/** What happens to the one decision task that a workflow execution may have open. */
public sealed interface DecisionTaskChange extends SwfChange {
    /**
     * DecisionTaskScheduled.
     *
     * @param scheduleToStart present on a list that the decider has asked for
     */
    record Scheduled(
            String taskList, Optional<String> taskPriority, Timeout startToClose, Optional<Timeout> scheduleToStart)
            implements DecisionTaskChange {}

    /**
     * DecisionTaskStarted.
     *
     * @param poll the number of the decider's question that the task was the answer to
     */
    record Started(long scheduledEventId, Optional<String> identity, long poll) implements DecisionTaskChange {}

    /**
     * DecisionTaskCompleted.
     *
     * @param taskList the list for future decision tasks
     * @param scheduleToStart how long these may wait there
     */
    record Completed(
            long scheduledEventId,
            long startedEventId,
            Optional<Payload> executionContext,
            Optional<String> taskList,
            Optional<Timeout> scheduleToStart)
            implements DecisionTaskChange {}

    /**
     * DecisionTaskTimedOut.
     *
     * @param startedEventId 0 when it had not started
     */
    record TimedOut(Limit limit, long scheduledEventId, long startedEventId) implements DecisionTaskChange {}

    /** Which of its times was over (DecisionTaskTimeoutType). */
    enum Limit {
        START_TO_CLOSE,
        SCHEDULE_TO_START
    }
}
