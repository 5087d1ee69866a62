package dev.stepwell.execution.calls;

import dev.stepwell.contracts.internal.v1.CallAccepted;
import dev.stepwell.contracts.internal.v1.CallContinue;
import dev.stepwell.contracts.internal.v1.CallDecisionsRefused;
import dev.stepwell.contracts.internal.v1.CallDescribeMapRun;
import dev.stepwell.contracts.internal.v1.CallExecutionRequest;
import dev.stepwell.contracts.internal.v1.CallExecutionResponse;
import dev.stepwell.contracts.internal.v1.CallHandOut;
import dev.stepwell.contracts.internal.v1.CallHandedOut;
import dev.stepwell.contracts.internal.v1.CallInbox;
import dev.stepwell.contracts.internal.v1.CallNoSuchTask;
import dev.stepwell.contracts.internal.v1.CallNotDone;
import dev.stepwell.contracts.internal.v1.CallNotHolder;
import dev.stepwell.contracts.internal.v1.CallNotOnOffer;
import dev.stepwell.contracts.internal.v1.CallNotRedrivable;
import dev.stepwell.contracts.internal.v1.CallNotRunning;
import dev.stepwell.contracts.internal.v1.CallPause;
import dev.stepwell.contracts.internal.v1.CallPaused;
import dev.stepwell.contracts.internal.v1.CallReadingFailed;
import dev.stepwell.contracts.internal.v1.CallRedrive;
import dev.stepwell.contracts.internal.v1.CallRedriven;
import dev.stepwell.contracts.internal.v1.CallResultsWritten;
import dev.stepwell.contracts.internal.v1.CallResume;
import dev.stepwell.contracts.internal.v1.CallResumed;
import dev.stepwell.contracts.internal.v1.CallStop;
import dev.stepwell.contracts.internal.v1.CallStopped;
import dev.stepwell.contracts.internal.v1.CallTask;
import dev.stepwell.contracts.internal.v1.CallTaskClosed;
import dev.stepwell.contracts.internal.v1.CallTaskFailed;
import dev.stepwell.contracts.internal.v1.CallTaskSubmitted;
import dev.stepwell.contracts.internal.v1.CallTaskSucceeded;
import dev.stepwell.contracts.internal.v1.CallWake;
import dev.stepwell.contracts.internal.v1.CallWritingFailed;
import dev.stepwell.engine.turn.Input;
import dev.stepwell.engine.turn.Payload;
import dev.stepwell.engine.turn.Reply;
import dev.stepwell.engine.turn.SwfInput;
import dev.stepwell.engine.turn.TaskRef;
import dev.stepwell.execution.ports.Net;
import dev.stepwell.execution.turns.NotDone;
import dev.stepwell.names.ExecutionId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Calls and their answers as messages between nodes, and back. */
public final class CallWire {
    private CallWire() {}

