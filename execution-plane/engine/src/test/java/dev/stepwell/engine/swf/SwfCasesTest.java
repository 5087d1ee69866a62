package dev.stepwell.engine.swf;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepwell.engine.record.JournalRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Plays every case under {@code swf/}: what happens to a run, step by step, and what must come of each step. Together they bring about every
 * event, every decision, every cause and every transition, or {@link #allThereIsIsBroughtAbout} fails.
 * {@code -Dgolden.rewrite=true} writes down what came instead; read the difference before you commit it.
 */
final class SwfCasesTest {
    private static final Path FOLDER = Path.of("src/test/resources/swf");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    static Stream<Path> cases() throws IOException {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(f -> f.toString().endsWith(".json")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void whatComesOfTheStepsIsAsExpected(Path file) throws IOException {
        ObjectNode golden = (ObjectNode) MAPPER.readTree(Files.readString(file));
        List<String> lines = Script.play(golden, new SwfWorld(SwfWorld.limits(400))).lines;
        if (Boolean.getBoolean("golden.rewrite")) {
            ArrayNode expect = golden.putArray("expect");
            lines.forEach(expect::add);
            DefaultPrettyPrinter lineByLine = new DefaultPrettyPrinter();
            lineByLine.indentArraysWith(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE);
            Files.writeString(file, MAPPER.writer(lineByLine).writeValueAsString(golden) + "\n");
        }
        List<String> expected = new ArrayList<>();
        golden.path("expect").forEach(line -> expected.add(line.asText()));
        assertThat(lines).as(file.toString()).containsExactlyElementsOf(expected);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void shortTurnsComeToTheSame(Path file) throws IOException {
        JsonNode golden = MAPPER.readTree(Files.readString(file));
        SwfWorld whole = Script.play(golden, new SwfWorld(SwfWorld.limits(400))).world;
        SwfWorld bounded = Script.play(golden, new SwfWorld(SwfWorld.limits(1))).world;
        assertThat(bounded.records).isEqualTo(whole.records);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyPrefixCanGoOnToAnEnd(Path file) throws IOException {
        JsonNode golden = MAPPER.readTree(Files.readString(file));
        List<JournalRecord> records = Script.play(golden, new SwfWorld(SwfWorld.limits(400))).world.records;
        for (int length = 1; length <= records.size(); length++) {
            SwfWorld world = new SwfWorld(SwfWorld.limits(400));
            world.recover(records.subList(0, length));
            new Autopilot(world).bringToAnEnd();
            WellFormed.check(world.records);
            assertThat(world.run.closeStatus())
                    .as("%s after %d records", file, length)
                    .isPresent();
        }
    }

    @Test
    void allThereIsIsBroughtAbout() throws IOException {
        Coverage coverage = new Coverage();
        for (Path file : cases().toList()) {
            JsonNode golden = MAPPER.readTree(Files.readString(file));
            coverage.see(golden.get("steps"));
            coverage.see(Script.play(golden, new SwfWorld(SwfWorld.limits(400))).world.records);
        }
        assertThat(coverage.events()).hasSize(54);
        assertThat(coverage.missingEvents()).isEmpty();
        assertThat(coverage.decisions()).hasSize(13);
        assertThat(coverage.missingDecisions()).isEmpty();
        assertThat(coverage.causes()).hasSize(57);
        assertThat(coverage.missingCauses()).isEmpty();
        assertThat(coverage.missingTransitions()).isEmpty();
    }
}
