package dev.stepwell.execution.histories;

import dev.stepwell.contracts.sfn.v1.EvaluationFailedEventDetails;
import dev.stepwell.contracts.sfn.v1.HistoryEvent;
import dev.stepwell.contracts.sfn.v1.StateEnteredEventDetails;
import dev.stepwell.contracts.sfn.v1.StateExitedEventDetails;
import dev.stepwell.engine.record.StateChange;
import dev.stepwell.engine.record.StateChange.Aborted;
import dev.stepwell.engine.record.StateChange.Entered;
import dev.stepwell.engine.record.StateChange.EvaluationFailed;
import dev.stepwell.engine.record.StateChange.Exited;
import dev.stepwell.engine.record.StateChange.RetryArmed;
import dev.stepwell.engine.record.StateChange.WaitArmed;
import dev.stepwell.engine.record.StateKind;

/** The events of states: one name per kind of state, and no details when one is aborted. */
final class StateEvents {
    private StateEvents() {}

    static void print(StateChange change, HistoryEvent.Builder event, Data data) {
        switch (change) {
            case Entered c -> {
                StateEnteredEventDetails.Builder details =
                        StateEnteredEventDetails.newBuilder().setName(c.name());
                data.put(c.input(), details::setInput, details::setInputDetails);
                event.setType(state(c.kind()) + "Entered").setStateEnteredEventDetails(details);
            }
            case Exited c -> {
                StateExitedEventDetails.Builder details =
                        StateExitedEventDetails.newBuilder().setName(c.name());
                data.put(c.output(), details::setOutput, details::setOutputDetails);
                data.put(c.assigned(), details::putAssignedVariables, details::setAssignedVariablesDetails);
                event.setType(state(c.kind()) + "Exited").setStateExitedEventDetails(details);
            }
            case EvaluationFailed c -> {
                EvaluationFailedEventDetails.Builder details = EvaluationFailedEventDetails.newBuilder()
                        .setError(c.error())
                        .setCause(c.cause())
                        .setState(c.state());
                c.location().ifPresent(details::setLocation);
                event.setType("EvaluationFailed").setEvaluationFailedEventDetails(details);
            }
            case Aborted c -> event.setType(state(c.kind()) + "Aborted");
            case WaitArmed c -> throw History.noEvent(c);
            case RetryArmed c -> throw History.noEvent(c);
        }
    }

    private static String state(StateKind kind) {
        return kind.events() + "State";
    }
}