    /** The message of an input. A Start never travels: an execution begins where it was asked for. */
    public static CallExecutionRequest request(ExecutionId execution, Input input) {
        CallExecutionRequest.Builder m = CallExecutionRequest.newBuilder().setExecution(execution.toString());
        switch (input) {
            case Input.Start start -> throw new IllegalArgumentException("a start is not forwarded");
            case Input.Continue i -> m.setGoOn(CallContinue.getDefaultInstance());
            case Input.Wake i -> m.setWake(CallWake.getDefaultInstance());
            case Input.Inbox i -> m.setInbox(CallInbox.getDefaultInstance());
            case Input.HandOut i -> {
                CallHandOut.Builder b =
                        CallHandOut.newBuilder().setTask(task(i.task())).setPoll(i.poll());
                i.worker().ifPresent(b::setWorker);
                m.setHandOut(b);
            }
            case Input.TaskSubmitted i ->
                m.setTaskSubmitted(CallTaskSubmitted.newBuilder()
                        .setTask(task(i.task()))
                        .setOutput(i.output().text()));
            case Input.TaskSucceeded i ->
                m.setTaskSucceeded(CallTaskSucceeded.newBuilder()
                        .setTask(task(i.task()))
                        .setOutput(i.output().text()));
            case Input.TaskFailed i -> m.setTaskFailed(failed(i.task(), i.error(), i.cause()));
            case Input.RequestFailed i -> m.setRequestFailed(failed(i.task(), i.error(), i.cause()));
            case Input.ItemsRead i -> m.setItemsRead(MapRunWire.itemsRead(i));
            case Input.ReadingFailed i ->
                m.setReadingFailed(CallReadingFailed.newBuilder()
                        .setFrom(i.from())
                        .setError(i.error())
                        .setCause(i.cause()));
            case Input.ResultsWritten i ->
                m.setResultsWritten(
                        CallResultsWritten.newBuilder().setOutput(i.output().text()));
            case Input.WritingFailed i ->
                m.setWritingFailed(
                        CallWritingFailed.newBuilder().setError(i.error()).setCause(i.cause()));
            case Input.DescribeMapRun i -> m.setDescribeMapRun(CallDescribeMapRun.getDefaultInstance());
            case Input.UpdateMapRun i -> m.setUpdateMapRun(MapRunWire.update(i));
            case SwfInput i -> m.setSwf(SwfWire.input(i));
            case Input.Redrive i -> {
                CallRedrive.Builder b = CallRedrive.newBuilder();
                i.token().ifPresent(b::setToken);
                m.setRedrive(b);
            }
            case Input.Pause i -> m.setPause(pause(i));
            case Input.Resume i -> m.setResume(CallResume.newBuilder().setWithMachine(i.withMachine()));
            case Input.Stop i -> {
                CallStop.Builder b = CallStop.newBuilder();
                i.error().ifPresent(b::setError);
                i.cause().ifPresent(b::setCause);
                m.setStop(b);
            }
        }
        return m.build();
    }

    /** The input of a message; throws {@link IllegalArgumentException} for one of a newer version. */
    public static Input input(CallExecutionRequest m) {
        return switch (m.getInputCase()) {
            case GO_ON -> new Input.Continue();
            case WAKE -> new Input.Wake(Map.of());
            case INBOX -> new Input.Inbox(List.of());
            case HAND_OUT ->
                new Input.HandOut(
                        0,
                        task(m.getHandOut().getTask()),
                        optional(m.getHandOut().hasWorker(), m.getHandOut().getWorker()),
                        m.getHandOut().getPoll());
            case TASK_SUBMITTED ->
                new Input.TaskSubmitted(
                        task(m.getTaskSubmitted().getTask()),
                        Payload.of(m.getTaskSubmitted().getOutput()));
            case TASK_SUCCEEDED ->
                new Input.TaskSucceeded(
                        0,
                        task(m.getTaskSucceeded().getTask()),
                        Payload.of(m.getTaskSucceeded().getOutput()));
            case TASK_FAILED -> {
                CallTaskFailed f = m.getTaskFailed();
                yield new Input.TaskFailed(
                        0,
                        task(f.getTask()),
                        optional(f.hasError(), f.getError()),
                        optional(f.hasCause(), f.getCause()));
            }
            case REQUEST_FAILED -> {
                CallTaskFailed f = m.getRequestFailed();
                yield new Input.RequestFailed(
                        task(f.getTask()), optional(f.hasError(), f.getError()), optional(f.hasCause(), f.getCause()));
            }
            case STOP -> {
                CallStop s = m.getStop();
                yield new Input.Stop(0, optional(s.hasError(), s.getError()), optional(s.hasCause(), s.getCause()));
            }
            case ITEMS_READ -> MapRunWire.itemsRead(m.getItemsRead());
            case READING_FAILED -> {
                CallReadingFailed f = m.getReadingFailed();
                yield new Input.ReadingFailed(f.getFrom(), f.getError(), f.getCause());
            }
            case RESULTS_WRITTEN ->
                new Input.ResultsWritten(Payload.of(m.getResultsWritten().getOutput()));
            case WRITING_FAILED ->
                new Input.WritingFailed(
                        m.getWritingFailed().getError(), m.getWritingFailed().getCause());
            case DESCRIBE_MAP_RUN -> new Input.DescribeMapRun(0);
            case UPDATE_MAP_RUN -> MapRunWire.update(m.getUpdateMapRun());
            case REDRIVE ->
                new Input.Redrive(
                        0, optional(m.getRedrive().hasToken(), m.getRedrive().getToken()));
            case PAUSE -> pause(m.getPause());
            case RESUME -> new Input.Resume(0, m.getResume().getWithMachine());
            case SWF -> SwfWire.input(m.getSwf());
            case INPUT_NOT_SET -> throw new IllegalArgumentException("an input that this version does not know");
        };
    }

