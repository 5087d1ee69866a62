package dev.stepwell.execution.journal;

import com.google.protobuf.ByteString;
import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.engine.turn.Effect;
import dev.stepwell.engine.turn.RunStatus;
import dev.stepwell.execution.journal.codec.EndingFormat;
import dev.stepwell.execution.journal.codec.Sealed;
import dev.stepwell.execution.journal.codec.SegmentWriter;
import dev.stepwell.execution.journal.codec.UnstorableException;
import dev.stepwell.execution.ports.LogSetting;
import dev.stepwell.execution.ports.NamePassing;
import dev.stepwell.execution.ports.Trail;
import dev.stepwell.execution.ports.TurnCommit;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A turn as rows.
 *
 * @param turn the turn
 * @param segment its records
 * @param payloads the large payloads its rows point at: the text in UTF-8 by its hash
 * @param tasks the rows of its tasks; none when the execution ends, as all of its rows go then
 * @param letters what it sends and takes in
 * @param wake when it wants to be woken, in whole milliseconds; {@link Instant#MAX} when nothing is left to wake for
 * @param reopened that the execution, which had ended, runs again by it
 * @param end how the execution ended by it, after all else
 * @param snapshot the state after it, with its header
 * @param run what becomes of the row by which a run of SWF is found
 * @param heir the rows of its successor, which are written if these are
 * @param logged how its events are to be logged, if some are
 */
public record TurnRows(
        TurnCommit turn,
        Optional<Segment> segment,
        Map<ByteString, byte[]> payloads,
        TaskRows tasks,
        LetterRows letters,
        Optional<Instant> wake,
        Optional<Effect.Reopen> reopened,
        Optional<End> end,
        Optional<byte[]> snapshot,
        RunRows run,
        Optional<TurnRows> heir,
        Optional<LogSetting> logged) {
    /** Whether it changes the status of an execution in a way that somebody outside may want to be told of. */
    public boolean isTold() {
        return turn.trail().filter(trail -> trail.isTold(turn.records())).isPresent();
    }

    private static final Instant FARTHEST = Instant.parse("9999-12-31T23:59:59Z");

    /**
     * The records of one commit.
     *
     * @param firstEvent the id of the first event among them, 0 when there is none
     * @param lastEvent the id of the last
     */
    public record Segment(long firstSeq, long lastSeq, long firstEvent, long lastEvent, byte[] bytes) {}

    /**
     * How an execution ended, in its row.
     *
     * @param error apart as well, to be found by
     */
    public record End(RunStatus status, Optional<Instant> stopDate, byte[] bytes, Optional<String> error) {}

    /**
     * The rows of a turn.
     *
     * @throws UnstorableException when it cannot be written down
     */
    public static TurnRows of(TurnCommit turn) {
        Map<ByteString, byte[]> large = new LinkedHashMap<>();
        Optional<Segment> segment = segment(turn, large);
        Optional<Effect.Reopen> reopened = Optional.empty();
        Optional<End> end = Optional.empty();
        Optional<Instant> wake = Optional.empty();
        for (Effect effect : turn.rows()) {
            if (effect instanceof Effect.Close close) {
                end = Optional.of(
                        new End(close.status(), lastTime(turn), EndingFormat.bytes(close, large), close.error()));
            } else if (effect instanceof Effect.Reopen again) {
                reopened = Optional.of(again);
                end = Optional.empty();
            } else if (effect instanceof Effect.WakeAt at) {
                Instant due = storable(at.due());
                wake = wake.isPresent() && wake.get().isBefore(due) ? wake : Optional.of(due);
            }
        }
        return new TurnRows(
                turn,
                segment,
                large,
                end.isPresent() ? TaskRows.NONE : TaskRows.of(turn.rows()),
                LetterRows.of(turn.key(), turn.rows()),
                end.isPresent() ? Optional.empty() : wake,
                reopened,
                end,
                end.isPresent() ? Optional.empty() : turn.snapshot().map(state -> Sealed.seal(state.get())),
                RunRows.of(turn, end.flatMap(End::stopDate)),
                turn.passing().flatMap(NamePassing::heir).map(TurnRows::of),
                turn.trail().map(Trail::log).filter(log -> log.wants(turn.records())));
    }

    /**
     * The records of a turn as they stand in a store: two nodes may write at the same place in the same epoch, so it takes the bytes
     * to tell whose turn is there.
     *
     * @throws UnstorableException when they cannot be written down
     */
    public static Optional<Segment> segment(TurnCommit turn) {
        return segment(turn, new LinkedHashMap<>());
    }

    private static Optional<Segment> segment(TurnCommit turn, Map<ByteString, byte[]> large) {
        List<JournalRecord> records = turn.records();
        if (records.isEmpty()) {
            if (turn.birth().isPresent()) {
                throw new UnstorableException("an execution is born without records");
            }
            return Optional.empty();
        }
        long firstSeq = records.get(0).seq();
        if (firstSeq != turn.fence().seq() + 1) {
            throw new UnstorableException("the records begin at " + firstSeq + " and not after "
                    + turn.fence().seq());
        }
        long firstEvent = 0;
        long lastEvent = 0;
        for (JournalRecord record : records) {
            if (record.isEvent()) {
                firstEvent = firstEvent == 0 ? record.eventId() : firstEvent;
                lastEvent = record.eventId();
            }
        }
        byte[] bytes = SegmentWriter.bytes(records, large);
        return Optional.of(new Segment(firstSeq, turn.nextSeq(), firstEvent, lastEvent, bytes));
    }

    /** Whole milliseconds, and never too early: who is woken before the deadline has nothing to do and is woken again. */
    private static Instant storable(Instant due) {
        if (due.equals(Instant.MAX)) {
            return due;
        }
        if (due.isBefore(Instant.EPOCH)) {
            return Instant.EPOCH;
        }
        if (due.isAfter(FARTHEST)) {
            return FARTHEST;
        }
        Instant millis = due.truncatedTo(ChronoUnit.MILLIS);
        return millis.equals(due) ? due : millis.plusMillis(1);
    }

    private static Optional<Instant> lastTime(TurnCommit turn) {
        List<JournalRecord> records = turn.records();
        return records.isEmpty()
                ? Optional.empty()
                : Optional.of(records.get(records.size() - 1).at());
    }
}
