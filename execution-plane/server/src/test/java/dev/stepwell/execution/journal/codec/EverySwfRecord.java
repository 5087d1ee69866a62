package dev.stepwell.execution.journal.codec;

import dev.stepwell.engine.record.Change;
import dev.stepwell.engine.record.DecisionTaskChange;
import dev.stepwell.engine.record.ExecutionChange;
import dev.stepwell.engine.record.FailedCause;
import dev.stepwell.engine.record.SwfActivityChange;
import dev.stepwell.engine.record.SwfChildChange;
import dev.stepwell.engine.record.SwfExecutionChange;
import dev.stepwell.engine.record.SwfExternalChange;
import dev.stepwell.engine.record.SwfLambdaChange;
import dev.stepwell.engine.record.SwfMarkerChange;
import dev.stepwell.engine.record.SwfTimerChange;
import dev.stepwell.engine.turn.Payload;
import dev.stepwell.engine.turn.StartFacts;
import dev.stepwell.engine.workflow.ChildPolicy;
import dev.stepwell.engine.workflow.ClientRequest;
import dev.stepwell.engine.workflow.Initiator;
import dev.stepwell.engine.workflow.SwfFacts;
import dev.stepwell.engine.workflow.SwfSettings;
import dev.stepwell.engine.workflow.SwfType;
import dev.stepwell.engine.workflow.TerminatedCause;
import dev.stepwell.engine.workflow.Timeout;
import dev.stepwell.engine.workflow.WorkflowExecution;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The changes of Amazon SWF among {@link EveryRecord}: each with nothing that may be left out, and where something may, with all of it. */
final class EverySwfRecord {
    private static final Optional<Payload> TEXT = Optional.of(Payload.of("not JSON: \u0000 {"));
    private static final Optional<Payload> LARGE = Optional.of(EveryRecord.LARGE);
    private static final Optional<Payload> NO_TEXT = Optional.empty();
    private static final Optional<String> WORD = Optional.of("w\u00F6rd");
    private static final Optional<String> NO_WORD = Optional.empty();
    private static final SwfType TYPE = new SwfType("n\u00E4me", "1.0");
    private static final WorkflowExecution RUN =
            new WorkflowExecution("order-1", "019b7000-0000-7000-8000-000000000001");
    private static final Initiator FROM = new Initiator(RUN, 70_000);
    private static final SwfSettings LEAST = new SwfSettings(
            TYPE, "list", NO_WORD, Timeout.NONE, Timeout.of(0), ChildPolicy.ABANDON, NO_WORD, List.of());
    private static final SwfSettings MOST = new SwfSettings(
            TYPE,
            "list",
            Optional.of("-2147483648"),
            Timeout.of(31_536_000),
            Timeout.NONE,
            ChildPolicy.REQUEST_CANCEL,
            Optional.of("arn:aws:iam::123456789012:role/r"),
            List.of("a", "", "c"));

    private EverySwfRecord() {}

    static void add(Map<String, Change> all) {
        executions(all);
        failures(all);
        decisionTasks(all);
        activities(all);
        timersAndMarkers(all);
        children(all);
        externals(all);
        lambdas(all);
    }

