package dev.stepwell.execution.journal.codec;

import com.google.protobuf.ByteString;
import dev.stepwell.contracts.internal.v1.JournalFormat;
import dev.stepwell.engine.record.JournalRecord;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Writes the records of a turn. */
public final class SegmentWriter {
    private SegmentWriter() {}

    /**
     * The bytes of records whose seqs follow each other, with their header.
     *
     * @param records at least one
     * @param large where large payloads are put: the text in UTF-8 by its hash
     * @throws UnstorableException when a record cannot be read back as it is
     */
    public static byte[] bytes(List<JournalRecord> records, Map<ByteString, byte[]> large) {
        JournalRecord first = records.get(0);
        long atMillis = first.at().toEpochMilli();
        JournalFormat.Segment.Builder segment =
                JournalFormat.Segment.newBuilder().setFirstSeq(first.seq()).setAtMillis(atMillis);
        ValueWriter values = new ValueWriter(large);
        long seq = first.seq();
        for (JournalRecord record : records) {
            if (record.seq() != seq++) {
                throw new UnstorableException("the records of a turn have a gap before " + record.seq());
            }
            segment.addRecords(write(record, atMillis, values));
        }
        return Sealed.seal(segment.addAllPayloads(values.refs()).build().toByteArray());
    }

    private static JournalFormat.Record write(JournalRecord record, long atMillis, ValueWriter values) {
        long millis = record.at().toEpochMilli();
        if (!Instant.ofEpochMilli(millis).equals(record.at())) {
            throw new UnstorableException("record " + record.seq() + " is not of a whole millisecond");
        }
        JournalFormat.Record.Builder out = JournalFormat.Record.newBuilder()
                .setAtOffsetMillis(millis - atMillis)
                .setEventId(record.eventId())
                .setPreviousEventId(record.previousEventId());
        Changes.write(record.change(), out, values);
        return out.build();
    }
}
