package dev.stepwell.asl.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-1",
                "1.0",
                "0.1",
                "-0.0",
                "2147483648",
                "123456789012345678901234567890",
                "1.0E10",
                "1E+400",
                "0.12345678901234567890123",
                "true",
                "null",
                "\"a/b\u00e9\ud83d\ude00\"",
                "{\"b\":1,\"a\":{\"z\":[]}}",
                "[]",
                "\"\\u0000\\u001F\\n\\\\\\\"\""
            })
    void whatIsWrittenIsWhatWasRead(String text) {
        assertThat(Json.write(Json.parse(text))).isEqualTo(text);
        assertThat(new String(
                        Json.writeUtf8(Json.parse(text.getBytes(StandardCharsets.UTF_8))), StandardCharsets.UTF_8))
                .isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"1e3,1000.0", "1.10,1.1", "-0,0", "1e400,1E+400", "100000000000000000000000e-20,1000.0"})
    void numbersKeepTheirValue(String text, String written) {
        assertThat(Json.write(Json.parse(text))).isEqualTo(written);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[1,]",
                "{\"a\":1,}",
                "{a:1}",
                "'a'",
                "01",
                "+1",
                ".5",
                "NaN",
                "1 2",
                "// no\n1",
                "\"\\ud800\"",
                "\"\\udc00\\ud800\"",
                "\"a\nb\"",
                "\ufeff1",
                "1e99999999999",
                "truely"
            })
    void whatIsNoJsonIsRefused(String text) {
        assertThatThrownBy(() -> Json.parse(text)).isInstanceOf(JsonSyntaxException.class);
    }

    @Test
    void theLastOfEqualKeysWinsInDataAndIsRefusedInDefinitions() {
        assertThat(Json.write(Json.parse("{\"a\":1,\"b\":2,\"a\":3}"))).isEqualTo("{\"a\":3,\"b\":2}");
        assertThatThrownBy(() -> Json.parseDefinition("{\"a\":1,\"a\":3}"))
                .isInstanceOf(JsonSyntaxException.class)
                .hasMessageContaining("Duplicate");
    }

    @Test
    void badJsonIsLocatedWhereReadingStopped() {
        assertThatThrownBy(() -> Json.parse("{\"a\": nope}")).isInstanceOfSatisfying(JsonSyntaxException.class, e -> {
            assertThat(e.place()).contains("[Source: (String)\"{\"a\": nope}\"; line: 1, column: 11]");
            assertThat(e.text())
                    .startsWith("Unrecognized token 'nope'")
                    .endsWith("\n at " + e.place().get());
        });
    }

    @Test
    void depthIsBoundedBothWays() {
        String deepest = "[".repeat(Json.MAX_DEPTH) + "]".repeat(Json.MAX_DEPTH);
        JsonNode value = Json.parse(deepest);
        assertThat(Json.write(value)).isEqualTo(deepest);
        assertThat(value).isEqualTo(Json.parse(deepest));
        assertThatThrownBy(() -> Json.parse("[" + deepest + "]")).isInstanceOf(JsonSyntaxException.class);
        ArrayNode deeper = JsonNodeFactory.instance.arrayNode().add(value);
        assertThatThrownBy(() -> Json.write(deeper)).isInstanceOf(JsonDepthException.class);
        assertThatThrownBy(() -> Json.writeUtf8(deeper)).isInstanceOf(JsonDepthException.class);
    }

    @Test
    void whatIsBuiltLeavesRoomForAnArrayAroundIt() {
        int depth = JsonBounds.MAX_DEPTH;
        JsonNode value = Json.parse("[".repeat(depth) + "]".repeat(depth));
        assertThat(JsonBounds.of(value)).isEqualTo(JsonBounds.WITHIN);
        JsonNode around = JsonNodeFactory.instance.arrayNode().add(value);
        assertThat(JsonBounds.of(around)).isEqualTo(JsonBounds.TOO_DEEP);
        assertThat(Json.parse(Json.write(around))).isEqualTo(around);
    }

    @Test
    void whatIsSharedIsWeighedEachTimeAndLookingStopsAtTheBound() {
        ObjectNode shared = JsonNodeFactory.instance.objectNode().put("text", "x".repeat(100_000));
        JsonNode node = shared;
        for (int i = 0; i < 40; i++) {
            node = JsonNodeFactory.instance.arrayNode().add(node).add(node).add(node);
        }
        assertThat(JsonBounds.of(shared)).isEqualTo(JsonBounds.WITHIN);
        assertThat(JsonBounds.of(node)).isEqualTo(JsonBounds.TOO_LARGE);
        assertThat(JsonBounds.of(node, 16 << 20)).isEqualTo(JsonBounds.TOO_LARGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "\u00e9", "\u20ac", "\ud83d\ude00x", "\u07ff\u0800\uffff"})
    void lengthInUtf8IsThatOfTheEncoder(String text) {
        assertThat(Json.utf8Length(text)).isEqualTo(text.getBytes(StandardCharsets.UTF_8).length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud83d", "a\ude00", "\ude00\ud83d", "\ud83dx"})
    void halfAPairHasNoLength(String text) {
        assertThat(Json.utf8Length(text)).isEqualTo(-1);
    }
}