    /** The message of an answer. */
    public static CallExecutionResponse response(Reply.Answer answer) {
        CallExecutionResponse.Builder m = CallExecutionResponse.newBuilder();
        switch (answer) {
            case Reply.Accepted a -> m.setAccepted(CallAccepted.getDefaultInstance());
            case Reply.TaskClosed a -> m.setTaskClosed(CallTaskClosed.getDefaultInstance());
            case Reply.NoSuchTask a -> m.setNoSuchTask(CallNoSuchTask.getDefaultInstance());
            case Reply.ActivityHandedOut a ->
                m.setHandedOut(CallHandedOut.newBuilder()
                        .setInput(a.input().text())
                        .setToken(a.token())
                        .setExecutionArn(a.executionArn()));
            case Reply.SwfDecisionTask a -> m.setSwfDecisionTask(SwfWire.task(a));
            case Reply.SwfActivityTask a -> m.setSwfActivityTask(SwfWire.task(a));
            case Reply.DecisionsRefused a ->
                m.setDecisionsRefused(CallDecisionsRefused.newBuilder().setMessage(a.message()));
            case Reply.SwfDescribed a -> m.setSwfDescribed(SwfWire.described(a));
            case Reply.NotOnOffer a -> m.setNotOnOffer(CallNotOnOffer.getDefaultInstance());
            case Reply.NotRunning a -> m.setNotRunning(CallNotRunning.getDefaultInstance());
            case Reply.MapRunDescribed a -> m.setMapRunDescribed(MapRunWire.described(a));
            case Reply.Stopped a ->
                m.setStopped(CallStopped.newBuilder().setStopDate(a.stopDate().toEpochMilli()));
            case Reply.Redriven a ->
                m.setRedriven(
                        CallRedriven.newBuilder().setRedriveDate(a.redriveDate().toEpochMilli()));
            case Reply.Paused a ->
                m.setPaused(CallPaused.newBuilder().setPauseDate(a.pauseDate().toEpochMilli()));
            case Reply.Resumed a -> m.setResumed(CallResumed.getDefaultInstance());
            case Reply.NotRedrivable a ->
                m.setNotRedrivable(CallNotRedrivable.newBuilder().setWhy(a.why()));
        }
        return m.build();
    }

    /** The message of a failure. */
    public static CallExecutionResponse response(Throwable failure) {
        CallExecutionResponse.Builder m = CallExecutionResponse.newBuilder();
        if (failure instanceof Net.NotHolder) {
            return m.setNotHolder(CallNotHolder.getDefaultInstance()).build();
        }
        CallNotDone.Reason reason = failure instanceof NotDone notDone ? reason(notDone) : CallNotDone.Reason.DEFECT;
        String text = failure.getMessage() == null ? "" : failure.getMessage();
        return m.setNotDone(CallNotDone.newBuilder().setReason(reason).setText(text))
                .build();
    }

