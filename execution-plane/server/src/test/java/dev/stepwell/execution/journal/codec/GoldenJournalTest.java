package dev.stepwell.execution.journal.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.stepwell.engine.record.Change;
import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.execution.journal.Payloads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Law 7: a released record is never edited. The golden journal holds every kind of record as the release that brought it wrote
 * it; every build reads all of it. Run with {@code -Dstepwell.golden.rewrite=true} to add the kinds that are not in it yet: lines
 * that are there are never touched.
 */
class GoldenJournalTest {
    private static final Path GOLDEN =
            Path.of("src/test/resources/dev/stepwell/execution/journal/codec/golden-journal.txt");
    private static final Instant AT = Instant.parse("2026-11-22T10:00:00.123Z");

    @Test
    void everyReleasedRecordReadsAsItWasMeant() throws IOException {
        Map<String, String> golden = golden();
        if (Boolean.getBoolean("stepwell.golden.rewrite")) {
            golden = added(golden);
        }

        Map<ByteString, byte[]> large = new HashMap<>();
        bytes(change("execution-started-most"), large);
        large.replaceAll((hash, utf8) -> Sealed.seal(utf8));
        for (Map.Entry<String, String> line : golden.entrySet()) {
            byte[] bytes = Base64.getDecoder().decode(line.getValue());
            assertThat(SegmentReader.open(bytes).records(new Payloads(large)))
                    .as(line.getKey())
                    .containsExactly(record(change(line.getKey())));
        }
        assertThat(golden.keySet())
                .as("names in the golden journal: rewrite adds missing ones")
                .isEqualTo(EveryRecord.byName().keySet());
    }

    @Test
    void everyKindOfChangeIsInIt() {
        Set<Class<?>> kinds = new HashSet<>();
        EveryRecord.byName().values().forEach(change -> kinds.add(change.getClass()));

        assertThat(kinds).isEqualTo(new HashSet<>(leaves(Change.class).toList()));
    }

    private static Stream<Class<?>> leaves(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(GoldenJournalTest::leaves)
                : Stream.of(type);
    }

    private static Map<String, String> golden() throws IOException {
        Map<String, String> lines = new LinkedHashMap<>();
        if (Files.exists(GOLDEN)) {
            for (String line : Files.readAllLines(GOLDEN)) {
                String[] parts = line.split(" ", 2);
                lines.put(parts[0], parts[1]);
            }
        }
        return lines;
    }

    private static Map<String, String> added(Map<String, String> golden) throws IOException {
        Map<String, String> all = new LinkedHashMap<>(golden);
        EveryRecord.byName()
                .forEach((name, change) -> all.computeIfAbsent(
                        name, n -> Base64.getEncoder().encodeToString(bytes(change, new HashMap<>()))));
        List<String> lines = new ArrayList<>();
        all.forEach((name, bytes) -> lines.add(name + " " + bytes));
        Files.createDirectories(GOLDEN.getParent());
        Files.write(GOLDEN, lines);
        return all;
    }

    private static byte[] bytes(Change change, Map<ByteString, byte[]> large) {
        return SegmentWriter.bytes(List.of(record(change)), large);
    }

    private static Change change(String name) {
        return Objects.requireNonNull(EveryRecord.byName().get(name), "a released record is gone: " + name);
    }

    private static JournalRecord record(Change change) {
        return new JournalRecord(7, AT, 5, 4, change);
    }
}
