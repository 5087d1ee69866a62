package dev.stepwell.simulation.sabotage;

import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.execution.ports.ExecutionRow;
import dev.stepwell.execution.ports.Store;
import dev.stepwell.execution.ports.TurnCommit;
import dev.stepwell.execution.ports.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A store that appends whatever comes: epochs and seqs are not looked at. */
class NoFencing extends StoreBehind {
    NoFencing(Store store) {
        super(store);
    }

    @Override
    public List<Verdict> commit(List<TurnCommit> group) {
        return store.commit(group.stream().map(this::fitting).toList());
    }

    TurnCommit fitting(TurnCommit turn) {
        Optional<ExecutionRow> row = store.find(turn.key());
        if (turn.birth().isPresent() || row.isEmpty()) {
            return turn;
        }
        ExecutionRow.Lease lease = row.get().lease();
        TurnCommit.Fence fence = new TurnCommit.Fence(
                lease.epoch(), lease.seq(), lease.owner().orElse(turn.fence().owner()), lease.epoch());
        List<JournalRecord> records = new ArrayList<>();
        for (JournalRecord r : turn.records()) {
            long seq = lease.seq() + records.size() + 1;
            records.add(new JournalRecord(seq, r.at(), r.eventId(), r.previousEventId(), r.change()));
        }
        return new TurnCommit(
                turn.key(),
                fence,
                turn.birth(),
                records,
                turn.rows(),
                turn.beatsSeen(),
                turn.snapshot(),
                turn.passing(),
                turn.trail());
    }
}
