package dev.stepwell.clients.decisions;

import static dev.stepwell.clients.decisions.Decide.activity;
import static dev.stepwell.clients.decisions.Decide.again;
import static dev.stepwell.clients.decisions.Decide.child;
import static dev.stepwell.clients.decisions.Types.BARE;
import static dev.stepwell.clients.decisions.Types.GONE;
import static dev.stepwell.clients.decisions.Types.SECONDS;
import static dev.stepwell.clients.decisions.Types.WHOLE;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.swf.model.ChildPolicy;
import software.amazon.awssdk.services.swf.model.Decision;

/**
 * Decisions of which the last must fail.
 *
 * @param interrupted something happens while they are made
 */
record Provocation(String event, String cause, boolean interrupted, List<Decision> decisions) {
    /** One more than may be open of a kind (Amazon SWF developer guide, quotas on workflow executions). */
    private static final int TOO_MANY = 1001;

    static final List<Provocation> ALL = List.of(
            refused("ScheduleActivityTask", "ACTIVITY_TYPE_DEPRECATED", activity(GONE, "a", a -> {})),
            refused("ScheduleActivityTask", "ACTIVITY_TYPE_DOES_NOT_EXIST", activity("absent", "a", a -> {})),
            refused(
                    "ScheduleActivityTask",
                    "ACTIVITY_ID_ALREADY_IN_USE",
                    activity(WHOLE, "a", a -> {}),
                    activity(WHOLE, "a", a -> {})),
            many("ScheduleActivityTask", "OPEN_ACTIVITIES_LIMIT_EXCEEDED", i -> activity(WHOLE, "a" + i, a -> {})),
            activityWithout("DEFAULT_TASK_LIST_UNDEFINED"),
            activityWithout("DEFAULT_HEARTBEAT_TIMEOUT_UNDEFINED"),
            activityWithout("DEFAULT_START_TO_CLOSE_TIMEOUT_UNDEFINED"),
            activityWithout("DEFAULT_SCHEDULE_TO_CLOSE_TIMEOUT_UNDEFINED"),
            activityWithout("DEFAULT_SCHEDULE_TO_START_TIMEOUT_UNDEFINED"),
            refused("RequestCancelActivityTask", "ACTIVITY_ID_UNKNOWN", Decide.cancelActivity("absent")),
            refused("StartTimer", "TIMER_ID_ALREADY_IN_USE", Decide.timer("t"), Decide.timer("t")),
            many("StartTimer", "OPEN_TIMERS_LIMIT_EXCEEDED", i -> Decide.timer("t" + i)),
            refused("CancelTimer", "TIMER_ID_UNKNOWN", Decide.cancelTimer("absent")),
            interrupted("CompleteWorkflowExecution", Decide.complete()),
            interrupted("FailWorkflowExecution", Decide.fail()),
            interrupted("CancelWorkflowExecution", Decide.cancel()),
            interrupted("ContinueAsNewWorkflowExecution", again(WHOLE, a -> {})),
            refused("ContinueAsNewWorkflowExecution", "WORKFLOW_TYPE_DEPRECATED", again(GONE, a -> {})),
            refused("ContinueAsNewWorkflowExecution", "WORKFLOW_TYPE_DOES_NOT_EXIST", again("absent", a -> {})),
            againWithout("DEFAULT_TASK_LIST_UNDEFINED"),
            againWithout("DEFAULT_CHILD_POLICY_UNDEFINED"),
            againWithout("DEFAULT_TASK_START_TO_CLOSE_TIMEOUT_UNDEFINED"),
            againWithout("DEFAULT_EXECUTION_START_TO_CLOSE_TIMEOUT_UNDEFINED"),
            refused("StartChildWorkflowExecution", "WORKFLOW_TYPE_DEPRECATED", child(GONE, "deprecated", a -> {})),
            refused("StartChildWorkflowExecution", "WORKFLOW_TYPE_DOES_NOT_EXIST", child("absent", "absent", a -> {})),
            refused(
                    "StartChildWorkflowExecution",
                    "WORKFLOW_ALREADY_RUNNING",
                    child(WHOLE, "twin", a -> {}),
                    child(WHOLE, "twin", a -> {})),
            childWithout("DEFAULT_TASK_LIST_UNDEFINED"),
            childWithout("DEFAULT_CHILD_POLICY_UNDEFINED"),
            childWithout("DEFAULT_TASK_START_TO_CLOSE_TIMEOUT_UNDEFINED"),
            childWithout("DEFAULT_EXECUTION_START_TO_CLOSE_TIMEOUT_UNDEFINED"),
            refused("SignalExternalWorkflowExecution", "UNKNOWN_EXTERNAL_WORKFLOW_EXECUTION", Decide.signal("absent")),
            refused(
                    "RequestCancelExternalWorkflowExecution",
                    "UNKNOWN_EXTERNAL_WORKFLOW_EXECUTION",
                    Decide.cancel("absent")),
            refused("ScheduleLambdaFunction", "ID_ALREADY_IN_USE", Decide.function("f"), Decide.function("f")),
            many("ScheduleLambdaFunction", "OPEN_LAMBDA_FUNCTIONS_LIMIT_EXCEEDED", i -> Decide.function("f" + i)),
            refused("StartLambdaFunction", "ASSUME_ROLE_FAILED", Decide.function("f")));

