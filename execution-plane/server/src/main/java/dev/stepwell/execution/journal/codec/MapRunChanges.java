package dev.stepwell.execution.journal.codec;

import dev.stepwell.contracts.internal.v1.JournalFormat;
import dev.stepwell.engine.record.MapRunChange;
import dev.stepwell.engine.record.MapRunChange.Batch;
import dev.stepwell.engine.record.MapRunChange.ChildEnd;
import dev.stepwell.engine.record.MapRunChange.ChildrenEnded;
import dev.stepwell.engine.record.MapRunChange.ChildrenStarted;
import dev.stepwell.engine.record.MapRunChange.ItemsRead;
import dev.stepwell.engine.record.MapRunChange.Updated;
import dev.stepwell.engine.turn.Payload;
import dev.stepwell.engine.turn.RunStatus;
import dev.stepwell.execution.ports.UnknownRecordException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** What happens to a map run. */
final class MapRunChanges {
    private MapRunChanges() {}

    static void write(MapRunChange change, JournalFormat.Record.Builder to, ValueWriter values) {
        switch (change) {
            case ItemsRead c -> to.setMapItemsRead(itemsRead(c, values));
            case ChildrenStarted c ->
                to.setMapChildrenStarted(
                        JournalFormat.MapChildrenStarted.newBuilder().setUntil(c.until()));
            case ChildrenEnded c -> to.setMapChildrenEnded(childrenEnded(c, values));
            case Updated c -> {
                JournalFormat.MapRunUpdated.Builder out = JournalFormat.MapRunUpdated.newBuilder();
                c.maxConcurrency().ifPresent(out::setMaxConcurrency);
                c.toleratedCount().ifPresent(out::setToleratedCount);
                c.toleratedPercentage().ifPresent(out::setToleratedPercentage);
                to.setMapRunUpdated(out);
            }
        }
    }

    private static JournalFormat.MapItemsRead itemsRead(ItemsRead c, ValueWriter values) {
        JournalFormat.MapItemsRead.Builder out =
                JournalFormat.MapItemsRead.newBuilder().setCursor(c.cursor()).setLast(c.last());
        for (Batch batch : c.batches()) {
            out.addBatches(JournalFormat.MapBatch.newBuilder()
                    .setInput(values.value(batch.input()))
                    .setItems(batch.items()));
        }
        c.open().forEach(item -> out.addOpen(values.value(item)));
        return out.build();
    }

    private static JournalFormat.MapChildrenEnded childrenEnded(ChildrenEnded c, ValueWriter values) {
        JournalFormat.MapChildrenEnded.Builder out = JournalFormat.MapChildrenEnded.newBuilder();
        for (ChildEnd end : c.ends()) {
            JournalFormat.MapChildEnd.Builder written =
                    JournalFormat.MapChildEnd.newBuilder().setChild(end.child()).setStatus(status(end.status()));
            end.output().ifPresent(output -> written.setOutput(values.value(output)));
            out.addEnds(written);
        }
        return out.build();
    }

    private static JournalFormat.MapChildStatus status(RunStatus status) {
        return switch (status) {
            case SUCCEEDED -> JournalFormat.MapChildStatus.MAP_CHILD_STATUS_SUCCEEDED;
            case FAILED -> JournalFormat.MapChildStatus.MAP_CHILD_STATUS_FAILED;
            case TIMED_OUT -> JournalFormat.MapChildStatus.MAP_CHILD_STATUS_TIMED_OUT;
            case ABORTED -> JournalFormat.MapChildStatus.MAP_CHILD_STATUS_ABORTED;
            case RUNNING -> throw new UnstorableException("a child that runs has not ended");
        };
    }

    private static RunStatus status(JournalFormat.MapChildStatus status) {
        return switch (status) {
            case MAP_CHILD_STATUS_SUCCEEDED -> RunStatus.SUCCEEDED;
            case MAP_CHILD_STATUS_FAILED -> RunStatus.FAILED;
            case MAP_CHILD_STATUS_TIMED_OUT -> RunStatus.TIMED_OUT;
            case MAP_CHILD_STATUS_ABORTED -> RunStatus.ABORTED;
            case MAP_CHILD_STATUS_UNSPECIFIED, UNRECOGNIZED -> throw new UnknownRecordException("the end of a child");
        };
    }

    static ItemsRead itemsRead(JournalFormat.MapItemsRead c, ValueReader values) {
        Words.known(c);
        List<Batch> batches = new ArrayList<>(c.getBatchesCount());
        c.getBatchesList()
                .forEach(batch ->
                        batches.add(new Batch(values.payload(Words.known(batch).getInput()), batch.getItems())));
        List<Payload> open = new ArrayList<>(c.getOpenCount());
        c.getOpenList().forEach(item -> open.add(values.payload(item)));
        return new ItemsRead(c.getCursor(), c.getLast(), batches, open);
    }

    static ChildrenStarted childrenStarted(JournalFormat.MapChildrenStarted c) {
        return new ChildrenStarted(Words.known(c).getUntil());
    }

    static ChildrenEnded childrenEnded(JournalFormat.MapChildrenEnded c, ValueReader values) {
        Words.known(c);
        List<ChildEnd> ends = new ArrayList<>(c.getEndsCount());
        c.getEndsList()
                .forEach(end -> ends.add(new ChildEnd(
                        Words.known(end).getChild(),
                        status(end.getStatus()),
                        end.hasOutput() ? Optional.of(values.payload(end.getOutput())) : Optional.empty())));
        return new ChildrenEnded(ends);
    }

    static Updated updated(JournalFormat.MapRunUpdated c) {
        Words.known(c);
        return new Updated(
                c.hasMaxConcurrency() ? OptionalInt.of(c.getMaxConcurrency()) : OptionalInt.empty(),
                c.hasToleratedCount() ? OptionalLong.of(c.getToleratedCount()) : OptionalLong.empty(),
                c.hasToleratedPercentage() ? OptionalDouble.of(c.getToleratedPercentage()) : OptionalDouble.empty());
    }
}