    private static void executions(Map<String, Change> all) {
        SwfFacts least = new SwfFacts("d", RUN, LEAST, false, NO_WORD, Optional.empty());
        SwfFacts most = new SwfFacts("d", RUN, MOST, true, Optional.of("before"), Optional.of(FROM));
        all.put("swf-started", new ExecutionChange.Started(facts(least), Payload.of("")));
        all.put("swf-started-most", new ExecutionChange.Started(facts(most), EveryRecord.LARGE));
        all.put("swf-signaled", new SwfExecutionChange.Signaled("s", NO_TEXT, Optional.empty()));
        all.put("swf-signaled-by-another", new SwfExecutionChange.Signaled("s", TEXT, Optional.of(FROM)));
        all.put(
                "swf-signaled-by-request",
                new SwfExecutionChange.Signaled("s", NO_TEXT, Optional.of(new ClientRequest("r-1"))));
        all.put(
                "swf-cancel-requested-by-request",
                new SwfExecutionChange.CancelRequested(Optional.of(new ClientRequest("r-1")), false));
        all.put("swf-cancel-requested", new SwfExecutionChange.CancelRequested(Optional.empty(), false));
        all.put("swf-cancel-requested-by-policy", new SwfExecutionChange.CancelRequested(Optional.of(FROM), true));
        all.put("swf-completed", new SwfExecutionChange.Completed(NO_TEXT, 4));
        all.put("swf-completed-with-result", new SwfExecutionChange.Completed(LARGE, 4));
        all.put("swf-failed", new SwfExecutionChange.Failed(NO_WORD, NO_TEXT, 4));
        all.put("swf-failed-with-details", new SwfExecutionChange.Failed(WORD, TEXT, 4));
        all.put("swf-canceled", new SwfExecutionChange.Canceled(TEXT, 4));
        all.put("swf-continued-as-new", new SwfExecutionChange.ContinuedAsNew(RUN.runId(), LEAST, NO_TEXT, 4));
        all.put("swf-continued-as-new-most", new SwfExecutionChange.ContinuedAsNew(RUN.runId(), MOST, LARGE, 4));
        all.put("swf-timed-out", new SwfExecutionChange.TimedOut(ChildPolicy.TERMINATE));
        all.put(
                "swf-terminated",
                new SwfExecutionChange.Terminated(
                        NO_WORD, NO_TEXT, ChildPolicy.ABANDON, TerminatedCause.EVENT_LIMIT_EXCEEDED));
        all.put(
                "swf-terminated-with-details",
                new SwfExecutionChange.Terminated(
                        WORD, TEXT, ChildPolicy.TERMINATE, TerminatedCause.OPERATOR_INITIATED));
    }

    private static StartFacts facts(SwfFacts swf) {
        String domain = "arn:aws:swf:us-east-1:123456789012:/domain/d";
        return StartFacts.of(
                        domain + "/execution/" + RUN.runId(),
                        RUN.workflowId(),
                        domain,
                        "swf:d",
                        "",
                        "",
                        NO_WORD,
                        NO_WORD,
                        NO_WORD,
                        3)
                .withSwf(Optional.of(swf));
    }

    private static void failures(Map<String, Change> all) {
        FailedCause.Close close = FailedCause.Close.UNHANDLED_DECISION;
        all.put("swf-complete-failed", new SwfExecutionChange.CompleteFailed(close, 4));
        all.put("swf-fail-failed", new SwfExecutionChange.FailFailed(close, 4));
        all.put("swf-cancel-failed", new SwfExecutionChange.CancelFailed(close, 4));
        all.put(
                "swf-continue-as-new-failed",
                new SwfExecutionChange.ContinueAsNewFailed(
                        FailedCause.ContinueAsNew.CONTINUE_AS_NEW_WORKFLOW_EXECUTION_RATE_EXCEEDED, 4));
    }

    private static void decisionTasks(Map<String, Change> all) {
        all.put(
                "decision-task-scheduled",
                new DecisionTaskChange.Scheduled("list", NO_WORD, Timeout.NONE, Optional.empty()));
        all.put(
                "decision-task-scheduled-on-override",
                new DecisionTaskChange.Scheduled("list", Optional.of("7"), Timeout.of(60), Optional.of(Timeout.of(5))));
        all.put("decision-task-started", new DecisionTaskChange.Started(2, NO_WORD, 0));
        all.put("decision-task-started-by-poll", new DecisionTaskChange.Started(2, WORD, -77));
        all.put("decision-task-completed", new DecisionTaskChange.Completed(2, 3, NO_TEXT, NO_WORD, Optional.empty()));
        all.put(
                "decision-task-completed-most",
                new DecisionTaskChange.Completed(2, 3, LARGE, WORD, Optional.of(Timeout.NONE)));
        all.put(
                "decision-task-timed-out",
                new DecisionTaskChange.TimedOut(DecisionTaskChange.Limit.SCHEDULE_TO_START, 2, 0));
    }

