package dev.stepwell.execution.turns;

import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.execution.ports.Birth;
import dev.stepwell.execution.ports.ExecutionRow;
import dev.stepwell.execution.ports.Incarnation;
import dev.stepwell.execution.ports.LoadedRun;
import dev.stepwell.execution.ports.Store;
import dev.stepwell.names.ExecutionKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Has the state of an execution again, by folding its records. */
final class Loading {
    private final Store store;
    private final Supplier<Incarnation> me;
    private final Programs programs;

    Loading(Store store, Supplier<Incarnation> me, Programs programs) {
        this.store = store;
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
     * The execution as the store has it.
     *
     * @throws NotDone.HeldElsewhere when it is running and another node that is alive owns it
     * @throws NotDone.Unknown when there is none
     */
    Live<?> load(ExecutionKey key) {
        Incarnation owner = me.get();
        refuseOthers(store.find(key).orElseThrow(NotDone.Unknown::new), owner);
        LoadedRun run = store.load(key).orElseThrow(NotDone.Unknown::new);
        refuseOthers(run.row(), owner);
        return fold(programs.programOf(key, run.row().facts()), run, owner);
    }

    private static void refuseOthers(ExecutionRow row, Incarnation owner) {
        ExecutionRow.Lease lease = row.lease();
        Optional<Incarnation> holder = lease.owner();
        boolean taken =
                holder.isPresent() && lease.ownerAlive() && !holder.get().equals(owner);
        if (taken && !row.status().isTerminal()) {
            throw new NotDone.HeldElsewhere(lease.ownerAddress().orElse(""));
        }
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