    /**
     * The answer of a message.
     *
     * @throws Net.NotHolder as the other node said
     * @throws NotDone as the other node said
     */
    public static Reply.Answer answer(CallExecutionResponse m) {
        return switch (m.getAnswerCase()) {
            case ACCEPTED -> new Reply.Accepted();
            case TASK_CLOSED -> new Reply.TaskClosed();
            case NO_SUCH_TASK -> new Reply.NoSuchTask();
            case HANDED_OUT ->
                new Reply.ActivityHandedOut(
                        Payload.of(m.getHandedOut().getInput()),
                        m.getHandedOut().getToken(),
                        m.getHandedOut().getExecutionArn());
            case NOT_ON_OFFER -> new Reply.NotOnOffer();
            case STOPPED ->
                new Reply.Stopped(Instant.ofEpochMilli(m.getStopped().getStopDate()));
            case NOT_RUNNING -> new Reply.NotRunning();
            case MAP_RUN_DESCRIBED -> MapRunWire.described(m.getMapRunDescribed());
            case REDRIVEN ->
                new Reply.Redriven(Instant.ofEpochMilli(m.getRedriven().getRedriveDate()));
            case PAUSED -> new Reply.Paused(Instant.ofEpochMilli(m.getPaused().getPauseDate()));
            case RESUMED -> new Reply.Resumed();
            case NOT_REDRIVABLE -> new Reply.NotRedrivable(m.getNotRedrivable().getWhy());
            case SWF_DECISION_TASK -> SwfWire.task(m.getSwfDecisionTask());
            case SWF_ACTIVITY_TASK -> SwfWire.task(m.getSwfActivityTask());
            case DECISIONS_REFUSED ->
                new Reply.DecisionsRefused(m.getDecisionsRefused().getMessage());
            case SWF_DESCRIBED -> SwfWire.described(m.getSwfDescribed());
            case NOT_HOLDER -> throw new Net.NotHolder();
            case NOT_DONE -> throw notDone(m.getNotDone());
            case ANSWER_NOT_SET -> throw new NotDone.Unavailable("an answer that this version does not know");
        };
    }

    private static CallNotDone.Reason reason(NotDone notDone) {
        return switch (notDone) {
            case NotDone.Unknown e -> CallNotDone.Reason.UNKNOWN_EXECUTION;
            case NotDone.Overloaded e -> CallNotDone.Reason.OVERLOADED;
            case NotDone.Unavailable e -> CallNotDone.Reason.UNAVAILABLE;
            case NotDone.Defect e -> CallNotDone.Reason.DEFECT;
            case NotDone.HeldElsewhere e -> CallNotDone.Reason.UNAVAILABLE;
            case NotDone.NameTaken e -> CallNotDone.Reason.DEFECT;
        };
    }

    private static NotDone notDone(CallNotDone m) {
        return switch (m.getReason()) {
            case UNKNOWN_EXECUTION -> new NotDone.Unknown();
            case OVERLOADED -> new NotDone.Overloaded(m.getText());
            case UNAVAILABLE, UNSPECIFIED, UNRECOGNIZED -> new NotDone.Unavailable(m.getText());
            case DEFECT -> new NotDone.Defect(m.getText());
        };
    }

    private static CallTaskFailed failed(TaskRef task, Optional<String> error, Optional<String> cause) {
        CallTaskFailed.Builder m = CallTaskFailed.newBuilder().setTask(task(task));
        error.ifPresent(m::setError);
        cause.ifPresent(m::setCause);
        return m.build();
    }

    private static CallPause pause(Input.Pause pause) {
        CallPause.Builder m = CallPause.newBuilder().setWithMachine(pause.withMachine());
        pause.by().ifPresent(m::setBy);
        pause.reason().ifPresent(m::setReason);
        return m.build();
    }

    private static Input.Pause pause(CallPause m) {
        return new Input.Pause(
                0, optional(m.hasBy(), m.getBy()), optional(m.hasReason(), m.getReason()), m.getWithMachine());
    }

    private static CallTask task(TaskRef task) {
        return CallTask.newBuilder()
                .setScheduledEventId(task.scheduledEventId())
                .setGeneration(task.generation())
                .build();
    }

    private static TaskRef task(CallTask m) {
        return new TaskRef(m.getScheduledEventId(), m.getGeneration());
    }

    private static Optional<String> optional(boolean present, String value) {
        return present ? Optional.of(value) : Optional.empty();
    }
}
