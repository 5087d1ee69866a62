package dev.stepwell.execution.turns;

import dev.stepwell.engine.record.DecisionTaskChange;
import dev.stepwell.engine.record.SwfActivityChange;
import dev.stepwell.engine.record.SwfChange;
import dev.stepwell.engine.record.SwfChildChange;
import dev.stepwell.engine.record.SwfExecutionChange;
import dev.stepwell.engine.record.SwfExternalChange;
import dev.stepwell.engine.record.SwfLambdaChange;
import dev.stepwell.engine.record.SwfMarkerChange;
import dev.stepwell.engine.record.SwfTimerChange;
import dev.stepwell.engine.turn.Payload;
import dev.stepwell.engine.turn.SwfInput;
import java.util.Optional;

/** About how many bytes of payloads the records and inputs of Amazon SWF take. */
final class SwfBytes {
    /** A decision without its payloads, which are seldom large. */
    private static final long DECISION = 512;

    private SwfBytes() {}

    static long of(SwfInput input) {
        return switch (input) {
            case SwfInput.DecisionsCompleted i -> i.decisions().size() * DECISION + of(i.executionContext());
            case SwfInput.ActivityCompleted i -> of(i.result());
            case SwfInput.ActivityFailed i -> of(i.details());
            case SwfInput.ActivityCanceled i -> of(i.details());
            case SwfInput.Signal i -> of(i.input());
            case SwfInput.Terminate i -> of(i.details());
            case SwfInput.RequestCancel ignored -> 0;
            case SwfInput.ChildStarted ignored -> 0;
            case SwfInput.ChildNotStarted ignored -> 0;
            case SwfInput.ExternalChosen ignored -> 0;
            case SwfInput.ExternalDone ignored -> 0;
            case SwfInput.ExternalUnknown ignored -> 0;
            case SwfInput.Describe ignored -> 0;
        };
    }

    static long of(SwfChange change) {
        return switch (change) {
            case SwfExecutionChange c -> of(c);
            case DecisionTaskChange c ->
                c instanceof DecisionTaskChange.Completed done ? of(done.executionContext()) : 0;
            case SwfActivityChange c -> of(c);
            case SwfTimerChange c -> c instanceof SwfTimerChange.Started started ? of(started.control()) : 0;
            case SwfMarkerChange c -> c instanceof SwfMarkerChange.Recorded marker ? of(marker.details()) : 0;
            case SwfChildChange c -> of(c);
            case SwfExternalChange c ->
                c instanceof SwfExternalChange.SignalInitiated sent ? of(sent.input()) + of(sent.control()) : 0;
            case SwfLambdaChange c -> of(c);
        };
    }

    private static long of(SwfExecutionChange change) {
        return switch (change) {
            case SwfExecutionChange.Signaled c -> of(c.input());
            case SwfExecutionChange.Completed c -> of(c.result());
            case SwfExecutionChange.Failed c -> of(c.details());
            case SwfExecutionChange.Canceled c -> of(c.details());
            case SwfExecutionChange.ContinuedAsNew c -> of(c.input());
            case SwfExecutionChange.Terminated c -> of(c.details());
            case SwfExecutionChange.CancelRequested ignored -> 0;
            case SwfExecutionChange.CompleteFailed ignored -> 0;
            case SwfExecutionChange.FailFailed ignored -> 0;
            case SwfExecutionChange.CancelFailed ignored -> 0;
            case SwfExecutionChange.ContinueAsNewFailed ignored -> 0;
            case SwfExecutionChange.TimedOut ignored -> 0;
        };
    }

    private static long of(SwfActivityChange change) {
        return switch (change) {
            case SwfActivityChange.Scheduled c -> of(c.input()) + of(c.control());
            case SwfActivityChange.Completed c -> of(c.result());
            case SwfActivityChange.Failed c -> of(c.details());
            case SwfActivityChange.Canceled c -> of(c.details());
            case SwfActivityChange.TimedOut c -> c.details().map(String::length).orElse(0);
            case SwfActivityChange.ScheduleFailed ignored -> 0;
            case SwfActivityChange.Started ignored -> 0;
            case SwfActivityChange.CancelRequested ignored -> 0;
            case SwfActivityChange.CancelFailed ignored -> 0;
            case SwfActivityChange.BeatSeen ignored -> 0;
        };
    }

    private static long of(SwfChildChange change) {
        return switch (change) {
            case SwfChildChange.Initiated c -> of(c.input()) + of(c.control());
            case SwfChildChange.StartFailed c -> of(c.control());
            case SwfChildChange.Completed c -> of(c.result());
            case SwfChildChange.Failed c -> of(c.details());
            case SwfChildChange.Canceled c -> of(c.details());
            case SwfChildChange.Started ignored -> 0;
            case SwfChildChange.TimedOut ignored -> 0;
            case SwfChildChange.Terminated ignored -> 0;
        };
    }

    private static long of(SwfLambdaChange change) {
        return switch (change) {
            case SwfLambdaChange.Scheduled c -> of(c.input()) + of(c.control());
            case SwfLambdaChange.Completed c -> of(c.result());
            case SwfLambdaChange.Failed c -> of(c.details());
            case SwfLambdaChange.ScheduleFailed ignored -> 0;
            case SwfLambdaChange.Started ignored -> 0;
            case SwfLambdaChange.StartFailed ignored -> 0;
            case SwfLambdaChange.TimedOut ignored -> 0;
        };
    }

    private static long of(Optional<Payload> payload) {
        return payload.map(p -> p.text().length()).orElse(0);
    }
}
