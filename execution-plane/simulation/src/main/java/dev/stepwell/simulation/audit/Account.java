package dev.stepwell.simulation.audit;

import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.execution.ports.Incarnation;
import dev.stepwell.execution.ports.TurnCommit;
import dev.stepwell.names.ExecutionKey;
import dev.stepwell.simulation.world.CommitWatch.Writer;
import dev.stepwell.simulation.world.Mark;
import dev.stepwell.simulation.world.Marks;
import java.time.Instant;

/**
 * Where one journal stands, and what must hold of its turns and records whatever it is the journal of: fences (I6), numbering (I2), times
 * (I7).
 */
final class Account {
    private final ExecutionKey key;
    private final Violations violations;
    private Incarnation owner;
    private long epoch;
    private long seq;
    private long lastEvent;

    Account(ExecutionKey key, Incarnation owner, Violations violations) {
        this.key = key;
        this.owner = owner;
        this.violations = violations;
    }

    Incarnation owner() {
        return owner;
    }

    long seq() {
        return seq;
    }

    /** Looks at a turn that the store called stale, and tells whether it was. */
    boolean refused(Writer writer, TurnCommit turn, Marks marks) {
        if (fits(turn)) {
            return false;
        }
        marks.reach(Mark.STALE_WRITE_REFUSED);
        if (writer.ghost()) {
            marks.reach(Mark.GHOST_WRITE_REFUSED);
        }
        if (writer.zombie() && epoch != turn.fence().epoch()) {
            marks.reach(Mark.ZOMBIE_WRITE_REFUSED);
        }
        return true;
    }

    private boolean fits(TurnCommit turn) {
        return epoch == turn.fence().epoch() && seq == turn.fence().seq();
    }

    /** Looks at a turn that was written, but for the first, and tells whether another node has taken over by it. */
    boolean written(TurnCommit turn) {
        violations.require(
                fits(turn),
                "I6",
                key,
                "a stale write was accepted: " + turn.fence() + " upon epoch " + epoch + " seq " + seq);
        boolean takenOver = !turn.fence().owner().equals(owner);
        violations.require(
                !takenOver || turn.fence().nextEpoch() > epoch, "I6", key, "a new owner came without a new epoch");
        return takenOver;
    }

    /** From now on it is whose the turn says. */
    void passTo(TurnCommit.Fence fence) {
        epoch = fence.nextEpoch();
        owner = fence.owner();
    }

    /** The next record, stored at that time. */
    void append(JournalRecord record, Instant now) {
        violations.require(record.seq() == seq + 1, "I2", key, "record " + record.seq() + " after " + seq);
        if (record.isEvent()) {
            violations.require(
                    record.eventId() == lastEvent + 1, "I2", key, "event " + record.eventId() + " after " + lastEvent);
            lastEvent = record.eventId();
        }
        violations.require(
                !record.at().isAfter(now), "I7", key, "a record of " + record.at() + " was stored at " + now);
        seq = record.seq();
    }
}
