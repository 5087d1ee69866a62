package dev.stepwell.asl.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.stepwell.asl.expression.Expression;
import dev.stepwell.asl.expression.Scope;
import dev.stepwell.asl.expression.Shaping;
import dev.stepwell.asl.expression.StatesException;
import dev.stepwell.asl.json.Json;
import dev.stepwell.asl.model.ChoiceRule;
import dev.stepwell.asl.model.State;
import dev.stepwell.asl.model.WaitTime;
import dev.stepwell.asl.read.DefinitionReader;
import dev.stepwell.asl.read.ReadResult;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * States and what they make of their data. A case has the fields of a {@code state} and an {@code input}, perhaps a {@code context},
 * {@code variables} and the {@code result} of the body; what is expected depends on the kind of the state.
 */
class GoldenExpressionsTest {
    @TestFactory
    Stream<DynamicTest> expressions() {
        return GoldenFile.in("expressions").stream().flatMap(file -> file.tests(GoldenExpressionsTest::evaluate));
    }

    private static JsonNode evaluate(ObjectNode golden) {
        Map<String, JsonNode> variables = new HashMap<>();
        golden.path("variables").properties().forEach(each -> variables.put(each.getKey(), each.getValue()));
        Scope scope = new Scope(
                golden.get("input"), () -> golden.path("context"), variables, new SplittableRandom(7), Instant.EPOCH);
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        switch (state(golden)) {
            case State.Pass pass -> shaped(out, pass, scope, golden);
            case State.Task task -> {
                shaped(out, task, scope, golden);
                task.timeoutSeconds().ifPresent(e -> put(out, "timeout", e, scope));
                task.heartbeatSeconds().ifPresent(e -> put(out, "heartbeat", e, scope));
                task.credentials().ifPresent(e -> put(out, "role", e, scope));
                for (int i = 0; i < task.catches().size(); i++) {
                    Shaping shaping = task.catches().get(i).shaping();
                    put(out, i == 0 ? "caught" : "caught " + i, () -> shaping.output(scope, golden.get("result")));
                }
            }
            case State.Succeed succeed -> shaped(out, succeed, scope, golden);
            case State.Parallel parallel -> shaped(out, parallel, scope, golden);
            case State.Choice choice -> put(out, "next", () -> TextNode.valueOf(next(choice, scope)));
            case State.Wait wait -> put(out, "until", until(wait), scope);
            case State.Fail fail -> {
                fail.error().ifPresent(e -> put(out, "error", e, scope));
                fail.cause().ifPresent(e -> put(out, "cause", e, scope));
            }
            case State.MapState map -> {
                put(out, "items", map.items(), scope);
                map.itemSelector().ifPresent(e -> put(out, "selected", e, scope));
                map.maxConcurrency().ifPresent(e -> put(out, "concurrency", e, scope));
                map.toleratedFailure().count().ifPresent(e -> put(out, "toleratedCount", e, scope));
                map.toleratedFailure().percentage().ifPresent(e -> put(out, "toleratedPercentage", e, scope));
            }
        }
        return out;
    }

    private static State state(ObjectNode golden) {
        ObjectNode definition = JsonNodeFactory.instance.objectNode();
        definition.put("StartAt", "S");
        ObjectNode states = definition.putObject("States");
        ObjectNode state = states.putObject("S");
        state.put("Type", "Pass");
        state.setAll((ObjectNode) golden.get("state"));
        String type = state.get("Type").textValue();
        if (type.equals("Choice")) {
            ArrayNode rules = (ArrayNode) state.get("Choices").deepCopy();
            state.set("Choices", rules);
            for (String target : List.of("A", "B", "Other")) {
                states.putObject(target).put("Type", "Succeed");
                ObjectNode never = rules.addObject().put("Next", target);
                if (state.path("QueryLanguage").asText().equals("JSONata")) {
                    never.put("Condition", false);
                } else {
                    never.put("Variable", "$").put("IsPresent", false);
                }
            }
        } else if (!type.equals("Succeed") && !type.equals("Fail")) {
            state.put("End", true);
        }
        if (type.equals("Map")) {
            ObjectNode processor = state.putObject("ItemProcessor");
            processor.put("StartAt", "I");
            processor.putObject("States").putObject("I").put("Type", "Succeed");
        }
        ReadResult result = DefinitionReader.read(Json.write(definition));
        Assertions.assertThat(result).isInstanceOf(ReadResult.Ok.class);
        return ((ReadResult.Ok) result).definition().flow().state("S");
    }

    private static void shaped(ObjectNode out, State state, Scope scope, ObjectNode golden) {
        put(out, "arguments", () -> state.shaping().arguments(scope));
        if (out.get("arguments").has("failed")) {
            return;
        }
        JsonNode result = golden.has("result") ? golden.get("result") : out.get("arguments");
        put(out, "output", () -> state.shaping().output(scope, result));
        put(out, "assigned", () -> {
            ObjectNode assigned = JsonNodeFactory.instance.objectNode();
            assigned.setAll(state.shaping().assign(scope, result));
            return assigned;
        });
        if (out.get("assigned").isEmpty()) {
            out.remove("assigned");
        }
    }

    private static Expression until(State.Wait wait) {
        return switch (wait.until()) {
            case WaitTime.Seconds seconds -> seconds.seconds();
            case WaitTime.Timestamp timestamp -> timestamp.timestamp();
        };
    }

    private static String next(State.Choice choice, Scope scope) {
        Scope view = scope.over(choice.shaping().arguments(scope));
        for (ChoiceRule rule : choice.choices()) {
            if (rule.condition().test(view)) {
                return rule.next();
            }
        }
        return choice.otherwise().orElse("no match");
    }

    private static void put(ObjectNode out, String name, Expression expression, Scope scope) {
        put(out, name, () -> expression.evaluate(scope));
    }

    private static void put(ObjectNode out, String name, Supplier<JsonNode> value) {
        try {
            out.set(name, value.get());
        } catch (StatesException e) {
            out.putObject(name).put("failed", e.error() + ": " + e.causeText());
        }
    }
}
