package dev.stepwell.asl.expression.jsonpath;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepwell.asl.expression.Scope;
import dev.stepwell.asl.expression.StatesException;
import dev.stepwell.asl.json.Json;
import dev.stepwell.asl.model.State;
import dev.stepwell.asl.read.DefinitionReader;
import dev.stepwell.asl.read.ReadResult;
import java.time.Instant;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BoundedShapingTest {
    @Test
    void wrappingAgainAndAgainStops() {
        State.Pass pass = pass("\"Parameters\":{\"a.$\":\"$\"}");
        assertThatThrownBy(() -> {
                    JsonNode value = Json.parse("1");
                    for (int i = 0; i < Json.MAX_DEPTH; i++) {
                        value = pass.shaping().arguments(scope(value));
                        assertThat(Json.parse(Json.write(value))).isEqualTo(value);
                    }
                })
                .isInstanceOfSatisfying(
                        StatesException.class, e -> assertThat(e.error()).isEqualTo("States.Runtime"));
    }

    @Test
    void repeatingOverAndOverStops() {
        JsonNode large = Json.parse("\"" + "x".repeat(200_000) + "\"");
        State.Pass pass = pass("\"Parameters\":[" + "{\"a.$\":\"$\"},".repeat(1000) + "0]");
        assertThatThrownBy(() -> pass.shaping().arguments(scope(large)))
                .isInstanceOfSatisfying(
                        StatesException.class, e -> assertThat(e.error()).isEqualTo("States.DataLimitExceeded"));
    }

    @Test
    void theWorkOfATemplateIsBoundedAsAWhole() {
        JsonNode wide = Json.parse("[" + "1,".repeat(10_000) + "1]");
        State.Pass pass = pass("\"Parameters\":{" + "\"b\":[" + "{\"c.$\":\"$..x\"},".repeat(100) + "0]}");
        assertThatThrownBy(() -> pass.shaping().arguments(scope(wide)))
                .isInstanceOfSatisfying(
                        StatesException.class, e -> assertThat(e.causeText()).contains("stopped after"));
    }

    @Test
    void whatIsNotTouchedStaysTheSameObject() {
        JsonNode input = Json.parse("{\"a\":{\"b\":1}}");
        State.Pass plain = pass("\"Comment\":\"\"");
        assertThat(plain.shaping().arguments(scope(input))).isSameAs(input);
        assertThat(plain.shaping().output(scope(input), input)).isSameAs(input);
        State.Pass discarding = pass("\"ResultPath\":null");
        assertThat(discarding.shaping().output(scope(input), Json.parse("1"))).isSameAs(input);
        State.Pass constant = pass("\"Parameters\":{\"x\":[1]}");
        assertThat(constant.shaping().arguments(scope(input)))
                .isSameAs(constant.shaping().arguments(scope(input)));
    }

    private static State.Pass pass(String fields) {
        ReadResult result = DefinitionReader.read(
                "{\"StartAt\":\"P\",\"States\":{\"P\":{\"Type\":\"Pass\"," + fields + ",\"End\":true}}}");
        assertThat(result).isInstanceOf(ReadResult.Ok.class);
        return (State.Pass) ((ReadResult.Ok) result).definition().flow().state("P");
    }

    private static Scope scope(JsonNode input) {
        return new Scope(input, () -> input, Map.of(), new SplittableRandom(1), Instant.EPOCH);
    }
}
