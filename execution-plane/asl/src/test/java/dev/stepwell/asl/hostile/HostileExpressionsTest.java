package dev.stepwell.asl.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.ThreadMXBean;
import dev.stepwell.asl.json.Json;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every case of {@code hostile/} is read and evaluated within a second of processor time and 64 MB of memory: the JVM of this test has 96
 * for all of it. It ends as it says: with a value, refused, or with the name of an error. Nearly all allocate less than that altogether;
 * those that leave more behind as garbage say how many {@code megabytes}. A case has the fields of a {@code state} and a recipe for its
 * input.
 * {@code -Dgolden.rewrite=true} writes down how each ends now; {@code -Dhostile.print=true} prints what each costs.
 */
class HostileExpressionsTest {
    private static final Path FILE = Path.of("src/test/resources/hostile/expressions.json");
    private static final long NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int MEGABYTES = 64;

    private static final ThreadMXBean THREAD = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @TestFactory
    Stream<DynamicTest> endSoonAndSmall() throws IOException {
        JsonNode cases = Json.parse(Files.readString(FILE));
        if (Boolean.getBoolean("golden.rewrite")) {
            cases.forEach(each -> ((ObjectNode) each).put("ends", Evaluation.end(definition(each), input(each))));
            Files.writeString(
                    FILE, cases.valueStream().map(Json::write).collect(Collectors.joining(",\n", "[\n", "\n]\n")));
        }
        assertThat(cases.size()).isGreaterThanOrEqualTo(80);
        return cases.valueStream()
                .map(each -> DynamicTest.dynamicTest(each.get("name").textValue(), () -> holds(each)));
    }

    private static void holds(JsonNode hostile) {
        String definition = definition(hostile);
        JsonNode input = input(hostile);
        int most = hostile.path("megabytes").asInt(MEGABYTES);
        Cost cost = cost(definition, input);
        if (cost.bytes / 1_000_000 > most) {
            cost = cost(definition, input); // code that was not compiled yet allocates what it would not afterwards
        }
        if (Boolean.getBoolean("hostile.print")) {
            System.out.printf(
                    "%5d ms %8d KB %s  %s%n",
                    cost.nanos / 1_000_000, cost.bytes / 1_000, cost.end, hostile.get("name"));
        }
        assertThat(cost.end).isEqualTo(hostile.get("ends").textValue());
        assertThat(cost.nanos).as("nanoseconds of processor time").isLessThanOrEqualTo(NANOS);
        assertThat(cost.bytes / 1_000_000).as("megabytes allocated").isLessThanOrEqualTo(most);
    }

    private record Cost(String end, long nanos, long bytes) {}

    private static Cost cost(String definition, JsonNode input) {
        long bytes = THREAD.getCurrentThreadAllocatedBytes();
        long nanos = THREAD.getCurrentThreadCpuTime();
        String end = Evaluation.end(definition, input);
        return new Cost(end, THREAD.getCurrentThreadCpuTime() - nanos, THREAD.getCurrentThreadAllocatedBytes() - bytes);
    }

    private static String definition(JsonNode hostile) {
        ObjectNode definition = JsonNodeFactory.instance.objectNode().put("StartAt", "S");
        ObjectNode states = definition.putObject("States");
        ObjectNode state = states.putObject("S").put("Type", "Pass");
        state.setAll((ObjectNode) hostile.get("state"));
        states.putObject("T").put("Type", "Succeed");
        if (!state.get("Type").textValue().equals("Choice")) {
            state.put("Next", "T");
        }
        return Json.write(definition);
    }

    /** {@code grow}: a text, repeated; {@code deep}: so many levels; {@code wide}: so many members and items. */
    private static JsonNode input(JsonNode hostile) {
        ObjectNode input = JsonNodeFactory.instance.objectNode().put("a", 1);
        if (hostile.has("grow")) {
            JsonNode grow = hostile.get("grow");
            String text = grow.get(1).textValue().repeat(grow.get(2).intValue());
            input.put(grow.get(0).textValue(), text).put("t", text + "!");
            input.putArray("list").addObject().put(grow.get(0).textValue(), text + "!");
        }
        ObjectNode inner = input;
        for (int i = hostile.path("deep").intValue(); i > 0; i--) {
            inner = inner.put("v", i).putObject("a");
        }
        ArrayNode items = input.putArray("items");
        for (int i = hostile.path("wide").intValue(); i > 0; i--) {
            input.put("m" + i, i);
            items.addObject().put("v", i).putObject("o").put("v", i);
        }
        return input;
    }
}
