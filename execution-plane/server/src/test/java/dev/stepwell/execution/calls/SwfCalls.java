package dev.stepwell.execution.calls;

import dev.stepwell.engine.decision.ActivityOptions;
import dev.stepwell.engine.decision.Admission;
import dev.stepwell.engine.decision.Decision;
import dev.stepwell.engine.decision.Registered;
import dev.stepwell.engine.decision.Sent;
import dev.stepwell.engine.decision.WorkflowOptions;
import dev.stepwell.engine.record.FailedCause;
import dev.stepwell.engine.turn.Input;
import dev.stepwell.engine.turn.Payload;
import dev.stepwell.engine.turn.Reply;
import dev.stepwell.engine.turn.SwfInput;
import dev.stepwell.engine.turn.TaskRef;
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
import java.util.Optional;
import java.util.stream.Stream;

/** What is said to and by runs of SWF, each part once given and once left out. */
final class SwfCalls {
    private static final TaskRef TASK = new TaskRef(17, 0);
    private static final SwfType TYPE = new SwfType("t", "1");
    private static final Optional<Payload> TEXT = Optional.of(Payload.of("not { JSON"));
    private static final Optional<Payload> NO_TEXT = Optional.empty();
    private static final Initiator FROM = new Initiator(new WorkflowExecution("w", "r"), 7);
    private static final ActivityOptions ACTIVITY = new ActivityOptions(
            Optional.of("list"),
            Optional.of("-3"),
            Optional.of(Timeout.of(1)),
            Optional.of(Timeout.NONE),
            Optional.of(Timeout.of(3)),
            Optional.of(Timeout.of(4)));
    private static final WorkflowOptions WORKFLOW = new WorkflowOptions(
            Optional.of("list"),
            Optional.of("9"),
            Optional.of(Timeout.of(1)),
            Optional.of(Timeout.NONE),
            Optional.of(ChildPolicy.ABANDON),
            Optional.of("arn:role"));

    private SwfCalls() {}

    static Stream<Input> inputs() {
        return Stream.of(
                new SwfInput.DecisionsCompleted(
                        0,
                        TASK,
                        decisions(),
                        TEXT,
                        Optional.of(new SwfInput.ListOverride("sticky", Optional.of(Timeout.of(5))))),
                new SwfInput.DecisionsCompleted(
                        0, TASK, List.of(), NO_TEXT, Optional.of(new SwfInput.ListOverride("other", Optional.empty()))),
                new SwfInput.DecisionsCompleted(0, TASK, List.of(), NO_TEXT, Optional.empty()),
                new SwfInput.ActivityCompleted(0, TASK, TEXT),
                new SwfInput.ActivityCompleted(0, TASK, NO_TEXT),
                new SwfInput.ActivityFailed(0, TASK, Optional.of("why"), TEXT),
                new SwfInput.ActivityFailed(0, TASK, Optional.empty(), NO_TEXT),
                new SwfInput.ActivityCanceled(0, TASK, TEXT),
                new SwfInput.Signal(0, "s", TEXT, Optional.of(FROM)),
                new SwfInput.Signal(0, "s", NO_TEXT, Optional.empty()),
                new SwfInput.RequestCancel(0, Optional.of(FROM)),
                new SwfInput.RequestCancel(0, Optional.empty()),
                new SwfInput.Signal(0, "s", TEXT, Optional.of(new ClientRequest("r-1"))),
                new SwfInput.RequestCancel(0, Optional.of(new ClientRequest("r-1"))),
                new SwfInput.Terminate(
                        0,
                        Optional.of("why"),
                        TEXT,
                        Optional.of(ChildPolicy.REQUEST_CANCEL),
                        TerminatedCause.OPERATOR_INITIATED),
                new SwfInput.Terminate(
                        0, Optional.empty(), NO_TEXT, Optional.empty(), TerminatedCause.OPERATOR_INITIATED),
                new SwfInput.ChildStarted(5, "run"),
                new SwfInput.ChildNotStarted(5, FailedCause.StartChild.WORKFLOW_ALREADY_RUNNING),
                new SwfInput.ExternalChosen(5, Optional.empty(), "run"),
                new SwfInput.ExternalChosen(5, Optional.of("before"), "run"),
                new SwfInput.ExternalDone(5, "run"),
                new SwfInput.ExternalUnknown(5),
                new SwfInput.Describe(0));
    }

