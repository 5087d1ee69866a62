package dev.stepwell.execution.calls;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import dev.stepwell.contracts.internal.v1.CallActivityReport;
import dev.stepwell.contracts.internal.v1.CallDecisionsCompleted;
import dev.stepwell.contracts.internal.v1.CallDescribeRun;
import dev.stepwell.contracts.internal.v1.CallInitiated;
import dev.stepwell.contracts.internal.v1.CallInitiator;
import dev.stepwell.contracts.internal.v1.CallRequestCancel;
import dev.stepwell.contracts.internal.v1.CallSignal;
import dev.stepwell.contracts.internal.v1.CallSwf;
import dev.stepwell.contracts.internal.v1.CallSwfActivityTask;
import dev.stepwell.contracts.internal.v1.CallSwfDecisionTask;
import dev.stepwell.contracts.internal.v1.CallSwfDescribed;
import dev.stepwell.contracts.internal.v1.CallTerminate;
import dev.stepwell.engine.record.FailedCause;
import dev.stepwell.engine.turn.Payload;
import dev.stepwell.engine.turn.Reply;
import dev.stepwell.engine.turn.SwfInput;
import dev.stepwell.engine.turn.TaskRef;
import dev.stepwell.engine.workflow.Asker;
import dev.stepwell.engine.workflow.ChildPolicy;
import dev.stepwell.engine.workflow.Initiator;
import dev.stepwell.engine.workflow.SwfType;
import dev.stepwell.engine.workflow.TerminatedCause;
import dev.stepwell.engine.workflow.Timeout;
import dev.stepwell.engine.workflow.WorkflowExecution;
import dev.stepwell.execution.journal.codec.FactsFormat;
import dev.stepwell.execution.swf.decisions.DecisionWriter;
import java.time.Instant;
import java.util.Optional;

/** What is said to and by workflow executions of SWF, as messages between nodes, and back. */
final class SwfWire {
    private SwfWire() {}

    static CallSwf input(SwfInput input) {
        CallSwf.Builder m = CallSwf.newBuilder();
        switch (input) {
            case SwfInput.DecisionsCompleted i -> m.setDecisionsCompleted(decisions(i));
            case SwfInput.ActivityCompleted i -> m.setActivityCompleted(report(i.task(), Optional.empty(), i.result()));
            case SwfInput.ActivityFailed i -> m.setActivityFailed(report(i.task(), i.reason(), i.details()));
            case SwfInput.ActivityCanceled i -> m.setActivityCanceled(report(i.task(), Optional.empty(), i.details()));
            case SwfInput.Signal i -> {
                CallSignal.Builder b = CallSignal.newBuilder().setName(i.name());
                i.input().ifPresent(v -> b.setInput(v.text()));
                Asker.decision(i.from()).ifPresent(from -> b.setFrom(initiator(from)));
                Asker.request(i.from()).ifPresent(b::setRequest);
                m.setSignal(b);
            }
            case SwfInput.RequestCancel i -> {
                CallRequestCancel.Builder b = CallRequestCancel.newBuilder();
                Asker.decision(i.from()).ifPresent(from -> b.setFrom(initiator(from)));
                Asker.request(i.from()).ifPresent(b::setRequest);
                m.setRequestCancel(b);
            }
            case SwfInput.Terminate i -> {
                CallTerminate.Builder b =
                        CallTerminate.newBuilder().setCause(i.cause().name());
                i.reason().ifPresent(b::setReason);
                i.details().ifPresent(v -> b.setDetails(v.text()));
                i.childPolicy().ifPresent(v -> b.setChildPolicy(v.name()));
                m.setTerminate(b);
            }
            case SwfInput.ChildStarted i ->
                m.setChildStarted(initiated(i.initiatedEventId()).setRunId(i.runId()));
            case SwfInput.ChildNotStarted i ->
                m.setChildNotStarted(
                        initiated(i.initiatedEventId()).setCause(i.cause().name()));
            case SwfInput.ExternalDone i ->
                m.setExternalDone(initiated(i.initiatedEventId()).setRunId(i.runId()));
            case SwfInput.ExternalChosen i -> {
                CallInitiated.Builder b = initiated(i.initiatedEventId()).setRunId(i.runId());
                i.insteadOf().ifPresent(b::setInsteadOf);
                m.setExternalChosen(b);
            }
            case SwfInput.ExternalUnknown i -> m.setExternalUnknown(initiated(i.initiatedEventId()));
            case SwfInput.Describe i -> m.setDescribe(CallDescribeRun.getDefaultInstance());
        }
        return m.build();
    }

