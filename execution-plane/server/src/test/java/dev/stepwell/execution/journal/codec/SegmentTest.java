package dev.stepwell.execution.journal.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import dev.stepwell.contracts.internal.v1.JournalFormat;
import dev.stepwell.engine.record.ExecutionChange;
import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.engine.turn.Payload;
import dev.stepwell.execution.journal.Payloads;
import dev.stepwell.execution.ports.UnknownRecordException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SegmentTest {
    private static final Instant AT = Instant.parse("2026-11-22T10:00:00.001Z");

    @Test
    void readsBackWhatWasWritten() {
        List<JournalRecord> records = EveryRecord.records(AT);
        Map<ByteString, byte[]> large = new HashMap<>();
        SegmentReader reader = SegmentReader.open(SegmentWriter.bytes(records, large));

        assertThat(large).hasSize(1);
        assertThat(reader.refs())
                .containsExactly(new PayloadRef(large.keySet().iterator().next(), EveryRecord.LARGE.bytes()));
        large.replaceAll((hash, utf8) -> Sealed.seal(utf8));
        assertThat(reader.records(new Payloads(large))).isEqualTo(records);
    }

    @Test
    void payloadsStayInlineUpToTwoKibibytes() {
        Map<ByteString, byte[]> large = new HashMap<>();
        SegmentWriter.bytes(succeeded("\"" + "é".repeat(1023) + "\""), large);
        assertThat(large).isEmpty();
        SegmentWriter.bytes(succeeded("\"" + "é".repeat(1023) + "x\""), large);
        assertThat(large).hasSize(1);
    }

    @Test
    void aKindOfRecordFromTheFutureIsNamed() {
        JournalFormat.Record unknown =
                JournalFormat.Record.newBuilder().setUnknownFields(field(999)).build();
        assertUnknown(unknown, "a kind of record");
    }

    @Test
    void aFieldFromTheFutureIsNamed() {
        JournalFormat.Record unknown = JournalFormat.Record.newBuilder()
                .setBeatSeen(JournalFormat.BeatSeen.newBuilder().setUnknownFields(field(9)))
                .build();
        assertUnknown(unknown, "BeatSeen");
    }

    @Test
    void aValueOfAnEnumFromTheFutureIsNamed() {
        JournalFormat.Record unknown = JournalFormat.Record.newBuilder()
                .setStateAborted(JournalFormat.StateAborted.newBuilder().setKind(99))
                .build();
        assertUnknown(unknown, "a kind of state");
    }

    @Test
    void aFormatCodecOrKeyFromTheFutureIsNamed() {
        for (int place = 0; place < 4; place++) {
            byte[] bytes = SegmentWriter.bytes(succeeded("1"), new HashMap<>());
            bytes[place] = 77;
            assertThatThrownBy(() -> SegmentReader.open(bytes)).isInstanceOf(UnknownRecordException.class);
        }
    }

    @Test
    void damageIsNamed() {
        byte[] packed = SegmentWriter.bytes(EveryRecord.records(AT), new HashMap<>());
        byte[] cut = Arrays.copyOf(packed, packed.length / 2);
        assertThatThrownBy(() -> SegmentReader.open(cut)).isInstanceOf(CorruptJournalException.class);
        assertThatThrownBy(() -> SegmentReader.open(new byte[2])).isInstanceOf(CorruptJournalException.class);

        SegmentReader reader = SegmentReader.open(packed);
        assertThatThrownBy(() -> reader.records(new Payloads(Map.of())))
                .isInstanceOf(CorruptJournalException.class)
                .hasMessageContaining("missing");
    }

    @Test
    void whatCouldNotBeReadBackIsRefused() {
        assertUnstorable(succeeded("\"\uD800\""));
        assertUnstorable(succeeded("\"\uDC00\uD800\""));
        assertUnstorable(
                List.of(new JournalRecord(1, AT.plusNanos(1), 1, 0, new ExecutionChange.Succeeded(Payload.of("1")))));
        JournalRecord first = succeeded("1").get(0);
        assertUnstorable(List.of(first, first));
    }

    @Test
    void textIsCompressedWhenItPays() {
        byte[] text = "the same again, ".repeat(200).getBytes(StandardCharsets.US_ASCII);
        assertThat(Sealed.seal(text)).hasSizeLessThan(text.length / 10);
        assertThat(Sealed.open(Sealed.seal(text))).isEqualTo(text);

        byte[] noise = new byte[4000];
        new Random(1).nextBytes(noise);
        assertThat(Sealed.seal(noise)).hasSize(noise.length + 4);
        assertThat(Sealed.open(Sealed.seal(noise))).isEqualTo(noise);
        assertThat(Sealed.open(Sealed.seal(new byte[0]))).isEmpty();
    }

    private static List<JournalRecord> succeeded(String json) {
        return List.of(new JournalRecord(1, AT, 1, 0, new ExecutionChange.Succeeded(Payload.of(json))));
    }

    private static void assertUnstorable(List<JournalRecord> records) {
        assertThatThrownBy(() -> SegmentWriter.bytes(records, new HashMap<>())).isInstanceOf(UnstorableException.class);
    }

    private static void assertUnknown(JournalFormat.Record unknown, String named) {
        byte[] bytes = Sealed.seal(
                JournalFormat.Segment.newBuilder().addRecords(unknown).build().toByteArray());
        assertThatThrownBy(() -> SegmentReader.open(bytes).records(new Payloads(Map.of())))
                .isInstanceOf(UnknownRecordException.class)
                .hasMessageContaining(named);
    }

    private static UnknownFieldSet field(int number) {
        return UnknownFieldSet.newBuilder()
                .addField(
                        number, UnknownFieldSet.Field.newBuilder().addVarint(1).build())
                .build();
    }
}
