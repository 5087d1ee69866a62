package dev.stepwell.execution.turns;

import dev.stepwell.engine.record.ExecutionChange;
import dev.stepwell.engine.record.FanOutChange;
import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.engine.record.MapRunChange;
import dev.stepwell.engine.record.PauseChange;
import dev.stepwell.engine.record.StateChange;
import dev.stepwell.engine.record.SwfChange;
import dev.stepwell.engine.record.SwfExecutionChange;
import dev.stepwell.engine.record.TaskChange;
import dev.stepwell.engine.turn.Effect;
import dev.stepwell.engine.turn.Outcome;
import dev.stepwell.engine.turn.StartFacts;
import dev.stepwell.execution.ports.Incarnation;
import dev.stepwell.execution.ports.TurnCommit;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The state of an execution between two turns, and where in its journal it stands. The state is consumed by the next turn: what is
 * here is used once.
 *
 * @param program what runs it
 * @param facts what it is
 * @param state the fold of its records
 * @param standing where it stands
 */
record Live<S>(Program<S> program, StartFacts facts, S state, Standing standing) {
    /** What a snapshot is worth: taken when so many records have come since the last one. */
    private static final long SNAPSHOT_EVERY = 256;

    /**
     * Where in its journal an execution stands.
     *
     * @param owner this node, in the life in which it read the execution
     * @param mine whether the store says so already; otherwise the next commit takes it over
     * @param ended whether it has ended
     * @param epoch as in the store
     * @param seq of the last record
     * @param snapshotSeq of the last snapshot
     * @param lastAt the time of the last record known; time never goes back in a journal
     * @param bytes about what the state keeps in memory, at most
     * @param armed the wake-up last asked for, as far as known
     */
    record Standing(
            Incarnation owner,
            boolean mine,
            boolean ended,
            long epoch,
            long seq,
            long snapshotSeq,
            Instant lastAt,
            long bytes,
            Optional<Instant> armed) {
        /** Before the first record. */
        static Standing unborn(Incarnation owner) {
            return new Standing(owner, true, false, 0, 0, 0, Instant.EPOCH, 1_024, Optional.empty());
        }

        /** What must be true of the row for the next commit. */
        TurnCommit.Fence fence() {
            return new TurnCommit.Fence(epoch, seq, owner, nextEpoch());
        }

        /**
         * What has ended is nobody's: whoever writes to it takes it over, so that of two nodes that throw the same letter away, or
         * begin it again, one is refused.
         */
        private long nextEpoch() {
            return mine && !ended && epoch > 0 ? epoch : epoch + 1;
        }
    }

    /** What it is after a turn. */
    Live<S> after(Outcome<S> outcome, List<Effect> effects, boolean written, boolean snapshot) {
        List<JournalRecord> records = outcome.records();
        long seq = records.isEmpty()
                ? standing.seq
                : records.get(records.size() - 1).seq();
        Instant lastAt = records.isEmpty()
                ? standing.lastAt
                : records.get(records.size() - 1).at();
        boolean ended = standing.ended;
        Optional<Instant> armed = standing.armed;
        for (JournalRecord record : records) {
            ended = endedAfter(ended, record);
        }
        for (Effect effect : effects) {
            armed = effect instanceof Effect.WakeAt wake ? Optional.of(wake.due()) : armed;
        }
        Standing next = new Standing(
                standing.owner,
                standing.mine || written,
                ended,
                written ? standing.nextEpoch() : standing.epoch,
                seq,
                snapshot ? seq : standing.snapshotSeq,
                lastAt,
                standing.bytes + RecordBytes.of(records),
                armed);
        return new Live<>(program, facts, outcome.state(), next);
    }

    private static boolean endedAfter(boolean ended, JournalRecord record) {
        return switch (record.change()) {
            case ExecutionChange.Started ignored -> false;
            case ExecutionChange.Redriven ignored -> false;
            case ExecutionChange.Succeeded ignored -> true;
            case ExecutionChange.Failed ignored -> true;
            case ExecutionChange.TimedOut ignored -> true;
            case ExecutionChange.Aborted ignored -> true;
            case PauseChange ignored -> ended;
            case StateChange ignored -> ended;
            case TaskChange ignored -> ended;
            case FanOutChange ignored -> ended;
            case MapRunChange ignored -> ended;
            case SwfChange change -> ended || change instanceof SwfExecutionChange.Ending;
        };
    }

    /** Whether a turn of so many records should bring a snapshot along. What has ended goes on with nothing, so it has none. */
    boolean snapshotDue(int records) {
        return program.freezer().isPresent()
                && !standing.ended
                && standing.seq + records - standing.snapshotSeq >= SNAPSHOT_EVERY;
    }
}