    static SwfInput input(CallSwf m) {
        return switch (m.getInputCase()) {
            case DECISIONS_COMPLETED -> decisions(m.getDecisionsCompleted());
            case ACTIVITY_COMPLETED ->
                new SwfInput.ActivityCompleted(0, task(m.getActivityCompleted()), payload(m.getActivityCompleted()));
            case ACTIVITY_FAILED -> {
                CallActivityReport f = m.getActivityFailed();
                yield new SwfInput.ActivityFailed(0, task(f), optional(f.hasReason(), f.getReason()), payload(f));
            }
            case ACTIVITY_CANCELED ->
                new SwfInput.ActivityCanceled(0, task(m.getActivityCanceled()), payload(m.getActivityCanceled()));
            case SIGNAL -> {
                CallSignal s = m.getSignal();
                yield new SwfInput.Signal(
                        0,
                        s.getName(),
                        optional(s.hasInput(), s.getInput()).map(Payload::of),
                        Asker.of(initiator(s.hasFrom(), s.getFrom()), optional(s.hasRequest(), s.getRequest())));
            }
            case REQUEST_CANCEL -> {
                CallRequestCancel c = m.getRequestCancel();
                yield new SwfInput.RequestCancel(
                        0, Asker.of(initiator(c.hasFrom(), c.getFrom()), optional(c.hasRequest(), c.getRequest())));
            }
            case TERMINATE -> {
                CallTerminate t = m.getTerminate();
                yield new SwfInput.Terminate(
                        0,
                        optional(t.hasReason(), t.getReason()),
                        optional(t.hasDetails(), t.getDetails()).map(Payload::of),
                        optional(t.hasChildPolicy(), t.getChildPolicy()).map(ChildPolicy::valueOf),
                        TerminatedCause.valueOf(t.getCause()));
            }
            case CHILD_STARTED ->
                new SwfInput.ChildStarted(
                        m.getChildStarted().getInitiatedEventId(),
                        m.getChildStarted().getRunId());
            case CHILD_NOT_STARTED ->
                new SwfInput.ChildNotStarted(
                        m.getChildNotStarted().getInitiatedEventId(),
                        FailedCause.StartChild.valueOf(m.getChildNotStarted().getCause()));
            case EXTERNAL_DONE ->
                new SwfInput.ExternalDone(
                        m.getExternalDone().getInitiatedEventId(),
                        m.getExternalDone().getRunId());
            case EXTERNAL_UNKNOWN ->
                new SwfInput.ExternalUnknown(m.getExternalUnknown().getInitiatedEventId());
            case EXTERNAL_CHOSEN -> {
                CallInitiated c = m.getExternalChosen();
                yield new SwfInput.ExternalChosen(
                        c.getInitiatedEventId(), optional(c.hasInsteadOf(), c.getInsteadOf()), c.getRunId());
            }
            case DESCRIBE -> new SwfInput.Describe(0);
            case INPUT_NOT_SET -> throw new IllegalArgumentException("an input that this version does not know");
        };
    }

    static CallSwfDecisionTask task(Reply.SwfDecisionTask task) {
        return CallSwfDecisionTask.newBuilder()
                .setToken(task.token())
                .setStartedEventId(task.startedEventId())
                .setPreviousStartedEventId(task.previousStartedEventId())
                .setFacts(ByteString.copyFrom(FactsFormat.swfBytes(task.facts())))
                .build();
    }

    static Reply.SwfDecisionTask task(CallSwfDecisionTask m) {
        return new Reply.SwfDecisionTask(
                m.getToken(),
                m.getStartedEventId(),
                m.getPreviousStartedEventId(),
                FactsFormat.swfFacts(m.getFacts().toByteArray()));
    }

    static CallSwfActivityTask task(Reply.SwfActivityTask task) {
        CallSwfActivityTask.Builder m = CallSwfActivityTask.newBuilder()
                .setToken(task.token())
                .setActivityId(task.activityId())
                .setTypeName(task.type().name())
                .setTypeVersion(task.type().version())
                .setStartedEventId(task.startedEventId())
                .setFacts(ByteString.copyFrom(FactsFormat.swfBytes(task.facts())));
        task.input().ifPresent(v -> m.setInput(v.text()));
        return m.build();
    }

