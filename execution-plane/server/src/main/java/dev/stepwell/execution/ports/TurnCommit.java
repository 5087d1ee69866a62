package dev.stepwell.execution.ports;

import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.engine.turn.Effect;
import dev.stepwell.engine.turn.TaskRef;
import dev.stepwell.names.ExecutionKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One turn on its way into the store. It is written whole or not at all.
 *
 * @param key the execution
 * @param fence what must still be true of the execution's row
 * @param birth present in the first turn: the execution is inserted, under a name that must be free
 * @param records the turn's records; may be empty when a node only takes the execution over
 * @param rows the effects that are rows: tasks opened, handed out and closed, letters sent and taken in, the
 *     wake-up, the end; others are passed over. The
 *     wake-up that the store keeps only moves earlier, until it is due: then the next {@code WakeAt} replaces it, and one at {@link
 *     Instant#MAX} takes it away. So a turn that handled a {@code Wake} says when to wake next, or that
 * @param beatsSeen the last heartbeat of each task that this turn times out, {@link Instant#EPOCH} for none; the turn is stale if a
 *     newer one is there
 * @param snapshot present when the state is to be kept beside the records; called only if it is
 * @param passing what becomes of the execution's name, if it ends by this turn and does not keep it
 * @param trail for those who follow executions behind the commit
 */
public record TurnCommit(
        ExecutionKey key,
        Fence fence,
        Optional<Birth> birth,
        List<JournalRecord> records,
        List<Effect> rows,
        Map<TaskRef, Instant> beatsSeen,
        Optional<Supplier<byte[]>> snapshot,
        Optional<NamePassing> passing,
        Optional<Trail> trail) {
    public TurnCommit {
        records = List.copyOf(records);
        rows = List.copyOf(rows);
        beatsSeen = Map.copyOf(beatsSeen);
    }

    /** A turn after which the execution's name is what it was. */
    public TurnCommit(
            ExecutionKey key,
            Fence fence,
            Optional<Birth> birth,
            List<JournalRecord> records,
            List<Effect> rows,
            Map<TaskRef, Instant> beatsSeen,
            Optional<Supplier<byte[]>> snapshot) {
        this(key, fence, birth, records, rows, beatsSeen, snapshot, Optional.empty());
    }

    /** A turn that nobody follows. */
    public TurnCommit(
            ExecutionKey key,
            Fence fence,
            Optional<Birth> birth,
            List<JournalRecord> records,
            List<Effect> rows,
            Map<TaskRef, Instant> beatsSeen,
            Optional<Supplier<byte[]>> snapshot,
            Optional<NamePassing> passing) {
        this(key, fence, birth, records, rows, beatsSeen, snapshot, passing, Optional.empty());
    }

    /** The same, followed. */
    public TurnCommit followed(Trail by) {
        return new TurnCommit(key, fence, birth, records, rows, beatsSeen, snapshot, passing, Optional.of(by));
    }

    /**
     * The compare-and-set of an execution's row (blueprint §4, "Leases").
     *
     * @param epoch the epoch the writer saw; 0 for a birth
     * @param seq the seq of the last record the writer saw; 0 for a birth
     * @param owner who owns the execution after the commit
     * @param nextEpoch the epoch after the commit: the same while the owner stays, one more when it changes, or the execution
     *     had ended
     */
    public record Fence(long epoch, long seq, Incarnation owner, long nextEpoch) {}

    /** The seq of the execution after this commit. */
    public long nextSeq() {
        return records.isEmpty() ? fence.seq() : records.get(records.size() - 1).seq();
    }
}
