package dev.stepwell.execution.histories.swf;

import dev.stepwell.contracts.swf.v1.DecisionTaskCompletedEventAttributes;
import dev.stepwell.contracts.swf.v1.DecisionTaskScheduledEventAttributes;
import dev.stepwell.contracts.swf.v1.DecisionTaskStartedEventAttributes;
import dev.stepwell.contracts.swf.v1.DecisionTaskTimedOutEventAttributes;
import dev.stepwell.contracts.swf.v1.HistoryEvent;
import dev.stepwell.engine.record.DecisionTaskChange;
import dev.stepwell.engine.workflow.Timeout;

/** The events of decision tasks. */
final class DecisionTaskEvents {
    private DecisionTaskEvents() {}

    static void print(DecisionTaskChange change, HistoryEvent.Builder e) {
        switch (change) {
            case DecisionTaskChange.Scheduled c -> {
                var m = DecisionTaskScheduledEventAttributes.newBuilder()
                        .setTaskList(Fields.taskList(c.taskList()))
                        .setStartToCloseTimeout(c.startToClose().text())
                        .setScheduleToStartTimeout(
                                c.scheduleToStart().orElse(Timeout.NONE).text());
                c.taskPriority().ifPresent(m::setTaskPriority);
                e.setEventType("DecisionTaskScheduled").setDecisionTaskScheduledEventAttributes(m);
            }
            case DecisionTaskChange.Started c -> {
                var m = DecisionTaskStartedEventAttributes.newBuilder().setScheduledEventId(c.scheduledEventId());
                c.identity().ifPresent(m::setIdentity);
                e.setEventType("DecisionTaskStarted").setDecisionTaskStartedEventAttributes(m);
            }
            case DecisionTaskChange.Completed c -> {
                var m = DecisionTaskCompletedEventAttributes.newBuilder()
                        .setScheduledEventId(c.scheduledEventId())
                        .setStartedEventId(c.startedEventId());
                c.executionContext().ifPresent(v -> m.setExecutionContext(v.text()));
                c.taskList().ifPresent(list -> m.setTaskList(Fields.taskList(list)));
                c.scheduleToStart().ifPresent(v -> m.setTaskListScheduleToStartTimeout(v.text()));
                e.setEventType("DecisionTaskCompleted").setDecisionTaskCompletedEventAttributes(m);
            }
            case DecisionTaskChange.TimedOut c -> {
                var m = DecisionTaskTimedOutEventAttributes.newBuilder()
                        .setTimeoutType(c.limit().name())
                        .setScheduledEventId(c.scheduledEventId())
                        .setStartedEventId(c.startedEventId());
                e.setEventType("DecisionTaskTimedOut").setDecisionTaskTimedOutEventAttributes(m);
            }
        }
    }
}
