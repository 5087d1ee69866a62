package dev.stepwell.engine.asl;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepwell.asl.json.Json;
import dev.stepwell.asl.read.DefinitionReader;
import dev.stepwell.asl.read.ReadResult;
import dev.stepwell.engine.asl.OpenFlows.OpenFlow;
import dev.stepwell.engine.asl.OpenFlows.Position;
import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.engine.turn.Payload;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where flows stand after any of the events that led there. */
class OpenFlowsTest {
    private static final String ARN = "arn:aws:states:us-east-1:123456789012:activity:a";
    private static final JsonNode NEVER = Json.parse("{\"" + ARN + "\":[{\"never\":true}]}");
    private static final String NESTED = """
            {"QueryLanguage": "JSONata", "StartAt": "A", "States": {
              "A": {"Type": "Pass", "Assign": {"v": 1, "w": "x"}, "Output": {"n": 2}, "Next": "M"},
              "M": {"Type": "Map", "Items": [10, 20], "MaxConcurrency": 1, "End": true, "ItemProcessor": {"StartAt": "P", "States": {
                "P": {"Type": "Parallel", "End": true, "Branches": [
                  {"StartAt": "W", "States": {"W": {"Type": "Wait", "Seconds": 5, "End": true}}},
                  {"StartAt": "T", "States": {"T": {"Type": "Task", "Resource": "%s", "Arguments": {"of": "{%% $states.input %%}"},
                                                     "TimeoutSeconds": 60, "End": true}}}]}}}}}}""".formatted(ARN);
    private static final String FAILS = """
            {"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "F"}, "F": {"Type": "Fail", "Error": "E", "Cause": "c"}}}""";

    private static World world(String definition) {
        World world = new World(((ReadResult.Ok) DefinitionReader.read(definition)).definition(), NEVER, World.LIMITS);
        world.start(Payload.of("{\"i\":0}"));
        world.settle();
        return world;
    }

    private static List<OpenFlow> at(World world, long eventId) {
        AslRun run = new AslRun(world.definition);
        for (JournalRecord record : world.records) {
            if (record.eventId() > eventId) {
                break;
            }
            run = world.machine.apply(run, record);
        }
        return OpenFlows.of(run);
    }

    @Test
    void everyOpenFlowIsToldWithItsDataAndWhatIsAroundIt() {
        List<OpenFlow> flows = OpenFlows.of(world(NESTED).run);
        assertThat(flows)
                .extracting(OpenFlow::state, OpenFlow::position)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("M", Position.ITERATIONS),
                        org.assertj.core.groups.Tuple.tuple("P", Position.BRANCHES),
                        org.assertj.core.groups.Tuple.tuple("W", Position.WAITING),
                        org.assertj.core.groups.Tuple.tuple("T", Position.TASK));
        OpenFlow own = flows.get(0);
        assertThat(own.around()).isEmpty();
        assertThat(own.data()).isEqualTo(Payload.of("{\"n\":2}"));
        assertThat(own.variables()).isEqualTo(Map.of("v", Payload.of("1"), "w", Payload.of("\"x\"")));
        assertThat(own.detail().parts()).isEqualTo(2);
        assertThat(own.detail().partsEnded()).isZero();
        assertThat(flows.get(2).detail().until()).hasValue(World.BEGIN.plusSeconds(5));
        OpenFlow task = flows.get(3);
        assertThat(task.around())
                .containsExactly(new OpenWait.Around("M", true, 0), new OpenWait.Around("P", false, 1));
        assertThat(task.data()).isEqualTo(Payload.of("10"));
        assertThat(task.detail().work()).hasValue(Payload.of("{\"of\":10}"));
        assertThat(task.detail().resource()).hasValue(ARN);
        assertThat(task.detail().until()).hasValue(Instant.parse("2026-01-01T00:01:00Z"));
    }

    @Test
    void anEarlierEventShowsWhatWasThen() {
        World world = world(NESTED);
        assertThat(at(world, 1))
                .singleElement()
                .satisfies(flow -> assertThat(flow.position()).isEqualTo(Position.ENTERING))
                .satisfies(flow -> assertThat(flow.data()).isEqualTo(Payload.of("{\"i\":0}")));
        assertThat(at(world, 2))
                .singleElement()
                .satisfies(flow -> assertThat(flow.position()).isEqualTo(Position.ENTERED))
                .satisfies(flow -> assertThat(flow.variables()).isEmpty());
        assertThat(at(world, 3))
                .singleElement()
                .satisfies(flow -> assertThat(flow.state()).isEqualTo("M"))
                .satisfies(flow -> assertThat(flow.variables()).hasSize(2));
    }

    @Test
    void whatHasFailedIsKeptAndWhatHasSucceededIsNot() {
        assertThat(OpenFlows.of(world(FAILS).run))
                .singleElement()
                .satisfies(flow -> assertThat(flow.state()).isEqualTo("F"));
        assertThat(OpenFlows.of(world("{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Succeed\"}}}").run))
                .isEmpty();
    }
}
