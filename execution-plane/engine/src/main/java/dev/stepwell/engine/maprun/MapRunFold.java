package dev.stepwell.engine.maprun;

import dev.stepwell.engine.record.ExecutionChange;
import dev.stepwell.engine.record.FanOutChange;
import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.engine.record.MapRunChange;
import dev.stepwell.engine.record.MapRunChange.Batch;
import dev.stepwell.engine.record.MapRunChange.ChildEnd;
import dev.stepwell.engine.record.PauseChange;
import dev.stepwell.engine.record.StateChange;
import dev.stepwell.engine.record.SwfChange;
import dev.stepwell.engine.record.TaskChange;
import dev.stepwell.engine.turn.RunStatus;

/** The one way a map run's state changes (law 1). */
final class MapRunFold {
    private MapRunFold() {}

    static void apply(MapRun run, JournalRecord record) {
        if (record.seq() != run.seq + 1) {
            throw new IllegalStateException("record " + record.seq() + " does not follow " + run.seq);
        }
        run.seq = record.seq();
        switch (record.change()) {
            case ExecutionChange change -> execution(run, record, change);
            case MapRunChange change -> run(run, change);
            case PauseChange change -> run.pausedAt = change instanceof PauseChange.Paused ? record.at() : null;
            case StateChange change -> throw foreign(change);
            case TaskChange change -> throw foreign(change);
            case FanOutChange change -> throw foreign(change);
            case SwfChange change -> throw foreign(change);
        }
    }

    private static IllegalStateException foreign(Object change) {
        return new IllegalStateException(
                "not of a map run: " + change.getClass().getSimpleName());
    }

    private static void execution(MapRun run, JournalRecord record, ExecutionChange change) {
        switch (change) {
            case ExecutionChange.Started started -> {
                run.facts = started.facts();
                MapOrder order = MapOrder.of(started.input());
                run.order = order;
                run.startedAt = record.at();
                run.maxConcurrency = order.bounds().maxConcurrency();
                run.toleratedCount = order.bounds().toleratedCount();
                run.toleratedPercentage = order.bounds().toleratedPercentage();
            }
            case ExecutionChange.Redriven redriven -> throw foreign(change);
            case ExecutionChange.Succeeded ended -> end(run, record, RunStatus.SUCCEEDED);
            case ExecutionChange.Failed ended -> end(run, record, RunStatus.FAILED);
            case ExecutionChange.TimedOut ended -> end(run, record, RunStatus.TIMED_OUT);
            case ExecutionChange.Aborted ended -> end(run, record, RunStatus.ABORTED);
        }
    }

    private static void end(MapRun run, JournalRecord record, RunStatus status) {
        run.status = status;
        run.pausedAt = null;
        run.stoppedAt = record.at();
        run.items.abort();
        run.executions.abort();
        run.children.clear();
        run.outputs.clear();
    }

    private static void run(MapRun run, MapRunChange change) {
        switch (change) {
            case MapRunChange.ItemsRead read -> read(run, read);
            case MapRunChange.ChildrenStarted children -> {
                while (run.started < children.until()) {
                    Batch batch = child(run, run.started);
                    run.items.start(batch.items());
                    run.executions.start(1);
                    run.started++;
                }
            }
            case MapRunChange.ChildrenEnded children -> children.ends().forEach(end -> ended(run, end));
            case MapRunChange.Updated updated -> {
                updated.maxConcurrency().ifPresent(most -> run.maxConcurrency = most);
                updated.toleratedCount().ifPresent(count -> run.toleratedCount = count);
                updated.toleratedPercentage().ifPresent(percentage -> run.toleratedPercentage = percentage);
            }
        }
    }

    private static void read(MapRun run, MapRunChange.ItemsRead read) {
        long items = read.open().size() - run.open.size();
        for (Batch batch : read.batches()) {
            run.children.put(run.prepared++, batch);
            run.executions.prepare(1);
            items += batch.items();
        }
        run.read += items;
        run.items.prepare(items);
        run.open = read.open();
        run.cursor = read.cursor();
        run.allRead = read.last();
    }

    private static void ended(MapRun run, ChildEnd end) {
        Batch batch = child(run, end.child());
        run.children.remove(end.child());
        run.items.end(end.status(), batch.items());
        run.executions.end(end.status(), 1);
        if (end.status() == RunStatus.SUCCEEDED && end.output().isEmpty()) {
            run.full = true;
            run.outputs.clear();
        }
        if (!run.full) {
            end.output().ifPresent(output -> {
                run.outputs.put(end.child(), output);
                run.outputBytes += output.bytes() + 1;
            });
        }
    }

    private static Batch child(MapRun run, int number) {
        Batch batch = run.children.get(number);
        if (batch == null) {
            throw new IllegalStateException("no child " + number + " is open");
        }
        return batch;
    }
}
