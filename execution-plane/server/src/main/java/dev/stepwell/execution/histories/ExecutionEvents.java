package dev.stepwell.execution.histories;

import dev.stepwell.contracts.sfn.v1.ExecutionAbortedEventDetails;
import dev.stepwell.contracts.sfn.v1.ExecutionFailedEventDetails;
import dev.stepwell.contracts.sfn.v1.ExecutionRedrivenEventDetails;
import dev.stepwell.contracts.sfn.v1.ExecutionStartedEventDetails;
import dev.stepwell.contracts.sfn.v1.ExecutionSucceededEventDetails;
import dev.stepwell.contracts.sfn.v1.ExecutionTimedOutEventDetails;
import dev.stepwell.contracts.sfn.v1.HistoryEvent;
import dev.stepwell.engine.record.ExecutionChange;
import dev.stepwell.engine.record.ExecutionChange.Aborted;
import dev.stepwell.engine.record.ExecutionChange.Failed;
import dev.stepwell.engine.record.ExecutionChange.Redriven;
import dev.stepwell.engine.record.ExecutionChange.Started;
import dev.stepwell.engine.record.ExecutionChange.Succeeded;
import dev.stepwell.engine.record.ExecutionChange.TimedOut;

/** The events of an execution as a whole. Their details are there even when they are empty. */
final class ExecutionEvents {
    private ExecutionEvents() {}

    static void print(ExecutionChange change, HistoryEvent.Builder event, Data data) {
        switch (change) {
            case Started c -> event.setType("ExecutionStarted").setExecutionStartedEventDetails(started(c, data));
            case Succeeded c -> {
                ExecutionSucceededEventDetails.Builder details = ExecutionSucceededEventDetails.newBuilder();
                data.put(c.output(), details::setOutput, details::setOutputDetails);
                event.setType("ExecutionSucceeded").setExecutionSucceededEventDetails(details);
            }
            case Failed c -> {
                ExecutionFailedEventDetails.Builder details = ExecutionFailedEventDetails.newBuilder();
                c.error().ifPresent(details::setError);
                c.cause().ifPresent(details::setCause);
                event.setType("ExecutionFailed").setExecutionFailedEventDetails(details);
            }
            case TimedOut c -> {
                ExecutionTimedOutEventDetails.Builder details = ExecutionTimedOutEventDetails.newBuilder();
                c.error().ifPresent(details::setError);
                c.cause().ifPresent(details::setCause);
                event.setType("ExecutionTimedOut").setExecutionTimedOutEventDetails(details);
            }
            case Redriven c ->
                event.setType("ExecutionRedriven")
                        .setExecutionRedrivenEventDetails(
                                ExecutionRedrivenEventDetails.newBuilder().setRedriveCount(c.redriveCount()));
            case Aborted c -> {
                ExecutionAbortedEventDetails.Builder details = ExecutionAbortedEventDetails.newBuilder();
                c.error().ifPresent(details::setError);
                c.cause().ifPresent(details::setCause);
                event.setType("ExecutionAborted").setExecutionAbortedEventDetails(details);
            }
        }
    }

    private static ExecutionStartedEventDetails started(Started c, Data data) {
        ExecutionStartedEventDetails.Builder details =
                ExecutionStartedEventDetails.newBuilder().setRoleArn(c.facts().roleArn());
        data.put(c.input(), details::setInput, details::setInputDetails);
        c.facts().versionArn().ifPresent(details::setStateMachineVersionArn);
        c.facts().aliasArn().ifPresent(details::setStateMachineAliasArn);
        return details.build();
    }
}
