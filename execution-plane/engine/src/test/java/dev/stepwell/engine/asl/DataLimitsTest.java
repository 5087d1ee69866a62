package dev.stepwell.engine.asl;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepwell.asl.json.Json;
import dev.stepwell.asl.read.DefinitionReader;
import dev.stepwell.asl.read.ReadResult;
import dev.stepwell.engine.record.ExecutionChange;
import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.engine.turn.Limits;
import dev.stepwell.engine.turn.Payload;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is too large fails with States.DataLimitExceeded wherever it comes about, in AWS's words, and can be caught. */
final class DataLimitsTest {
    private static final Limits SMALL = new Limits(1_000, 25_000, 400, 40);
    private static final String TOO_LARGE =
            "The state/task '%s' returned a result with a size exceeding the maximum number of bytes service limit.";

    @Test
    void theOutputOfAState() {
        World world = run("""
                {"StartAt": "P", "States": {"P": {"Type": "Pass", "Parameters": {"a.$": "$.text", "b.$": "$.text"}, "End": true}}}""", input(700));
        assertThat(end(world))
                .isEqualTo(new ExecutionChange.Failed(
                        Optional.of("States.DataLimitExceeded"), Optional.of(TOO_LARGE.formatted("P"))));
    }

    @Test
    void whatATaskIsGiven() {
        World world = run("""
                {"StartAt": "T", "States": {"T": {"Type": "Task", "Resource": "arn:aws:lambda:us-east-1:123456789012:function:f",
                 "Parameters": {"a.$": "$.text", "b.$": "$.text"}, "End": true,
                 "Catch": [{"ErrorEquals": ["States.DataLimitExceeded"], "Next": "C"}]}, "C": {"Type": "Pass", "End": true}}}""", input(700));
        assertThat(end(world)).isEqualTo(new ExecutionChange.Succeeded(caught("T")));
    }

    @Test
    void whatTheBranchesOfAParallelAreGiven() {
        World world = run("""
                {"StartAt": "P", "States": {"P": {"Type": "Parallel", "Parameters": {"a.$": "$.text", "b.$": "$.text"}, "End": true,
                 "Branches": [{"StartAt": "B", "States": {"B": {"Type": "Succeed"}}}],
                 "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "C"}]}, "C": {"Type": "Pass", "End": true}}}""", input(700));
        assertThat(end(world)).isEqualTo(new ExecutionChange.Succeeded(caught("P")));
    }

    @Test
    void whatAnIterationIsGivenWhileOthersRun() {
        World world = run(
                """
                {"StartAt": "M", "States": {"M": {"Type": "Map", "ItemsPath": "$.items", "End": true,
                 "ItemSelector": {"a.$": "$$.Map.Item.Value", "b.$": "$$.Map.Item.Value"},
                 "ItemProcessor": {"StartAt": "W", "States": {"W": {"Type": "Wait", "Seconds": 5, "End": true}}},
                 "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "C"}]}, "C": {"Type": "Pass", "End": true}}}""",
                JsonNodeFactory.instance
                        .objectNode()
                        .set(
                                "items",
                                JsonNodeFactory.instance
                                        .arrayNode()
                                        .add("short")
                                        .add("x".repeat(600))));
        assertThat(end(world)).isEqualTo(new ExecutionChange.Succeeded(caught("M")));
    }

    @Test
    void allVariablesTogether() {
        ObjectNode definition = JsonNodeFactory.instance.objectNode().put("StartAt", "S0");
        ObjectNode states = definition.putObject("States");
        for (int i = 0; i < 45; i++) {
            ObjectNode state = states.putObject("S" + i).put("Type", "Pass");
            state.putObject("Assign").put((i < 5 ? "same" : "v" + i) + ".$", "$.text");
            state.put("Next", "S" + (i + 1));
        }
        states.putObject("S45").put("Type", "Succeed");
        World world = world(Json.write(definition), Limits.AWS);
        world.start(Payload.of(input(262_000)));
        world.runToEnd();
        // One that is assigned again and again counts once, and 40 are the most: so the 41st name is one too many.
        assertThat(end(world))
                .isEqualTo(new ExecutionChange.Failed(
                        Optional.of("States.DataLimitExceeded"), Optional.of(TOO_LARGE.formatted("S44"))));
    }

    private static World run(String definition, JsonNode input) {
        World world = world(definition, SMALL);
        world.start(Payload.of(input));
        world.runToEnd();
        return world;
    }

    private static World world(String definition, Limits limits) {
        ReadResult read = DefinitionReader.read(definition);
        assertThat(read).isInstanceOf(ReadResult.Ok.class);
        return new World(((ReadResult.Ok) read).definition(), JsonNodeFactory.instance.objectNode(), limits);
    }

    private static ObjectNode input(int characters) {
        return JsonNodeFactory.instance.objectNode().put("text", "x".repeat(characters));
    }

    private static Payload caught(String state) {
        return Payload.of(JsonNodeFactory.instance
                .objectNode()
                .put("Error", "States.DataLimitExceeded")
                .put("Cause", TOO_LARGE.formatted(state)));
    }

    private static ExecutionChange end(World world) {
        JournalRecord last = world.records.getLast();
        assertThat(last.change()).isInstanceOf(ExecutionChange.class);
        return (ExecutionChange) last.change();
    }
}