    static Reply.SwfActivityTask task(CallSwfActivityTask m) {
        return new Reply.SwfActivityTask(
                m.getToken(),
                m.getActivityId(),
                new SwfType(m.getTypeName(), m.getTypeVersion()),
                m.getStartedEventId(),
                optional(m.hasInput(), m.getInput()).map(Payload::of),
                FactsFormat.swfFacts(m.getFacts().toByteArray()));
    }

    static CallSwfDescribed described(Reply.SwfDescribed run) {
        CallSwfDescribed.Builder m = CallSwfDescribed.newBuilder()
                .setActivityTasks(run.activityTasks())
                .setDecisionTasks(run.decisionTasks())
                .setTimers(run.timers())
                .setChildren(run.children())
                .setLambdaFunctions(run.lambdaFunctions())
                .setCancelRequested(run.cancelRequested());
        run.latestActivityTask()
                .ifPresent(at -> m.setLatestActivityTask(
                        Timestamp.newBuilder().setSeconds(at.getEpochSecond()).setNanos(at.getNano())));
        run.latestContext().ifPresent(v -> m.setLatestContext(v.text()));
        return m.build();
    }

    static Reply.SwfDescribed described(CallSwfDescribed m) {
        Timestamp at = m.getLatestActivityTask();
        return new Reply.SwfDescribed(
                m.getActivityTasks(),
                m.getDecisionTasks(),
                m.getTimers(),
                m.getChildren(),
                m.getLambdaFunctions(),
                m.getCancelRequested(),
                m.hasLatestActivityTask()
                        ? Optional.of(Instant.ofEpochSecond(at.getSeconds(), at.getNanos()))
                        : Optional.empty(),
                optional(m.hasLatestContext(), m.getLatestContext()).map(Payload::of));
    }

    private static CallDecisionsCompleted decisions(SwfInput.DecisionsCompleted i) {
        CallDecisionsCompleted.Builder m =
                CallDecisionsCompleted.newBuilder().setScheduledEventId(i.task().scheduledEventId());
        i.decisions().forEach(sent -> m.addDecisions(DecisionWriter.write(sent)));
        i.executionContext().ifPresent(v -> m.setExecutionContext(v.text()));
        i.override().ifPresent(override -> {
            m.setTaskList(override.taskList());
            override.scheduleToStart().ifPresent(v -> m.setTaskListScheduleToStart(v.text()));
        });
        return m.build();
    }

    private static SwfInput.DecisionsCompleted decisions(CallDecisionsCompleted m) {
        return new SwfInput.DecisionsCompleted(
                0,
                new TaskRef(m.getScheduledEventId(), 0),
                m.getDecisionsList().stream().map(DecisionWriter::read).toList(),
                optional(m.hasExecutionContext(), m.getExecutionContext()).map(Payload::of),
                optional(m.hasTaskList(), m.getTaskList())
                        .map(list -> new SwfInput.ListOverride(
                                list,
                                optional(m.hasTaskListScheduleToStart(), m.getTaskListScheduleToStart())
                                        .map(Timeout::parse))));
    }

    private static CallActivityReport report(TaskRef task, Optional<String> reason, Optional<Payload> payload) {
        CallActivityReport.Builder m = CallActivityReport.newBuilder().setScheduledEventId(task.scheduledEventId());
        reason.ifPresent(m::setReason);
        payload.ifPresent(v -> m.setPayload(v.text()));
        return m.build();
    }

    private static TaskRef task(CallActivityReport m) {
        return new TaskRef(m.getScheduledEventId(), 0);
    }

    private static Optional<Payload> payload(CallActivityReport m) {
        return optional(m.hasPayload(), m.getPayload()).map(Payload::of);
    }

    private static CallInitiated.Builder initiated(long eventId) {
        return CallInitiated.newBuilder().setInitiatedEventId(eventId);
    }

    private static CallInitiator initiator(Initiator from) {
        return CallInitiator.newBuilder()
                .setWorkflowId(from.execution().workflowId())
                .setRunId(from.execution().runId())
                .setInitiatedEventId(from.initiatedEventId())
                .build();
    }

    private static Optional<Initiator> initiator(boolean present, CallInitiator m) {
        return present ? Optional.of(initiator(m)) : Optional.empty();
    }

    private static Initiator initiator(CallInitiator m) {
        return new Initiator(new WorkflowExecution(m.getWorkflowId(), m.getRunId()), m.getInitiatedEventId());
    }

    private static Optional<String> optional(boolean present, String value) {
        return present ? Optional.of(value) : Optional.empty();
    }
}
