package dev.stepwell.execution.turns;

import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.execution.ports.Birth;
import dev.stepwell.execution.ports.ExecutionRow;
import dev.stepwell.execution.ports.Incarnation;
import dev.stepwell.execution.ports.LoadedRun;
import dev.stepwell.execution.ports.Store.Loaded;
import dev.stepwell.execution.ports.UnknownRecordException;
import dev.stepwell.names.ExecutionKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Has the state of an execution again, by folding its records. */
final class Loading {
    private final Loader loader;
    private final Supplier<Incarnation> me;
    private final Programs programs;

    Loading(Loader loader, Supplier<Incarnation> me, Programs programs) {
        this.loader = loader;
        this.me = me;
        this.programs = programs;
    }

    /** An execution that is about to begin. */
    Live<?> unborn(ExecutionKey key, Birth birth) {
        return unborn(programs.programOf(key, birth.facts()), birth);
    }

    private <S> Live<S> unborn(Program<S> program, Birth birth) {
        return new Live<>(program, birth.facts(), program.fresh(), Live.Standing.unborn(me.get()));
    }

    /**
     * Reads the execution from the store. The listener is called once, in a task of its own; what it is given has the state, or throws:
     * {@link NotDone.Unknown} when there is none, {@link NotDone.HeldElsewhere} when it is running and another node that is alive owns it,
     * {@link UnknownRecordException} when a newer version of the code wrote some of it, {@link
     * dev.stepwell.execution.ports.StoreException}.
     */
    void load(ExecutionKey key, Consumer<Supplier<Live<?>>> listener) {
        loader.load(key, result -> listener.accept(() -> live(key, result.get())));
    }

    /** Whether it was read, and so is owned, in this node's present life. */
    boolean isOfThisLife(Live<?> live) {
        return live.standing().owner().equals(me.get());
    }

    private Live<?> live(ExecutionKey key, Loaded loaded) {
        return switch (loaded) {
            case Loaded.Here(LoadedRun run) ->
                fold(programs.programOf(key, run.row().facts()), run, me.get());
            case Loaded.Elsewhere(ExecutionRow.Lease lease) ->
                throw new NotDone.HeldElsewhere(lease.ownerAddress().orElse(""));
            case Loaded.Unreadable(UnknownRecordException why) -> throw why;
        };
    }

    private static <S> Live<S> fold(Program<S> program, LoadedRun run, Incarnation owner) {
        S state = program.fresh();
        long snapshotSeq = 0;
        long bytes = 1_024;
        if (run.snapshot().isPresent() && program.freezer().isPresent()) {
            LoadedRun.Snapshot snapshot = run.snapshot().get();
            state = program.freezer()
                    .get()
                    .thaw(snapshot.bytes())
                    .orElseThrow(() -> new NotDone.Unavailable("its snapshot is of another version"));
            snapshotSeq = snapshot.seq();
            bytes += snapshot.bytes().length * 4L;
        }
        List<JournalRecord> records = run.records();
        for (JournalRecord record : records) {
            state = program.machine().apply(state, record);
        }
        ExecutionRow row = run.row();
        Instant lastAt = records.isEmpty()
                ? row.startDate()
                : records.get(records.size() - 1).at();
        boolean mine = row.lease().owner().filter(owner::equals).isPresent();
        Live.Standing standing = new Live.Standing(
                owner,
                mine,
                row.status().isTerminal(),
                row.lease().epoch(),
                row.lease().seq(),
                snapshotSeq,
                lastAt,
                bytes + RecordBytes.of(records),
                Optional.empty());
        return new Live<>(program, row.facts(), state, standing);
    }
}
