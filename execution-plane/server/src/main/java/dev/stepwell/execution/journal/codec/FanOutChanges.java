package dev.stepwell.execution.journal.codec;

import dev.stepwell.contracts.internal.v1.JournalFormat;
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
import dev.stepwell.engine.turn.Payload;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What happens to a Parallel or Map and to the frames it opens. */
final class FanOutChanges {
    private FanOutChanges() {}

    static void write(FanOutChange change, JournalFormat.Record.Builder to, ValueWriter values) {
        switch (change) {
            case ParallelStarted c ->
                to.setParallelStarted(JournalFormat.ParallelStarted.newBuilder()
                        .setFrame(c.frame())
                        .setInput(values.value(c.input())));
            case ParallelSucceeded c -> to.setParallelSucceeded(frame(c.frame()));
            case ParallelFailed c -> to.setParallelFailed(failure(c.frame(), c.error(), c.cause()));
            case MapStarted c -> to.setMapStarted(mapStarted(c, values));
            case MapDistributed c -> to.setMapDistributed(mapDistributed(c, values));
            case MapRunStarted c ->
                to.setMapRunStarted(JournalFormat.MapRunStarted.newBuilder()
                        .setFrame(c.frame())
                        .setMapRunArn(c.mapRunArn())
                        .setOrder(values.value(c.order())));
            case MapRunSucceeded c ->
                to.setMapRunSucceeded(JournalFormat.MapRunSucceeded.newBuilder()
                        .setFrame(c.frame())
                        .setOutput(values.value(c.output())));
            case MapRunFailed c -> to.setMapRunFailed(failure(c.frame(), c.error(), c.cause()));
            case MapRunAborted c -> to.setMapRunAborted(frame(c.frame()));
            case MapSucceeded c -> to.setMapSucceeded(frame(c.frame()));
            case MapFailed c -> to.setMapFailed(failure(c.frame(), c.error(), c.cause()));
            case IterationStarted c ->
                to.setIterationStarted(JournalFormat.IterationStarted.newBuilder()
                        .setFrame(c.frame())
                        .setName(c.name())
                        .setIndex(c.index())
                        .setInput(values.value(c.input())));
            case IterationSucceeded c -> to.setIterationSucceeded(iteration(c.frame(), c.name(), c.index()));
            case IterationFailed c -> to.setIterationFailed(iteration(c.frame(), c.name(), c.index()));
            case IterationAborted c -> to.setIterationAborted(iteration(c.frame(), c.name(), c.index()));
            case Failing c ->
                to.setFailing(JournalFormat.Failing.newBuilder()
                        .setFrame(c.frame())
                        .setChild(c.child())
                        .setFailure(Words.failure(c.error(), c.cause())));
        }
    }

    private static JournalFormat.Frame frame(int frame) {
        return JournalFormat.Frame.newBuilder().setFrame(frame).build();
    }

    private static JournalFormat.FrameFailure failure(int frame, Optional<String> error, Optional<String> cause) {
        return JournalFormat.FrameFailure.newBuilder()
                .setFrame(frame)
                .setFailure(Words.failure(error, cause))
                .build();
    }

    private static JournalFormat.MapStarted mapStarted(MapStarted c, ValueWriter values) {
        JournalFormat.MapStarted.Builder out =
                JournalFormat.MapStarted.newBuilder().setFrame(c.frame()).setMaxConcurrency(c.maxConcurrency());
        c.items().forEach(item -> out.addItems(values.value(item)));
        return out.build();
    }

    private static JournalFormat.MapDistributed mapDistributed(MapDistributed c, ValueWriter values) {
        JournalFormat.MapDistributed.Builder out = JournalFormat.MapDistributed.newBuilder()
                .setFrame(c.frame())
                .setLength(c.length())
                .setMaxConcurrency(c.maxConcurrency());
        c.items().ifPresent(items -> out.setItems(values.value(items)));
        return out.build();
    }

    private static JournalFormat.Iteration iteration(int frame, String name, int index) {
        return JournalFormat.Iteration.newBuilder()
                .setFrame(frame)
                .setName(name)
                .setIndex(index)
                .build();
    }

    static ParallelStarted parallelStarted(JournalFormat.ParallelStarted c, ValueReader values) {
        return new ParallelStarted(Words.known(c).getFrame(), values.payload(c.getInput()));
    }

    static ParallelSucceeded parallelSucceeded(JournalFormat.Frame c) {
        return new ParallelSucceeded(Words.known(c).getFrame());
    }

    static ParallelFailed parallelFailed(JournalFormat.FrameFailure c) {
        JournalFormat.Failure failure = Words.known(c).getFailure();
        return new ParallelFailed(c.getFrame(), Words.error(failure), Words.cause(failure));
    }

    static MapStarted mapStarted(JournalFormat.MapStarted c, ValueReader values) {
        Words.known(c);
        List<Payload> items = new ArrayList<>(c.getItemsCount());
        c.getItemsList().forEach(item -> items.add(values.payload(item)));
        return new MapStarted(c.getFrame(), items, c.getMaxConcurrency());
    }

    static MapDistributed mapDistributed(JournalFormat.MapDistributed c, ValueReader values) {
        return new MapDistributed(
                Words.known(c).getFrame(),
                c.hasItems() ? Optional.of(values.payload(c.getItems())) : Optional.empty(),
                c.getLength(),
                c.getMaxConcurrency());
    }

    static MapRunStarted mapRunStarted(JournalFormat.MapRunStarted c, ValueReader values) {
        return new MapRunStarted(Words.known(c).getFrame(), c.getMapRunArn(), values.payload(c.getOrder()));
    }

    static MapRunSucceeded mapRunSucceeded(JournalFormat.MapRunSucceeded c, ValueReader values) {
        return new MapRunSucceeded(Words.known(c).getFrame(), values.payload(c.getOutput()));
    }

    static MapRunFailed mapRunFailed(JournalFormat.FrameFailure c) {
        JournalFormat.Failure failure = Words.known(c).getFailure();
        return new MapRunFailed(c.getFrame(), Words.error(failure), Words.cause(failure));
    }

    static MapRunAborted mapRunAborted(JournalFormat.Frame c) {
        return new MapRunAborted(Words.known(c).getFrame());
    }

    static MapSucceeded mapSucceeded(JournalFormat.Frame c) {
        return new MapSucceeded(Words.known(c).getFrame());
    }

    static MapFailed mapFailed(JournalFormat.FrameFailure c) {
        JournalFormat.Failure failure = Words.known(c).getFailure();
        return new MapFailed(c.getFrame(), Words.error(failure), Words.cause(failure));
    }

    static IterationStarted iterationStarted(JournalFormat.IterationStarted c, ValueReader values) {
        Words.known(c);
        return new IterationStarted(c.getFrame(), c.getName(), c.getIndex(), values.payload(c.getInput()));
    }

    static IterationSucceeded iterationSucceeded(JournalFormat.Iteration c) {
        return new IterationSucceeded(Words.known(c).getFrame(), c.getName(), c.getIndex());
    }

    static IterationFailed iterationFailed(JournalFormat.Iteration c) {
        return new IterationFailed(Words.known(c).getFrame(), c.getName(), c.getIndex());
    }

    static IterationAborted iterationAborted(JournalFormat.Iteration c) {
        return new IterationAborted(Words.known(c).getFrame(), c.getName(), c.getIndex());
    }

    static Failing failing(JournalFormat.Failing c) {
        JournalFormat.Failure failure = Words.known(c).getFailure();
        return new Failing(c.getFrame(), c.getChild(), Words.error(failure), Words.cause(failure));
    }
}
