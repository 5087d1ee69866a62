package dev.stepwell.execution.calls;

import dev.stepwell.contracts.internal.v1.CallItemsRead;
import dev.stepwell.contracts.internal.v1.CallMapCounts;
import dev.stepwell.contracts.internal.v1.CallMapRunDescribed;
import dev.stepwell.contracts.internal.v1.CallMapRunSeen;
import dev.stepwell.contracts.internal.v1.CallUpdateMapRun;
import dev.stepwell.engine.turn.Input;
import dev.stepwell.engine.turn.MapCounts;
import dev.stepwell.engine.turn.Payload;
import dev.stepwell.engine.turn.Reply;
import dev.stepwell.engine.turn.RunStatus;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** What map runs are told and answer, as messages between nodes. */
final class MapRunWire {
    private MapRunWire() {}

    static CallItemsRead itemsRead(Input.ItemsRead read) {
        CallItemsRead.Builder m = CallItemsRead.newBuilder()
                .setFrom(read.from())
                .setNext(read.next())
                .setLast(read.last());
        read.items().forEach(item -> m.addItems(item.text()));
        return m.build();
    }

    static Input.ItemsRead itemsRead(CallItemsRead m) {
        return new Input.ItemsRead(
                m.getFrom(),
                m.getNext(),
                m.getItemsList().stream().map(Payload::of).toList(),
                m.getLast());
    }

    static CallUpdateMapRun update(Input.UpdateMapRun update) {
        CallUpdateMapRun.Builder m = CallUpdateMapRun.newBuilder();
        update.maxConcurrency().ifPresent(m::setMaxConcurrency);
        update.toleratedCount().ifPresent(m::setToleratedCount);
        update.toleratedPercentage().ifPresent(m::setToleratedPercentage);
        update.seen()
                .ifPresent(seen -> m.setSeen(CallMapRunSeen.newBuilder()
                        .setMaxConcurrency(seen.maxConcurrency())
                        .setToleratedCount(seen.toleratedCount())
                        .setToleratedPercentage(seen.toleratedPercentage())));
        return m.build();
    }

    static Input.UpdateMapRun update(CallUpdateMapRun m) {
        return new Input.UpdateMapRun(
                0,
                m.hasMaxConcurrency() ? OptionalInt.of(m.getMaxConcurrency()) : OptionalInt.empty(),
                m.hasToleratedCount() ? OptionalLong.of(m.getToleratedCount()) : OptionalLong.empty(),
                m.hasToleratedPercentage() ? OptionalDouble.of(m.getToleratedPercentage()) : OptionalDouble.empty(),
                m.hasSeen() ? Optional.of(seen(m.getSeen())) : Optional.empty());
    }

    private static Input.UpdateMapRun.Seen seen(CallMapRunSeen m) {
        return new Input.UpdateMapRun.Seen(m.getMaxConcurrency(), m.getToleratedCount(), m.getToleratedPercentage());
    }

    static CallMapRunDescribed described(Reply.MapRunDescribed run) {
        return CallMapRunDescribed.newBuilder()
                .setStatus(run.status().name())
                .setMaxConcurrency(run.maxConcurrency())
                .setToleratedCount(run.toleratedCount())
                .setToleratedPercentage(run.toleratedPercentage())
                .setItems(counts(run.items()))
                .setExecutions(counts(run.executions()))
                .build();
    }

    static Reply.MapRunDescribed described(CallMapRunDescribed m) {
        return new Reply.MapRunDescribed(
                RunStatus.valueOf(m.getStatus()),
                m.getMaxConcurrency(),
                m.getToleratedCount(),
                m.getToleratedPercentage(),
                counts(m.getItems()),
                counts(m.getExecutions()));
    }

    private static CallMapCounts counts(MapCounts counts) {
        return CallMapCounts.newBuilder()
                .setPending(counts.pending())
                .setRunning(counts.running())
                .setSucceeded(counts.succeeded())
                .setFailed(counts.failed())
                .setTimedOut(counts.timedOut())
                .setAborted(counts.aborted())
                .build();
    }

    private static MapCounts counts(CallMapCounts m) {
        return new MapCounts(
                m.getPending(), m.getRunning(), m.getSucceeded(), m.getFailed(), m.getTimedOut(), m.getAborted());
    }
}
