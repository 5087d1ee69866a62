package dev.stepwell.execution.items;

import dev.stepwell.engine.maprun.MapOrder;
import dev.stepwell.engine.maprun.MapRunMachine;
import dev.stepwell.engine.turn.Effect;
import dev.stepwell.engine.turn.Input;
import dev.stepwell.engine.turn.StartFacts;
import dev.stepwell.execution.calls.Calls;
import dev.stepwell.execution.mapruns.MapRunWork;
import dev.stepwell.execution.ports.ChildIds;
import dev.stepwell.execution.ports.ExecutionRow;
import dev.stepwell.execution.ports.Store;
import dev.stepwell.execution.turns.NotDone;
import dev.stepwell.names.ExecutionId;
import dev.stepwell.names.ExecutionKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Reads the items of map runs and writes their results, each on a thread that may wait; what comes of it is an input. */
public final class ItemReaders implements MapRunWork.ItemSource {
    /** How many children are looked up at once. */
    private static final int CHILDREN = 64;

    private final ItemPlaces objects;
    private final Store store;
    private final Calls calls;
    private final Executor threads;
    private final Set<Reading> underWay = ConcurrentHashMap.newKeySet();

    private record Reading(ExecutionKey run, String cursor) {}

    /** Reads from the given objects, and writes what the store says of children. */
    public ItemReaders(ItemPlaces objects, Store store, Calls calls, Executor threads) {
        this.objects = objects;
        this.store = store;
        this.calls = calls;
        this.threads = threads;
    }

    @Override
    public void read(ExecutionKey run, StartFacts facts, Effect.ReadItems read) {
        Reading reading = new Reading(run, read.cursor());
        if (underWay.add(reading)) {
            threads.execute(() -> work(reading, () -> answer(run, facts, read)));
        }
    }

    /** Works when it can be said where, and tells what came of it. */
    private void work(Reading of, Supplier<Input> work) {
        Input input;
        try {
            input = work.get();
        } catch (NotDone.Unavailable away) {
            CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS, threads).execute(() -> work(of, work));
            return;
        }
        tell(of, input);
    }

    /** Tells until it is heard, or the run is gone: nobody else knows that it waits for this. */
    private void tell(Reading of, Input input) {
        calls.call(of.run(), input).whenComplete((done, failure) -> {
            Throwable why =
                    failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
            if (why == null || why instanceof NotDone.Unknown || why instanceof NotDone.Defect) {
                underWay.remove(of);
            } else {
                CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS, threads).execute(() -> tell(of, input));
            }
        });
    }

    @Override
    public void write(ExecutionKey run, StartFacts facts, Effect.WriteResults write) {
        Reading writing = new Reading(run, "results");
        if (underWay.add(writing)) {
            threads.execute(() -> work(writing, () -> written(run, facts, write)));
        }
    }

    private Input written(ExecutionKey run, StartFacts facts, Effect.WriteResults write) {
        try {
            ResultFiles files = new ResultFiles(
                    objects.of(run, facts), MapOrder.Writer.of(write.writer().json()), facts.name());
            for (int from = 0; from < write.children(); from += CHILDREN) {
                List<ExecutionId> ids = IntStream.range(from, Math.min(write.children(), from + CHILDREN))
                        .mapToObj(child -> ChildIds.keyOf(run, MapRunMachine.taskOf(child), write.began())
                                .id())
                        .toList();
                Map<ExecutionId, ExecutionRow> rows = store.findAll(run.tenant(), Set.copyOf(ids));
                for (ExecutionId id : ids) {
                    Optional.ofNullable(rows.get(id)).ifPresent(files::add);
                }
            }
            return new Input.ResultsWritten(files.finish(facts.executionArn()));
        } catch (NotDone.Unavailable away) {
            throw away;
        } catch (ReaderFailure failure) {
            return new Input.WritingFailed("States.ResultWriterFailed", String.valueOf(failure.getMessage()));
        } catch (RuntimeException defect) {
            return new Input.WritingFailed(
                    "States.ResultWriterFailed", "The results could not be written: " + defect.getMessage());
        }
    }

    private Input answer(ExecutionKey run, StartFacts facts, Effect.ReadItems read) {
        try {
            return new ItemReader(
                            objects.of(run, facts),
                            MapOrder.Reader.of(read.reader().json()))
                    .read(read.cursor(), read.most());
        } catch (NotDone.Unavailable away) {
            throw away;
        } catch (ReaderFailure failure) {
            return failed(read, String.valueOf(failure.getMessage()));
        } catch (RuntimeException defect) {
            return failed(read, "The items could not be read: " + defect.getMessage());
        }
    }

    private static Input.ReadingFailed failed(Effect.ReadItems read, String cause) {
        return new Input.ReadingFailed(read.cursor(), "States.ItemReaderFailed", cause);
    }
}
