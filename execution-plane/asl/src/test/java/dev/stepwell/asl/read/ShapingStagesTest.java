package dev.stepwell.asl.read;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepwell.asl.expression.Scope;
import dev.stepwell.asl.expression.Shaping;
import dev.stepwell.asl.expression.Stages;
import dev.stepwell.asl.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ShapingStagesTest {
    private final List<String> heard = new ArrayList<>();
    private final Stages stages = (stage, value) -> heard.add(stage + " " + Json.write(value));

    @Test
    void jsonPathTellsEachOfItsStages() {
        Shaping shaping = shaping("""
                {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "InputPath": "$.a",
                 "Parameters": {"FunctionName.$": "$.b"}, "ResultSelector": {"d.$": "$.c"}, "ResultPath": "$.r",
                 "OutputPath": "$.r.d", "End": true}""");
        Scope scope = scope("{\"a\":{\"b\":1}}");
        assertThat(shaping.arguments(scope, stages)).isEqualTo(shaping.arguments(scope));
        JsonNode result = Json.parse("{\"c\":2}");
        assertThat(shaping.output(scope, result, stages)).isEqualTo(shaping.output(scope, result));
        assertThat(heard)
                .containsExactly(
                        "INPUT_PATH {\"b\":1}",
                        "PARAMETERS {\"FunctionName\":1}",
                        "RESULT_SELECTOR {\"d\":2}",
                        "RESULT_PATH {\"a\":{\"b\":1},\"r\":{\"d\":2}}");
    }

    @Test
    void jsonataTellsItsArguments() {
        Shaping shaping = shaping("""
                {"Type": "Task", "QueryLanguage": "JSONata", "Resource": "arn:aws:states:::lambda:invoke",
                 "Arguments": {"FunctionName": "{% $states.input.a %}"}, "Output": 1, "End": true}""");
        Scope scope = scope("{\"a\":\"f\"}");
        shaping.arguments(scope, stages);
        shaping.output(scope, Json.parse("2"), stages);
        assertThat(heard).containsExactly("ARGUMENTS {\"FunctionName\":\"f\"}");
    }

    private static Shaping shaping(String state) {
        return ((ReadResult.Ok) DefinitionReader.readState(state))
                .definition()
                .flow()
                .state(DefinitionReader.LONE_STATE)
                .shaping();
    }

    private static Scope scope(String input) {
        return new Scope(Json.parse(input), () -> Json.parse("{}"), Map.of(), new SplittableRandom(1), Instant.EPOCH);
    }
}
