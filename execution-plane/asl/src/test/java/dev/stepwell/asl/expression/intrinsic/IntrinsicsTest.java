package dev.stepwell.asl.expression.intrinsic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepwell.asl.expression.Scope;
import dev.stepwell.asl.expression.StatesException;
import dev.stepwell.asl.json.Json;
import java.time.Instant;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntrinsicsTest {
    @Test
    void chanceComesFromTheTurn() {
        JsonNode first = evaluate("States.UUID()", 1);
        assertThat(first).isEqualTo(evaluate("States.UUID()", 1)).isNotEqualTo(evaluate("States.UUID()", 2));
        assertThat(first.textValue()).matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
        for (int seed = 0; seed < 200; seed++) {
            assertThat(evaluate("States.MathRandom(-3, 2)", seed).intValue()).isBetween(-3, 1);
            assertThat(evaluate("States.MathRandom(0, 999, " + seed + ")", 1).intValue())
                    .isBetween(0, 998);
        }
        assertThat(evaluate("States.MathRandom(0, 999, 3)", 1)).isEqualTo(evaluate("States.MathRandom(0, 999, 3)", 9));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "States.Nope()",
                "States.Array",
                "States.Array(",
                "States.Array(1",
                "States.Array(1,)",
                "States.Array(,1)",
                "States.Array(1) x",
                "States.Array('a)",
                "States.Array('a\\n')",
                "States.Array(\"a\")",
                "States.Array(nope)",
                "States.Array($.)",
                "States.Array([1])",
                "States.MathAdd(1)",
                "States.UUID(1)",
                "States.JsonMerge($.a, $.b)",
                "States.Format()",
                "states.Array()",
                " States.Array()",
                "States.Array(States.Nope())",
                "States.Array(01)"
            })
    void whatIsNoCallIsRefused(String text) {
        assertThat(Intrinsics.parse(text)).isEmpty();
    }

    @Test
    void callsAreBounded() {
        assertThat(Intrinsics.parse("States.Array(".repeat(10) + ")".repeat(10)))
                .isPresent();
        assertThat(Intrinsics.parse("States.Array(".repeat(11) + ")".repeat(11)))
                .isEmpty();
        assertThat(Intrinsics.parse("States.Array(" + "1,".repeat(5000) + "1)")).isEmpty();
        String many = "States.Format('" + "{}".repeat(1000) + "'" + ",$".repeat(1000) + ")";
        assertThatThrownBy(() ->
                        Intrinsics.parse(many).orElseThrow().evaluate(scope("\"" + "x".repeat(100_000) + "\"", 1)))
                .isInstanceOf(StatesException.class);
        String repeated = "States.ArrayUnique(States.Array(" + "$,".repeat(3000) + "$))";
        String wide = "[" + "1,".repeat(50_000) + "1]";
        assertThatThrownBy(() -> Intrinsics.parse(repeated).orElseThrow().evaluate(scope(wide, 1)))
                .isInstanceOf(StatesException.class);
    }

    private static JsonNode evaluate(String text, long seed) {
        return Intrinsics.parse(text).orElseThrow().evaluate(scope("{}", seed));
    }

    private static Scope scope(String input, long seed) {
        JsonNode value = Json.parse(input);
        return new Scope(value, () -> value, Map.of(), new SplittableRandom(seed), Instant.EPOCH);
    }
}