    private static List<Sent> decisions() {
        return Stream.of(
                        new Decision.ScheduleActivityTask(
                                TYPE, "a", TEXT, TEXT, ACTIVITY, new Registered.Active<>(ACTIVITY)),
                        new Decision.ScheduleActivityTask(
                                TYPE, "a", NO_TEXT, NO_TEXT, ActivityOptions.NONE, new Registered.Unknown<>()),
                        new Decision.RequestCancelActivityTask("a"),
                        new Decision.RecordMarker("m", TEXT),
                        new Decision.RecordMarker("m", NO_TEXT),
                        new Decision.StartTimer("t", TEXT, 12),
                        new Decision.StartTimer("t", NO_TEXT, 0),
                        new Decision.CancelTimer("t"),
                        new Decision.SignalExternalWorkflowExecution("w", Optional.of("r"), "s", TEXT, TEXT),
                        new Decision.SignalExternalWorkflowExecution("w", Optional.empty(), "s", NO_TEXT, NO_TEXT),
                        new Decision.RequestCancelExternalWorkflowExecution("w", Optional.of("r"), TEXT),
                        new Decision.RequestCancelExternalWorkflowExecution("w", Optional.empty(), NO_TEXT),
                        new Decision.StartChildWorkflowExecution(
                                TYPE, "w", TEXT, TEXT, WORKFLOW, List.of("a", ""), new Registered.Active<>(WORKFLOW)),
                        new Decision.StartChildWorkflowExecution(
                                TYPE,
                                "w",
                                NO_TEXT,
                                NO_TEXT,
                                WorkflowOptions.NONE,
                                List.of(),
                                new Registered.Deprecated<>()),
                        new Decision.ScheduleLambdaFunction("i", "f", TEXT, TEXT, Optional.of(Timeout.of(3))),
                        new Decision.ScheduleLambdaFunction("i", "f", NO_TEXT, NO_TEXT, Optional.empty()),
                        new Decision.CompleteWorkflowExecution(TEXT),
                        new Decision.CompleteWorkflowExecution(NO_TEXT),
                        new Decision.FailWorkflowExecution(Optional.of("why"), TEXT),
                        new Decision.CancelWorkflowExecution(TEXT),
                        new Decision.ContinueAsNewWorkflowExecution(
                                Optional.of("2"), TEXT, WORKFLOW, List.of("t"), new Registered.Active<>(WORKFLOW)),
                        new Decision.ContinueAsNewWorkflowExecution(
                                Optional.empty(),
                                NO_TEXT,
                                WorkflowOptions.NONE,
                                List.of(),
                                new Registered.Active<>(WorkflowOptions.NONE)))
                .map(decision -> new Sent(decision, Admission.RATE_EXCEEDED))
                .toList();
    }

    static Stream<Reply.Answer> answers() {
        SwfFacts facts = new SwfFacts(
                "shop",
                new WorkflowExecution("w", "r"),
                new SwfSettings(
                        TYPE,
                        "list",
                        Optional.of("1"),
                        Timeout.of(60),
                        Timeout.NONE,
                        ChildPolicy.TERMINATE,
                        Optional.of("arn:role"),
                        List.of("tag")),
                true,
                Optional.of("before"),
                Optional.of(FROM));
        return Stream.of(
                new Reply.SwfDecisionTask("token", 9, 3, facts),
                new Reply.SwfActivityTask("token", "a", TYPE, 9, TEXT, facts),
                new Reply.SwfActivityTask("token", "a", TYPE, 9, NO_TEXT, facts),
                new Reply.DecisionsRefused("Close must be last decision in list"),
                new Reply.SwfDescribed(
                        1, 0, 2, 3, 4, true, Optional.of(Instant.parse("2026-01-01T00:00:00.123Z")), TEXT),
                new Reply.SwfDescribed(0, 1, 0, 0, 0, false, Optional.empty(), NO_TEXT));
    }
}