    private static void activities(Map<String, Change> all) {
        SwfActivityChange.Terms never =
                new SwfActivityChange.Terms("list", NO_WORD, Timeout.NONE, Timeout.NONE, Timeout.NONE, Timeout.NONE);
        SwfActivityChange.Terms terms = new SwfActivityChange.Terms(
                "list", Optional.of("1"), Timeout.of(1), Timeout.of(2), Timeout.of(3), Timeout.of(0));
        all.put("swf-activity-scheduled", new SwfActivityChange.Scheduled(TYPE, "a", NO_TEXT, NO_TEXT, never, 4));
        all.put("swf-activity-scheduled-most", new SwfActivityChange.Scheduled(TYPE, "a", TEXT, LARGE, terms, 4));
        all.put(
                "swf-activity-schedule-failed",
                new SwfActivityChange.ScheduleFailed(
                        TYPE, "a", FailedCause.ScheduleActivity.OPEN_ACTIVITIES_LIMIT_EXCEEDED, 4));
        all.put("swf-activity-started", new SwfActivityChange.Started(5, WORD, 9));
        all.put("swf-activity-completed", new SwfActivityChange.Completed(5, 6, NO_TEXT));
        all.put("swf-activity-completed-with-result", new SwfActivityChange.Completed(5, 6, LARGE));
        all.put("swf-activity-failed", new SwfActivityChange.Failed(5, 6, NO_WORD, NO_TEXT));
        all.put("swf-activity-failed-with-details", new SwfActivityChange.Failed(5, 6, WORD, TEXT));
        all.put(
                "swf-activity-timed-out",
                new SwfActivityChange.TimedOut(SwfActivityChange.Limit.SCHEDULE_TO_START, 5, 0, NO_WORD));
        all.put(
                "swf-activity-timed-out-after-beat",
                new SwfActivityChange.TimedOut(SwfActivityChange.Limit.HEARTBEAT, 5, 6, WORD));
        all.put("swf-activity-canceled", new SwfActivityChange.Canceled(5, 0, NO_TEXT, 8));
        all.put("swf-activity-canceled-with-details", new SwfActivityChange.Canceled(5, 6, TEXT, 0));
        all.put("swf-activity-cancel-requested", new SwfActivityChange.CancelRequested("a", 5, 4));
        all.put(
                "swf-activity-cancel-failed",
                new SwfActivityChange.CancelFailed("a", FailedCause.CancelActivity.ACTIVITY_ID_UNKNOWN, 4));
        all.put(
                "swf-activity-beat-seen",
                new SwfActivityChange.BeatSeen(5, Instant.parse("2031-02-03T04:05:06.123456789Z")));
    }

    private static void timersAndMarkers(Map<String, Change> all) {
        all.put("swf-timer-started", new SwfTimerChange.Started("t", NO_TEXT, 0, 4));
        all.put("swf-timer-started-with-control", new SwfTimerChange.Started("t", TEXT, 99_999_999, 4));
        all.put(
                "swf-timer-start-failed",
                new SwfTimerChange.StartFailed("t", FailedCause.StartTimer.TIMER_ID_ALREADY_IN_USE, 4));
        all.put("swf-timer-fired", new SwfTimerChange.Fired("t", 5));
        all.put("swf-timer-canceled", new SwfTimerChange.Canceled("t", 5, 4));
        all.put(
                "swf-timer-cancel-failed",
                new SwfTimerChange.CancelFailed("t", FailedCause.CancelTimer.TIMER_ID_UNKNOWN, 4));
        all.put("swf-marker-recorded", new SwfMarkerChange.Recorded("m", NO_TEXT, 4));
        all.put("swf-marker-recorded-with-details", new SwfMarkerChange.Recorded("m", LARGE, 4));
        all.put(
                "swf-marker-failed",
                new SwfMarkerChange.RecordFailed("m", FailedCause.RecordMarker.OPERATION_NOT_PERMITTED, 4));
    }

