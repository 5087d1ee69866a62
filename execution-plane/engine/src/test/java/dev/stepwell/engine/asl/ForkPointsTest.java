package dev.stepwell.engine.asl;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepwell.asl.json.Json;
import dev.stepwell.asl.read.DefinitionReader;
import dev.stepwell.asl.read.ReadResult;
import dev.stepwell.engine.fork.ForkPoint;
import dev.stepwell.engine.fork.ForkPoints;
import dev.stepwell.engine.record.ExecutionChange;
import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.engine.record.StateChange;
import dev.stepwell.engine.turn.Beginning;
import dev.stepwell.engine.turn.Payload;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Where executions are forked, and that a fork comes to the end that its origin came to. */
class ForkPointsTest {
    private static final JsonNode NO_TASKS = Json.parse("{}");
    private static final String CHAIN = """
            {"QueryLanguage": "JSONata", "StartAt": "A", "States": {
              "A": {"Type": "Pass", "Assign": {"a": "{% $states.input.i %}"}, "Output": {"n": 1}, "Next": "L"},
              "L": {"Type": "Pass", "Assign": {"rounds": "{% $exists($rounds) ? $rounds + 1 : 1 %}"}, "Next": "C"},
              "C": {"Type": "Choice", "Choices": [{"Condition": "{% $rounds < 3 %}", "Next": "L"}], "Default": "P"},
              "P": {"Type": "Parallel", "Next": "Z", "Branches": [
                {"StartAt": "X", "States": {"X": {"Type": "Pass", "Assign": {"inner": 9}, "Output": "{% $a %}", "End": true}}},
                {"StartAt": "Y", "States": {"Y": {"Type": "Wait", "Seconds": 1, "End": true}}}]},
              "Z": {"Type": "Pass", "Output": {"from": "{% $states.input %}", "a": "{% $a %}", "rounds": "{% $rounds %}"}, "End": true}}}""";

    private static World world() {
        return new World(((ReadResult.Ok) DefinitionReader.read(CHAIN)).definition(), NO_TASKS, World.LIMITS);
    }

    private static World ended() {
        World world = world();
        world.start(Payload.of("{\"i\":7}"));
        world.runToEnd();
        return world;
    }

    private static ForkPoints read(World world, Optional<String> wanted, long until) {
        ForkPoints points = new ForkPoints(world.definition.flow().startAt(), wanted);
        world.records.stream()
                .filter(record -> record.isEvent() && record.eventId() <= until)
                .forEach(points::take);
        return points;
    }

    private static Payload end(World world) {
        return ((ExecutionChange.Succeeded) world.records.getLast().change()).output();
    }

    @Test
    void aForkAtAnyEventComesToTheSameEnd() {
        World origin = ended();
        for (long event = 1; event <= origin.run.lastEvent(); event++) {
            ForkPoint point = read(origin, Optional.empty(), event).found().orElseThrow();
            World fork = world();
            Beginning beginning =
                    new Beginning(point.state(), Optional.of(new Beginning.Origin("arn", point.eventId())));
            fork.start(point.input(), Optional.empty(), Optional.of(beginning), point.variables());
            fork.runToEnd();
            assertThat(end(fork)).as("forked at event %d", event).isEqualTo(end(origin));
            assertThat(fork.records.get(1).change())
                    .isInstanceOfSatisfying(
                            StateChange.Entered.class,
                            entered -> assertThat(entered.name()).isEqualTo(point.state()));
            GoldenCasesTest.assertWellFormed(fork.records);
        }
    }

    @Test
    void insideOfAParallelItIsTheParallel() {
        World origin = ended();
        long inside = origin.records.stream()
                .filter(record -> record.change() instanceof StateChange.Entered entered
                        && entered.name().equals("Y"))
                .mapToLong(JournalRecord::eventId)
                .findFirst()
                .orElseThrow();
        ForkPoint point = read(origin, Optional.empty(), inside).found().orElseThrow();
        assertThat(point.state()).isEqualTo("P");
        assertThat(point.variables()).isEqualTo(Map.of("a", Payload.of("7"), "rounds", Payload.of("3")));
    }

    @Test
    void aStateIsFoundAsItWasEnteredLast() {
        World origin = ended();
        ForkPoint last = read(origin, Optional.of("L"), Long.MAX_VALUE).found().orElseThrow();
        assertThat(last.variables()).containsEntry("rounds", Payload.of("2"));
        ForkPoint first =
                read(origin, Optional.of("L"), last.eventId() - 3).found().orElseThrow();
        assertThat(first.variables()).containsEntry("rounds", Payload.of("1"));
    }

    @Test
    void aStateThatWasNeverEnteredTakesWhatIsThereByThen() {
        ForkPoints points = read(ended(), Optional.of("Z"), 3);
        assertThat(points.found()).isEmpty();
        ForkPoint point = points.elsewhere("Z", Payload.of("[]"));
        assertThat(point).isEqualTo(new ForkPoint("Z", Payload.of("[]"), Map.of("a", Payload.of("7")), 3));
    }

    @Test
    void aForkIsForkedInItsTurn() {
        World fork = world();
        fork.start(
                Payload.of("[1]"),
                Optional.empty(),
                Optional.of(new Beginning("Z", Optional.empty())),
                Map.of("a", Payload.of("1"), "rounds", Payload.of("2")));
        fork.runToEnd();
        List<ForkPoint> points = List.of(
                read(fork, Optional.empty(), 1).found().orElseThrow(),
                read(fork, Optional.empty(), Long.MAX_VALUE).found().orElseThrow());
        assertThat(points).allSatisfy(point -> {
            assertThat(point.state()).isEqualTo("Z");
            assertThat(point.input()).isEqualTo(Payload.of("[1]"));
            assertThat(point.variables()).hasSize(2);
        });
    }
}
