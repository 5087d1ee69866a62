package dev.stepwell.execution.journal.codec;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.stepwell.contracts.internal.v1.JournalFormat;
import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.engine.turn.Payload;
import dev.stepwell.execution.ports.UnknownRecordException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Reads the records of a turn: first which payloads they point at, then, with those, the records. */
public final class SegmentReader {
    private final JournalFormat.Segment segment;

    private SegmentReader(JournalFormat.Segment segment) {
        this.segment = segment;
    }

    /**
     * Opens bytes of {@link SegmentWriter}.
     *
     * @throws UnknownRecordException when a newer version wrote them
     * @throws CorruptJournalException when they are damaged
     */
    public static SegmentReader open(byte[] sealed) {
        try {
            return new SegmentReader(Words.known(JournalFormat.Segment.parseFrom(Sealed.open(sealed))));
        } catch (InvalidProtocolBufferException e) {
            throw new CorruptJournalException("a segment is damaged", e);
        }
    }

    /** The payloads that are to be fetched. */
    public List<PayloadRef> refs() {
        return segment.getPayloadsList().stream().map(ValueReader::ref).toList();
    }

    /**
     * The records.
     *
     * @param payloads gives the payload of each of {@link #refs}
     * @throws UnknownRecordException when a newer version wrote one of them
     */
    public List<JournalRecord> records(Function<PayloadRef, Payload> payloads) {
        ValueReader values = new ValueReader(segment.getPayloadsList(), payloads);
        List<JournalRecord> records = new ArrayList<>(segment.getRecordsCount());
        long seq = segment.getFirstSeq();
        for (JournalFormat.Record in : segment.getRecordsList()) {
            records.add(new JournalRecord(
                    seq++,
                    Instant.ofEpochMilli(segment.getAtMillis() + in.getAtOffsetMillis()),
                    in.getEventId(),
                    in.getPreviousEventId(),
                    // Unknown kinds leave an unknown field behind, so they are named before fields are.
                    Changes.read(in, values)));
            Words.known(in);
        }
        return records;
    }
}
