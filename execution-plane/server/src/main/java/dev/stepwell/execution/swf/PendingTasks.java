package dev.stepwell.execution.swf;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.swf.v1.CountPendingActivityTasksRequest;
import dev.stepwell.contracts.swf.v1.CountPendingActivityTasksResponse;
import dev.stepwell.contracts.swf.v1.CountPendingDecisionTasksRequest;
import dev.stepwell.contracts.swf.v1.CountPendingDecisionTasksResponse;
import dev.stepwell.engine.workflow.TaskList;
import dev.stepwell.execution.definitions.SwfRegistry;
import dev.stepwell.execution.endpoints.Waits;
import dev.stepwell.execution.ports.Survey;
import dev.stepwell.execution.ports.TaskLine;

/** CountPendingActivityTasks and CountPendingDecisionTasks: what waits on a list. One that nobody has named yet has nothing. */
record PendingTasks(Survey survey, SwfRegistry registry) {
    CountPendingActivityTasksResponse activities(Caller caller, CountPendingActivityTasksRequest m) {
        return CountPendingActivityTasksResponse.newBuilder()
                .setCount(count(
                        caller,
                        new TaskList(
                                TaskList.Kind.ACTIVITY,
                                caller.region().value(),
                                m.getDomain(),
                                m.getTaskList().getName())))
                .setTruncated(false)
                .build();
    }

    CountPendingDecisionTasksResponse decisions(Caller caller, CountPendingDecisionTasksRequest m) {
        return CountPendingDecisionTasksResponse.newBuilder()
                .setCount(count(
                        caller,
                        new TaskList(
                                TaskList.Kind.DECISION,
                                caller.region().value(),
                                m.getDomain(),
                                m.getTaskList().getName())))
                .setTruncated(false)
                .build();
    }

    private int count(Caller caller, TaskList list) {
        registry.domain(caller, list.domain());
        TaskLine line = TaskLine.ofList(list);
        return (int) Waits.read(() -> survey.taskCounts(caller.tenant(), line)).scheduled();
    }
}
