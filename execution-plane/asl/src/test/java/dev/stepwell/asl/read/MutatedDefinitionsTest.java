package dev.stepwell.asl.read;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepwell.asl.expression.Expression;
import dev.stepwell.asl.expression.Scope;
import dev.stepwell.asl.expression.StatesException;
import dev.stepwell.asl.json.Json;
import dev.stepwell.asl.model.Flow;
import dev.stepwell.asl.model.MachineType;
import dev.stepwell.asl.model.Processor;
import dev.stepwell.asl.model.State;
import dev.stepwell.asl.model.WaitTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever is done to a definition, reading it answers with findings and never throws; and whatever is accepted can be evaluated on any
 * input, failing only as the language fails. The seed of a failure is its test's parameter and the round in its message.
 */
class MutatedDefinitionsTest {
    private static final int ROUNDS = 1500;
    private static final String INSERTED = "{}[]\",:.$\\'@?*\u0000\ud800";

    private static final String BASE = """
            {"Comment":"c","QueryLanguage":"JSONPath","Version":"1.0","TimeoutSeconds":9,"StartAt":"P","States":{
            "P":{"Type":"Pass","InputPath":"$.a","Parameters":{"x.$":"$.b[0:2]","y":[{"z.$":"States.Format('{} {}', $.c, $$.State.Name)"}]},
              "ResultPath":"$.r.s[0]","OutputPath":"$..r","Assign":{"v.$":"$"},"Next":"C"},
            "C":{"Type":"Choice","Choices":[{"Variable":"$.n","NumericGreaterThanEquals":3,"Next":"W"},
              {"And":[{"Variable":"$.s","StringMatches":"a*\\\\*"},{"Not":{"Variable":"$.t","TimestampLessThanPath":"$.u"}},
                {"Or":[{"Variable":"$v","IsNull":true},{"Variable":"$.q","IsPresent":false}]}],"Next":"T"}],"Default":"X"},
            "W":{"Type":"Wait","SecondsPath":"$.n","Next":"Y"},
            "Y":{"Type":"Wait","Timestamp":"2030-01-01T00:00:00Z","Next":"T"},
            "T":{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke.waitForTaskToken","TimeoutSecondsPath":"$.n",
              "HeartbeatSeconds":3,"Credentials":{"RoleArn.$":"$.role"},"Parameters":{"FunctionName":"f","Payload.$":"$..*"},
              "ResultSelector":{"p.$":"$.items[?(@.a == 1 && (@.b =~ /x+y/ || !@.c))].d"},"ResultPath":null,
              "Retry":[{"ErrorEquals":["E"],"IntervalSeconds":1,"BackoffRate":2.5,"MaxDelaySeconds":5,"JitterStrategy":"NONE"}],
              "Catch":[{"ErrorEquals":["States.ALL"],"ResultPath":"$.e","Next":"F"}],"Next":"L"},
            "L":{"Type":"Parallel","Branches":[{"StartAt":"B","States":{"B":{"Type":"Succeed","OutputPath":"$['k','l']"}}}],"Next":"M"},
            "M":{"Type":"Map","ItemsPath":"$.items","ItemSelector":{"i.$":"$$.Map.Item.Value","h.$":"States.Hash('a','MD5')"},
              "MaxConcurrencyPath":"$.n","ToleratedFailurePercentage":5,"Label":"m",
              "ItemProcessor":{"ProcessorConfig":{"Mode":"DISTRIBUTED","ExecutionType":"STANDARD"},"StartAt":"I","States":{
                "I":{"Type":"Task","Resource":"arn:aws:states:us-east-1:123456789012:activity:a","End":true}}},"End":true},
            "F":{"Type":"Fail","ErrorPath":"$.e.Error","CausePath":"States.JsonToString($.e)"},
            "X":{"Type":"Succeed","InputPath":null}}}
            """;

    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "0",
            "-1",
            "1.5",
            "1e400",
            "99999999999999999999",
            "\"\"",
            "\"$\"",
            "\"$$\"",
            "\"$.\"",
            "\"$..\"",
            "\"$.a[\"",
            "\"$[?(@\"",
            "\"$[?(@.a==1)]\"",
            "\"$.a[-1]\"",
            "\"States.\"",
            "\"States.Array(\"",
            "\"States.ArrayRange(0, 5, 1)\"",
            "\"States.UUID()\"",
            "\"JSONata\"",
            "\"{% $x %}\"",
            "\"Task\"",
            "\"Map\"",
            "\"P\"",
            "[]",
            "{}",
            "[[]]",
            "{\"a.$\":\"$.a\"}",
            "[{\"Variable\":\"$\"}]",
            "\"\\u0000\"",
            "\"arn:aws:states:::sqs:x\"",
            "\"DISTRIBUTED\"");

    private static final JsonNode INPUT = Json.parse(
            "{\"a\":{\"b\":[1,2,3],\"c\":\"s\"},\"n\":4,\"s\":\"ab*\",\"t\":\"2020-01-01T00:00:00Z\",\"u\":1,\"items\":[{\"a\":1,\"b\":\"xxy\"},7],\"role\":\"r\"}");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void neverAnythingButFindings(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        assertThat(DefinitionReader.read(BASE).findings()).isEmpty();
        for (int round = 0; round < ROUNDS; round++) {
            String text = round % 4 == 0 ? scrambled(BASE, random) : Json.write(mutated(random));
            MachineType type = random.nextInt(5) == 0 ? MachineType.EXPRESS : MachineType.STANDARD;
            try {
                check(DefinitionReader.read(text, type));
            } catch (RuntimeException | StackOverflowError e) {
                throw new AssertionError("round " + round + ": " + text, e);
            }
        }
    }

    private static void check(ReadResult result) {
        switch (result) {
            case ReadResult.Refused refused ->
                assertThat(refused.message()).startsWith("Invalid State Machine Definition: '");
            case ReadResult.Ok ok -> evaluate(ok.definition().flow());
        }
    }

    private static String scrambled(String text, RandomGenerator random) {
        StringBuilder scrambled = new StringBuilder(text);
        for (int i = random.nextInt(1, 4); i > 0; i--) {
            int at = random.nextInt(scrambled.length());
            switch (random.nextInt(3)) {
                case 0 -> scrambled.deleteCharAt(at);
                case 1 -> scrambled.insert(at, INSERTED.charAt(random.nextInt(INSERTED.length())));
                default -> scrambled.setCharAt(at, (char) random.nextInt(32, 127));
            }
        }
        return scrambled.toString();
    }

    private static JsonNode mutated(RandomGenerator random) {
        JsonNode root = Json.parse(BASE);
        for (int i = random.nextInt(1, 4); i > 0; i--) {
            List<JsonNode> containers = new ArrayList<>();
            gather(root, containers);
            JsonNode target = containers.get(random.nextInt(containers.size()));
            JsonNode value = random.nextInt(6) == 0
                    ? containers.get(random.nextInt(containers.size())).deepCopy()
                    : Json.parse(VALUES.get(random.nextInt(VALUES.size())));
            if (target instanceof ArrayNode array) {
                mutate(array, value, random);
            } else {
                mutate((ObjectNode) target, value, random);
            }
        }
        return root;
    }

    private static void gather(JsonNode node, List<JsonNode> containers) {
        if (node.isContainerNode()) {
            containers.add(node);
            node.forEach(child -> gather(child, containers));
        }
    }

    private static void mutate(ArrayNode array, JsonNode value, RandomGenerator random) {
        if (array.isEmpty() || random.nextBoolean()) {
            array.add(value);
        } else if (random.nextBoolean()) {
            array.remove(random.nextInt(array.size()));
        } else {
            array.set(random.nextInt(array.size()), value);
        }
    }

    private static void mutate(ObjectNode object, JsonNode value, RandomGenerator random) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        String name = names.isEmpty() ? "x" : names.get(random.nextInt(names.size()));
        switch (random.nextInt(4)) {
            case 0 -> object.remove(name);
            case 1 -> object.set(name + "Path", value);
            case 2 -> object.set("x", value);
            default -> object.set(name, value);
        }
    }

    private static void evaluate(Flow flow) {
        for (State state : flow.states().values()) {
            for (JsonNode input : List.of(INPUT, NullNode.getInstance(), JsonNodeFactory.instance.textNode("t"))) {
                Scope scope = new Scope(
                        input,
                        () -> JsonNodeFactory.instance.objectNode(),
                        Map.of(),
                        new SplittableRandom(1),
                        Instant.EPOCH);
                tryOut(() -> state.shaping().arguments(scope));
                tryOut(() -> state.shaping().output(scope, INPUT));
                tryOut(() -> state.shaping().assign(scope, INPUT));
                parts(state, scope);
            }
        }
    }

    private static void parts(State state, Scope scope) {
        switch (state) {
            case State.Choice choice ->
                choice.choices().forEach(rule -> tryOut(() -> rule.condition().test(scope)));
            case State.Wait wait -> tryOut(() -> until(wait).evaluate(scope));
            case State.Fail fail -> fail.cause().ifPresent(e -> tryOut(() -> e.evaluate(scope)));
            case State.Task task -> {
                task.timeoutSeconds().ifPresent(e -> tryOut(() -> e.evaluate(scope)));
                task.catches().forEach(c -> tryOut(() -> c.shaping().output(scope, INPUT)));
            }
            case State.Parallel parallel -> parallel.branches().forEach(MutatedDefinitionsTest::evaluate);
            case State.MapState map -> {
                tryOut(() -> map.items().evaluate(scope));
                map.itemSelector().ifPresent((Expression e) -> tryOut(() -> e.evaluate(scope)));
                Processor processor = map.processor();
                evaluate(processor.flow());
            }
            case State.Pass pass -> {}
            case State.Succeed succeed -> {}
        }
    }

    private static Expression until(State.Wait wait) {
        return switch (wait.until()) {
            case WaitTime.Seconds seconds -> seconds.seconds();
            case WaitTime.Timestamp timestamp -> timestamp.timestamp();
        };
    }

    private static void tryOut(Runnable evaluation) {
        try {
            evaluation.run();
        } catch (StatesException e) {
            assertThat(e.error()).startsWith("States.");
        }
    }
}
