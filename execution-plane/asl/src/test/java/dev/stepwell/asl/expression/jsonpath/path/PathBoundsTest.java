package dev.stepwell.asl.expression.jsonpath.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stepwell.asl.expression.Scope;
import dev.stepwell.asl.expression.StatesException;
import dev.stepwell.asl.json.Json;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PathBoundsTest {
    @Test
    void deepScansOfDeepScansStop() {
        String deep = "[".repeat(900) + "1" + "]".repeat(900);
        assertThatThrownBy(() -> read("$..*..*..*", Json.parse(deep)))
                .isInstanceOfSatisfying(
                        StatesException.class, e -> assertThat(e.error()).isEqualTo("States.Runtime"));
    }

    @Test
    void regularExpressionsThatExplodeStop() {
        JsonNode value = Json.parse("[{\"a\":\"" + "a".repeat(60) + "!\"}]");
        assertThatThrownBy(() -> read("$[?(@.a =~ /.*.*.*.*.*b/)]", value)).isInstanceOf(StatesException.class);
        JsonNode text = Json.parse("[{\"a\":\"" + "ab".repeat(100_000) + "\"}]");
        assertThatThrownBy(() -> read("$[?(@.a =~ /(a|b)*c/)]", text)).isInstanceOf(StatesException.class);
    }

    @Test
    void theDeepestValueCanBeScanned() {
        String deepest = "[".repeat(Json.MAX_DEPTH) + "]".repeat(Json.MAX_DEPTH);
        assertThat(read("$..*", Json.parse(deepest))).hasSize(Json.MAX_DEPTH - 1);
    }

    @Test
    void aTemplateSharesItsFuel() {
        Fuel fuel = new Fuel();
        fuel.spend(Fuel.STEPS);
        ScopedPath path = ScopedPath.parse("$.a.b");
        assertThatThrownBy(() -> path.read(scope(Json.parse("{\"a\":{\"b\":1}}")), fuel))
                .isInstanceOf(StatesException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "$a.",
                "$.",
                "$..",
                "$.a.",
                "$.a b",
                "$[",
                "$[]",
                "$['a]",
                "$['a'",
                "$['a',]",
                "$[a]",
                "$[1,]",
                "$[1",
                "$[1:2:3]",
                "$[99999999999]",
                "$[?]",
                "$[?(]",
                "$[?()]",
                "$[?(@.a ==)]",
                "$[?(1)]",
                "$[?(@.a =~ 'x')]",
                "$[?(@.a == /x/)]",
                "$[?(@.a =~ /x(/)]",
                "$[?(@.a =~ /x/q)]",
                "$[?(@.a == 1]",
                "$.a()",
                "$.length().a",
                "$.a..b.",
                "$$a",
                "$.a]",
                "$ "
            })
    void whatIsNoPathIsRefused(String text) {
        assertThatThrownBy(() -> ScopedPath.parse(text)).isInstanceOf(PathSyntaxException.class);
    }

    @Test
    void pathsAndFiltersAreBounded() {
        assertThatThrownBy(() -> ScopedPath.parse("$" + ".a".repeat(PathParser.MAX_STEPS + 1)))
                .isInstanceOf(PathSyntaxException.class);
        String nested = "(".repeat(FilterParser.MAX_DEPTH) + "@.a" + ")".repeat(FilterParser.MAX_DEPTH);
        assertThatThrownBy(() -> ScopedPath.parse("$[?(" + nested + ")]")).isInstanceOf(PathSyntaxException.class);
        String filters = "[?(@".repeat(FilterParser.MAX_DEPTH + 1) + ")]".repeat(FilterParser.MAX_DEPTH + 1);
        assertThatThrownBy(() -> ScopedPath.parse("$" + filters)).isInstanceOf(PathSyntaxException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"$.a[*]", "$..a", "$.a[0:1]", "$.a[0,1]", "$['a','b']", "$.a[-1]", "$[?(@.a)]", "$.length()", "x"
            })
    void whatNamesMoreThanOnePlaceIsNoReferencePath(String text) {
        assertThatThrownBy(() -> ReferencePath.parse(text))
                .isInstanceOf(PathSyntaxException.class)
                .hasMessageStartingWith("Value is not a Reference Path: ");
    }

    @Test
    void puttingAValueSharesWhatDidNotChange() {
        JsonNode document = Json.parse("{\"a\":{\"b\":[1,2]},\"c\":{}}");
        String before = Json.write(document);
        JsonNode changed = ReferencePath.parse("$.a.b[1]").put(document, JsonNodeFactory.instance.textNode("x"));
        assertThat(Json.write(changed)).isEqualTo("{\"a\":{\"b\":[1,\"x\"]},\"c\":{}}");
        assertThat(Json.write(document)).isEqualTo(before);
        assertThat(changed.get("c")).isSameAs(document.get("c"));
    }

    private static JsonNode read(String path, JsonNode value) {
        return Objects.requireNonNull(ScopedPath.parse(path).read(scope(value)));
    }

    private static Scope scope(JsonNode value) {
        return new Scope(value, () -> value, Map.of(), new SplittableRandom(1), Instant.EPOCH);
    }
}
