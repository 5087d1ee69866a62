package dev.stepwell.engine.record;

import dev.stepwell.engine.turn.Payload;
import java.util.Optional;

/** What a decider writes into the history for itself to find. */
public sealed interface SwfMarkerChange extends SwfChange {
    /** MarkerRecorded. */
    record Recorded(String markerName, Optional<Payload> details, long completedEventId) implements SwfMarkerChange {}

    /** RecordMarkerFailed. */
    record RecordFailed(String markerName, FailedCause.RecordMarker cause, long completedEventId)
            implements SwfMarkerChange {}
}
