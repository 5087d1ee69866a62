package dev.stepwell.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stepwell.asl.expression.Scope;
import dev.stepwell.asl.json.Json;
import dev.stepwell.asl.model.Definition;
import dev.stepwell.asl.model.State;
import dev.stepwell.asl.read.DefinitionReader;
import dev.stepwell.asl.read.ReadResult;
import dev.stepwell.engine.asl.AslMachine;
import dev.stepwell.engine.asl.AslRun;
import dev.stepwell.engine.turn.Input;
import dev.stepwell.engine.turn.Limits;
import dev.stepwell.engine.turn.Outcome;
import dev.stepwell.engine.turn.Payload;
import dev.stepwell.engine.turn.StartFacts;
import dev.stepwell.engine.turn.Turn;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A Pass state with an input of 1 KiB and a template of five fields, in both query languages. {@code evaluate} is what the state does
 * with its data; {@code turn} is a whole execution of it in the machine, from its start to its end, parsing the input as well.
 */
@org.openjdk.jmh.annotations.State(org.openjdk.jmh.annotations.Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(3)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
public class PassState {
    private static final String INPUT = """
            {"order":{"id":"7f4c21","customer":{"name":"Ada Lovelace","email":"ada@example.com","since":"2019-04-01T00:00:00Z"},
            "total":129.5},"items":[{"sku":"A-100","quantity":2,"price":19.5},{"sku":"B-200","quantity":1,"price":90.5}],
            "notes":"%s","flags":{"gift":true,"express":false}}
            """.formatted("n".repeat(690));

    private static final Map<String, String> TEMPLATES = Map.of("JSONPath", """
                    "Parameters":{"id.$":"$.order.id","name.$":"$.order.customer.name","first.$":"$.items[0].sku",
                    "skus.$":"$.items[*].sku","text.$":"States.Format('order {} of {}', $.order.id, $.order.total)"}""", "JSONata", """
                    "Output":{"id":"{%% $states.input.order.id %%}","name":"{%% $states.input.order.customer.name %%}",
                    "first":"{%% $states.input.items[0].sku %%}","skus":"{%% $states.input.items.sku %%}",
                    "text":"{%% 'order ' & $states.input.order.id & ' of ' & $states.input.order.total %%}"}""".formatted());

    @Param({"JSONPath", "JSONata"})
    public String language = "";

    private final AslMachine machine = new AslMachine();
    private final StartFacts facts = facts();
    private Definition definition = definition("JSONPath");
    private State state = definition.flow().state("P");
    private Scope scope = scope();

    @Setup
    public void compile() {
        definition = definition(language);
        state = definition.flow().state("P");
        scope = scope();
    }

    @Benchmark
    public JsonNode evaluate() {
        return state.shaping().output(scope, state.shaping().arguments(scope));
    }

    @Benchmark
    public Outcome<AslRun> turn() {
        Turn turn = new Turn(Instant.EPOCH, 1, task -> "token", Limits.AWS);
        return machine.handle(new AslRun(definition), List.of(new Input.Start(facts, Payload.of(INPUT))), turn);
    }

    private static Definition definition(String language) {
        String text = "{\"StartAt\":\"P\",\"QueryLanguage\":\"" + language
                + "\",\"States\":{\"P\":{\"Type\":\"Pass\",\"End\":true," + TEMPLATES.get(language) + "}}}";
        return switch (DefinitionReader.read(text)) {
            case ReadResult.Ok ok -> ok.definition();
            case ReadResult.Refused refused -> throw new IllegalStateException(refused.message());
        };
    }

    private static Scope scope() {
        return new Scope(
                Json.parse(INPUT),
                JsonNodeFactory.instance::objectNode,
                Map.of(),
                new SplittableRandom(1),
                Instant.EPOCH);
    }

    private static StartFacts facts() {
        String arn = "arn:aws:states:us-east-1:123456789012:";
        return StartFacts.of(
                arn + "execution:machine:run",
                "run",
                arn + "stateMachine:machine",
                "machine",
                "revision",
                "arn:aws:iam::123456789012:role/role",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                1);
    }
}