    private static void children(Map<String, Change> all) {
        SwfChildChange.Child child = new SwfChildChange.Child(RUN, TYPE, 5);
        all.put("swf-child-initiated", new SwfChildChange.Initiated("c", LEAST, NO_TEXT, NO_TEXT, 4));
        all.put("swf-child-initiated-most", new SwfChildChange.Initiated("c", MOST, TEXT, LARGE, 4));
        FailedCause.StartChild cause = FailedCause.StartChild.WORKFLOW_ALREADY_RUNNING;
        all.put("swf-child-start-failed", new SwfChildChange.StartFailed("c", TYPE, cause, NO_TEXT, 0, 4));
        all.put("swf-child-start-failed-with-control", new SwfChildChange.StartFailed("c", TYPE, cause, TEXT, 5, 4));
        all.put("swf-child-started", new SwfChildChange.Started(child));
        all.put("swf-child-completed", new SwfChildChange.Completed(child, 6, NO_TEXT));
        all.put("swf-child-completed-with-result", new SwfChildChange.Completed(child, 6, LARGE));
        all.put("swf-child-failed", new SwfChildChange.Failed(child, 6, NO_WORD, NO_TEXT));
        all.put("swf-child-failed-with-details", new SwfChildChange.Failed(child, 6, WORD, TEXT));
        all.put("swf-child-timed-out", new SwfChildChange.TimedOut(child, 6));
        all.put("swf-child-canceled", new SwfChildChange.Canceled(child, 6, TEXT));
        all.put("swf-child-terminated", new SwfChildChange.Terminated(child, 6));
    }

    private static void externals(Map<String, Change> all) {
        SwfExternalChange.Target any = new SwfExternalChange.Target("w", NO_WORD);
        SwfExternalChange.Target run = new SwfExternalChange.Target("w", Optional.of("r"));
        all.put("swf-signal-initiated", new SwfExternalChange.SignalInitiated(any, "s", NO_TEXT, NO_TEXT, 4));
        all.put("swf-signal-initiated-most", new SwfExternalChange.SignalInitiated(run, "s", TEXT, LARGE, 4));
        FailedCause.SignalExternal unknown = FailedCause.SignalExternal.UNKNOWN_EXTERNAL_WORKFLOW_EXECUTION;
        all.put("swf-signal-failed", new SwfExternalChange.SignalFailed(any, unknown, NO_TEXT, 0, 4));
        all.put("swf-signal-failed-with-control", new SwfExternalChange.SignalFailed(run, unknown, TEXT, 5, 4));
        all.put("swf-external-signaled", new SwfExternalChange.Signaled(RUN, 5));
        all.put("swf-external-cancel-initiated", new SwfExternalChange.CancelInitiated(any, NO_TEXT, 4));
        all.put("swf-external-cancel-initiated-most", new SwfExternalChange.CancelInitiated(run, TEXT, 4));
        all.put(
                "swf-external-cancel-failed",
                new SwfExternalChange.CancelFailed(
                        run, FailedCause.CancelExternal.OPERATION_NOT_PERMITTED, TEXT, 0, 4));
        all.put("swf-external-cancel-requested", new SwfExternalChange.CancelRequested(RUN, 5));
        all.put("swf-external-addressed", new SwfExternalChange.Addressed(RUN, 5));
    }

    private static void lambdas(Map<String, Change> all) {
        all.put("swf-lambda-scheduled", new SwfLambdaChange.Scheduled("l", "f", NO_TEXT, NO_TEXT, Optional.empty(), 4));
        all.put(
                "swf-lambda-scheduled-most",
                new SwfLambdaChange.Scheduled("l", "f", TEXT, LARGE, Optional.of(Timeout.of(300)), 4));
        all.put(
                "swf-lambda-schedule-failed",
                new SwfLambdaChange.ScheduleFailed("l", "f", FailedCause.ScheduleLambda.ID_ALREADY_IN_USE, 4));
        all.put("swf-lambda-started", new SwfLambdaChange.Started(5));
        all.put(
                "swf-lambda-start-failed",
                new SwfLambdaChange.StartFailed(5, FailedCause.StartLambda.ASSUME_ROLE_FAILED, "no role"));
        all.put("swf-lambda-completed", new SwfLambdaChange.Completed(5, 6, TEXT));
        all.put("swf-lambda-failed", new SwfLambdaChange.Failed(5, 6, WORD, LARGE));
        all.put("swf-lambda-timed-out", new SwfLambdaChange.TimedOut(5, 6));
    }
}
