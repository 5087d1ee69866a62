package dev.stepwell.execution.histories;

import dev.stepwell.contracts.sfn.v1.HistoryEvent;
import dev.stepwell.contracts.sfn.v1.MapIterationEventDetails;
import dev.stepwell.contracts.sfn.v1.MapRunFailedEventDetails;
import dev.stepwell.contracts.sfn.v1.MapRunStartedEventDetails;
import dev.stepwell.contracts.sfn.v1.MapStateStartedEventDetails;
import dev.stepwell.engine.record.FanOutChange;
import dev.stepwell.engine.record.FanOutChange.Failing;
import dev.stepwell.engine.record.FanOutChange.IterationAborted;
import dev.stepwell.engine.record.FanOutChange.IterationFailed;
import dev.stepwell.engine.record.FanOutChange.IterationStarted;
import dev.stepwell.engine.record.FanOutChange.IterationSucceeded;
import dev.stepwell.engine.record.FanOutChange.MapDistributed;
import dev.stepwell.engine.record.FanOutChange.MapFailed;
import dev.stepwell.engine.record.FanOutChange.MapRunAborted;
import dev.stepwell.engine.record.FanOutChange.MapRunFailed;
import dev.stepwell.engine.record.FanOutChange.MapRunStarted;
import dev.stepwell.engine.record.FanOutChange.MapRunSucceeded;
import dev.stepwell.engine.record.FanOutChange.MapStarted;
import dev.stepwell.engine.record.FanOutChange.MapSucceeded;
import dev.stepwell.engine.record.FanOutChange.ParallelFailed;
import dev.stepwell.engine.record.FanOutChange.ParallelStarted;
import dev.stepwell.engine.record.FanOutChange.ParallelSucceeded;

/** The events of Parallel and Map. AWS tells no error of theirs: that stands where the error came from. */
final class FanOutEvents {
    private FanOutEvents() {}

    static void print(FanOutChange change, HistoryEvent.Builder event) {
        switch (change) {
            case ParallelStarted c -> event.setType("ParallelStateStarted");
            case ParallelSucceeded c -> event.setType("ParallelStateSucceeded");
            case ParallelFailed c -> event.setType("ParallelStateFailed");
            case MapStarted c ->
                event.setType("MapStateStarted")
                        .setMapStateStartedEventDetails(MapStateStartedEventDetails.newBuilder()
                                .setLength(c.items().size()));
            case MapDistributed c ->
                event.setType("MapStateStarted")
                        .setMapStateStartedEventDetails(
                                MapStateStartedEventDetails.newBuilder().setLength(c.length()));
            case MapRunStarted c ->
                event.setType("MapRunStarted")
                        .setMapRunStartedEventDetails(
                                MapRunStartedEventDetails.newBuilder().setMapRunArn(c.mapRunArn()));
            case MapRunSucceeded c -> event.setType("MapRunSucceeded");
            case MapRunFailed c -> {
                MapRunFailedEventDetails.Builder details = MapRunFailedEventDetails.newBuilder();
                c.error().ifPresent(details::setError);
                c.cause().ifPresent(details::setCause);
                event.setType("MapRunFailed").setMapRunFailedEventDetails(details);
            }
            case MapRunAborted c -> event.setType("MapRunAborted");
            case MapSucceeded c -> event.setType("MapStateSucceeded");
            case MapFailed c -> event.setType("MapStateFailed");
            case IterationStarted c ->
                event.setType("MapIterationStarted").setMapIterationStartedEventDetails(iteration(c.name(), c.index()));
            case IterationSucceeded c ->
                event.setType("MapIterationSucceeded")
                        .setMapIterationSucceededEventDetails(iteration(c.name(), c.index()));
            case IterationFailed c ->
                event.setType("MapIterationFailed").setMapIterationFailedEventDetails(iteration(c.name(), c.index()));
            case IterationAborted c ->
                event.setType("MapIterationAborted").setMapIterationAbortedEventDetails(iteration(c.name(), c.index()));
            case Failing c -> throw History.noEvent(c);
        }
    }

    private static MapIterationEventDetails iteration(String name, int index) {
        return MapIterationEventDetails.newBuilder()
                .setName(name)
                .setIndex(index)
                .build();
    }
}