    Cause expected() {
        return new Cause(event, cause);
    }

    private static Provocation refused(String decision, String cause, Decision... decisions) {
        return new Provocation(decision + "Failed", cause, false, List.of(decisions));
    }

    private static Provocation many(String decision, String cause, IntFunction<Decision> each) {
        return new Provocation(
                decision + "Failed",
                cause,
                false,
                IntStream.range(0, TOO_MANY).mapToObj(each).toList());
    }

    private static Provocation interrupted(String decision, Decision closing) {
        return new Provocation(decision + "Failed", "UNHANDLED_DECISION", true, List.of(closing));
    }

    private static Provocation activityWithout(String lack) {
        return refused("ScheduleActivityTask", lack, activity(BARE, "a", a -> {
            if (!lack.contains("TASK_LIST")) {
                a.taskList(l -> l.name("nobody asks"));
            }
            a.heartbeatTimeout(unless(lack, "HEARTBEAT"));
            a.startToCloseTimeout(unless(lack, "_START_TO_CLOSE"));
            a.scheduleToCloseTimeout(unless(lack, "SCHEDULE_TO_CLOSE"));
            a.scheduleToStartTimeout(unless(lack, "SCHEDULE_TO_START"));
        }));
    }

    private static Provocation againWithout(String lack) {
        return refused("ContinueAsNewWorkflowExecution", lack, again(BARE, a -> {
            if (!lack.contains("TASK_LIST")) {
                a.taskList(l -> l.name("nobody asks"));
            }
            a.childPolicy(lack.contains("CHILD_POLICY") ? null : ChildPolicy.ABANDON);
            a.taskStartToCloseTimeout(unless(lack, "TASK_START"));
            a.executionStartToCloseTimeout(unless(lack, "EXECUTION_START"));
        }));
    }

    private static Provocation childWithout(String lack) {
        return refused("StartChildWorkflowExecution", lack, child(BARE, "child", a -> {
            if (!lack.contains("TASK_LIST")) {
                a.taskList(l -> l.name("nobody asks"));
            }
            a.childPolicy(lack.contains("CHILD_POLICY") ? null : ChildPolicy.ABANDON);
            a.taskStartToCloseTimeout(unless(lack, "TASK_START"));
            a.executionStartToCloseTimeout(unless(lack, "EXECUTION_START"));
        }));
    }

    private static @Nullable String unless(String lack, String words) {
        return lack.contains(words) ? null : SECONDS;
    }

    @Override
    public String toString() {
        return expected().toString();
    }
}
