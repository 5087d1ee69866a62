package dev.stepwell.engine.swf;

import dev.stepwell.engine.decision.Admission;
import dev.stepwell.engine.decision.Decision;
import dev.stepwell.engine.decision.Sent;
import dev.stepwell.engine.record.FailedCause;
import dev.stepwell.engine.record.SwfMarkerChange;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes in the decisions of one answer, each in its turn. What cannot be done becomes an event that says so, never an error to the decider. */
final class Decisions {
    private final SwfTurn t;
    private final long completedEventId;

    /** @param completedEventId the DecisionTaskCompleted that they came with */
    Decisions(SwfTurn t, long completedEventId) {
        this.t = t;
        this.completedEventId = completedEventId;
    }

    void take(Sent sent) {
        Admission admission = sent.admission();
        switch (sent.decision()) {
            case Decision.ScheduleActivityTask d -> Activities.schedule(t, d, admission, completedEventId);
            case Decision.RequestCancelActivityTask d -> Activities.cancel(t, d, admission, completedEventId);
            case Decision.RecordMarker d -> mark(d, admission);
            case Decision.StartTimer d -> Timers.start(t, d, admission, completedEventId);
            case Decision.CancelTimer d -> Timers.cancel(t, d, admission, completedEventId);
            case Decision.StartChildWorkflowExecution d -> Children.initiate(t, d, admission, completedEventId);
            case Decision.SignalExternalWorkflowExecution d -> Externals.signal(t, d, admission, completedEventId);
            case Decision.RequestCancelExternalWorkflowExecution d ->
                Externals.cancel(t, d, admission, completedEventId);
            case Decision.ScheduleLambdaFunction d -> Lambdas.schedule(t, d, admission, completedEventId);
            case Decision.Closing d -> new Closing(t, completedEventId).take(d, admission);
        }
        Lambdas.begin(t);
        Activities.cancelRevoked(t);
    }

    private void mark(Decision.RecordMarker d, Admission admission) {
        Optional<FailedCause.RecordMarker> cause =
                refusal(admission, FailedCause.RecordMarker.OPERATION_NOT_PERMITTED, null);
        if (cause.isPresent()) {
            t.event(new SwfMarkerChange.RecordFailed(d.markerName(), cause.get(), completedEventId));
        } else {
            t.event(new SwfMarkerChange.Recorded(d.markerName(), d.details(), completedEventId));
        }
    }

    /**
     * The cause that follows from what the platform says to a decision.
     *
     * @param tooOften null when there is no such cause: then such decisions cannot be too many
     */
    static <C> Optional<C> refusal(Admission admission, C notPermitted, @Nullable C tooOften) {
        return switch (admission) {
            case ADMITTED -> Optional.empty();
            case RATE_EXCEEDED -> Optional.ofNullable(tooOften);
            case NOT_PERMITTED, NOT_AVAILABLE -> Optional.of(notPermitted);
        };
    }
}
