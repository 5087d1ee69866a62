package dev.stepwell.engine.record;

import java.time.Instant;

/**
 * One thing that happened to an execution.
 *
 * @param seq its place among the records: 1, 2, 3 … without gaps
 * @param at when, to the millisecond
 * @param eventId its place among the history events, also without gaps; 0 when the record is no event of AWS's
 * @param previousEventId the event that led to it, 0 for none. Of a record without an event: the last event of its frame from now
 *     on
 * @param change what happened
 */
public record JournalRecord(long seq, Instant at, long eventId, long previousEventId, Change change) {
    /** Whether it is also an event of the history that AWS shows. */
    public boolean isEvent() {
        return eventId != 0;
    }
}
