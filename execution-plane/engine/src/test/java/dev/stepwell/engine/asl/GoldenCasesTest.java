package dev.stepwell.engine.asl;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepwell.asl.mock.MockReader;
import dev.stepwell.asl.mock.MockRefusal;
import dev.stepwell.asl.mock.Mocks;
import dev.stepwell.asl.model.Definition;
import dev.stepwell.asl.read.DefinitionReader;
import dev.stepwell.asl.read.ReadResult;
import dev.stepwell.engine.record.ExecutionChange;
import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.engine.turn.Beginning;
import dev.stepwell.engine.turn.Limits;
import dev.stepwell.engine.turn.Payload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs every case under {@code golden/}: a definition, an input, what its tasks answer, how often it is redriven, where it begins if not
 * at StartAt and with which variables, when it is paused, which of its tasks are mocked, and the records that must come of it.
 * {@code -Dgolden.rewrite=true} writes down what came instead; read the difference before you commit it.
 */
final class GoldenCasesTest {
    private static final Path FOLDER = Path.of("src/test/resources/golden");
    private static final ObjectMapper MAPPER = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    static Stream<Path> cases() throws IOException {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(f -> f.toString().endsWith(".json")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void recordsAreAsExpected(Path file) throws IOException {
        ObjectNode golden = (ObjectNode) MAPPER.readTree(Files.readString(file));
        World world = run(golden, World.LIMITS);
        ArrayNode lines = MAPPER.createArrayNode();
        world.records.forEach(record -> lines.add(line(record)));
        if (Boolean.getBoolean("golden.rewrite")) {
            golden.set("expect", lines);
            Files.writeString(file, MAPPER.writeValueAsString(golden) + "\n");
        }
        assertThat(texts(lines)).as(file.toString()).containsExactlyElementsOf(texts(golden.path("expect")));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void foldingTheRecordsGivesTheLiveState(Path file) throws IOException {
        JsonNode golden = MAPPER.readTree(Files.readString(file));
        World world = run(golden, World.LIMITS);
        AslRun folded = new AslRun(world.definition, world.mocks);
        for (JournalRecord record : world.records) {
            folded = world.machine.apply(folded, record);
            if (!folded.status().isTerminal()) {
                AslRun restored = AslSnapshot.read(world.definition, world.mocks, AslSnapshot.write(folded))
                        .orElseThrow();
                assertThat(AslSnapshot.write(restored)).isEqualTo(AslSnapshot.write(folded));
                assertThat(restored.runnable).isEqualTo(folded.runnable);
                assertThat(restored.openTasks).isEqualTo(folded.openTasks);
            }
        }
        assertThat(folded.status()).isEqualTo(world.run.status());
        assertThat(folded.seq()).isEqualTo(world.run.seq());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyPrefixCanGoOnToTheSameKindOfEnd(Path file) throws IOException {
        JsonNode golden = MAPPER.readTree(Files.readString(file));
        World whole = run(golden, World.LIMITS);
        for (int length = 1; length < whole.records.size(); length++) {
            World world = new World(whole.definition, whole.mocks, golden.path("tasks"), World.LIMITS);
            pauses(world, golden);
            world.recover(whole.records.subList(0, length));
            world.runToEnd();
            world.redriveToEnd(golden.path("redrives").asInt());
            assertThat(world.run.status().isTerminal())
                    .as("%s after %d records", file, length)
                    .isEqualTo(whole.run.status().isTerminal());
            assertWellFormed(world.records);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void shortTurnsComeToTheSameEnd(Path file) throws IOException {
        JsonNode golden = MAPPER.readTree(Files.readString(file));
        World whole = run(golden, World.LIMITS);
        World bounded = run(golden, new Limits(262_144, 25_000, 1, 40));
        assertThat(bounded.run.status()).isEqualTo(whole.run.status());
        assertThat(bounded.records.getLast().change())
                .isEqualTo(whole.records.getLast().change());
        assertWellFormed(bounded.records);
    }

    private static World run(JsonNode golden, Limits limits) {
        ReadResult read = DefinitionReader.read(golden.get("definition").toString());
        assertThat(read).isInstanceOf(ReadResult.Ok.class);
        Definition definition = ((ReadResult.Ok) read).definition();
        World world = new World(definition, mocks(golden), golden.path("tasks"), limits);
        Map<String, Payload> variables = new LinkedHashMap<>();
        golden.path("variables").properties().forEach(v -> variables.put(v.getKey(), Payload.of(v.getValue())));
        world.start(
                Payload.of(golden.path("input")),
                Optional.empty(),
                Optional.ofNullable(golden.get("beginsAt"))
                        .map(state -> new Beginning(state.asText(), Optional.empty())),
                variables);
        pauses(world, golden);
        world.runToEnd();
        world.redriveToEnd(golden.path("redrives").asInt());
        return world;
    }

    private static Mocks mocks(JsonNode golden) {
        try {
            return golden.has("mocks") ? MockReader.read(golden.get("mocks").toString()) : Mocks.NONE;
        } catch (MockRefusal why) {
            throw new IllegalArgumentException(why);
        }
    }

    private static void pauses(World world, JsonNode golden) {
        golden.path("pauses")
                .forEach(pause -> world.pause(
                        World.BEGIN.plusMillis(pause.get("from").asLong()),
                        World.BEGIN.plusMillis(pause.get("until").asLong())));
    }

    /** Laws 6 and 10: numbers without gaps, predecessors that exist, and one terminal event per generation, which is its last. */
    static void assertWellFormed(List<JournalRecord> records) {
        long seq = 0;
        long event = 0;
        boolean ended = false;
        for (JournalRecord record : records) {
            assertThat(record.seq()).isEqualTo(++seq);
            if (record.isEvent()) {
                assertThat(record.eventId()).isEqualTo(++event);
                assertThat(record.previousEventId()).isLessThan(record.eventId());
            }
            assertThat(ended).as("record %d", seq).isEqualTo(record.change() instanceof ExecutionChange.Redriven);
            ended = record.change() instanceof ExecutionChange change && isEnd(change);
        }
    }

    private static boolean isEnd(ExecutionChange change) {
        return !(change instanceof ExecutionChange.Started || change instanceof ExecutionChange.Redriven);
    }

    static String line(JournalRecord record) {
        String place = record.isEvent() ? record.eventId() + " <- " + record.previousEventId() : "-";
        String what = record.change() instanceof ExecutionChange.Started started
                ? "Started[input=" + started.input()
                        + (started.variables().isEmpty() ? "]" : ", variables=" + started.variables() + "]")
                : record.change().toString();
        return place + " " + World.BEGIN.until(record.at(), ChronoUnit.MILLIS) + "ms " + what;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
