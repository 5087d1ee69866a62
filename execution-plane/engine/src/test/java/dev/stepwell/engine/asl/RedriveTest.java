package dev.stepwell.engine.asl;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepwell.asl.json.Json;
import dev.stepwell.asl.read.DefinitionReader;
import dev.stepwell.asl.read.ReadResult;
import dev.stepwell.engine.record.ExecutionChange;
import dev.stepwell.engine.turn.Effect;
import dev.stepwell.engine.turn.Input;
import dev.stepwell.engine.turn.Limits;
import dev.stepwell.engine.turn.Outcome;
import dev.stepwell.engine.turn.Payload;
import dev.stepwell.engine.turn.Reply;
import dev.stepwell.engine.turn.RunStatus;
import dev.stepwell.engine.turn.TaskRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which executions are redriven, by whom it is asked twice, and what is over with the generation before. */
class RedriveTest {
    private static final String ARN = "arn:aws:states:us-east-1:123456789012:activity:a";
    private static final String TASK =
            "{\"StartAt\":\"T\",\"States\":{\"T\":{\"Type\":\"Task\",\"Resource\":\"" + ARN + "\",\"End\":true}}}";
    private static final String FAIL = "{\"StartAt\":\"F\",\"States\":{\"F\":{\"Type\":\"Fail\"}}}";
    private static final String PASS = "{\"StartAt\":\"P\",\"States\":{\"P\":{\"Type\":\"Pass\",\"End\":true}}}";
    private static final JsonNode NO_TASKS = Json.parse("{}");

    private static World world(String definition, Limits limits) {
        World world = new World(((ReadResult.Ok) DefinitionReader.read(definition)).definition(), NO_TASKS, limits);
        world.start(Payload.of("{}"));
        return world;
    }

    private static World ended(String definition) {
        World world = world(definition, World.LIMITS);
        world.runToEnd();
        return world;
    }

    private static Reply.Answer redrive(World world, Instant at, Optional<String> token) {
        world.at(at);
        return world.handle(List.of(new Input.Redrive(1, token)))
                .replies()
                .get(0)
                .answer();
    }

    private static Reply.Answer refused(String why) {
        return new Reply.NotRedrivable(why);
    }

    @Test
    void oneThatRunsOrHasSucceededIsNot() {
        World running = world(TASK, World.LIMITS);
        running.runToEnd();
        assertThat(redrive(running, World.BEGIN, Optional.empty()))
                .isEqualTo(refused("Execution is RUNNING and cannot be redriven"));
        assertThat(redrive(ended(PASS), World.BEGIN, Optional.empty()))
                .isEqualTo(refused("Execution is SUCCEEDED and cannot be redriven"));
    }

    @Test
    void fourteenDaysAfterItsEndItIsTooLate() {
        Instant last = World.BEGIN.plus(Duration.ofDays(14));
        assertThat(redrive(ended(FAIL), last, Optional.empty())).isEqualTo(new Reply.Redriven(last));
        assertThat(redrive(ended(FAIL), last.plusMillis(1), Optional.empty()))
                .isEqualTo(refused("Execution redrivable period exceeded"));
    }

    @Test
    void aYearAfterItsStartItIsTooLate() {
        World world = ended(FAIL);
        Instant at = World.BEGIN;
        for (int i = 0; i < 36; i++) {
            at = at.plus(Duration.ofDays(10));
            assertThat(redrive(world, at, Optional.empty())).isEqualTo(new Reply.Redriven(at));
        }
        assertThat(redrive(world, at.plus(Duration.ofDays(6)), Optional.empty()))
                .isEqualTo(refused("Execution has exceeded the max execution time"));
    }

    @Test
    void aFullHistoryTakesNoMore() {
        World world = world(FAIL, new Limits(262_144, 6, 400, 40));
        world.runToEnd(); // Started, Entered, Failed
        assertThat(redrive(world, World.BEGIN, Optional.empty())).isEqualTo(new Reply.Redriven(World.BEGIN));
        assertThat(world.run.lastEvent()).isEqualTo(6);
        assertThat(redrive(world, World.BEGIN, Optional.empty()))
                .isEqualTo(refused("Execution history event limit exceeded"));
    }

    @Test
    void theSameRequestIsAnsweredAndNotDoneAgain() {
        World world = ended(FAIL);
        Reply.Answer first = redrive(world, World.BEGIN, Optional.of("t"));
        assertThat(redrive(world, World.BEGIN.plusSeconds(900), Optional.of("t")))
                .isEqualTo(first);
        assertThat(world.run.generation).isEqualTo(1);
        Instant later = World.BEGIN.plusSeconds(901);
        assertThat(redrive(world, later, Optional.of("t"))).isEqualTo(new Reply.Redriven(later));
        assertThat(redrive(world, later, Optional.of("u"))).isEqualTo(new Reply.Redriven(later));
        assertThat(world.run.generation).isEqualTo(3);
    }

    @Test
    void itEndsAndBeginsInOneTurn() {
        World world = ended(FAIL);
        Outcome<AslRun> outcome = world.handle(List.of(new Input.Redrive(1, Optional.empty())));
        assertThat(outcome.effects())
                .containsSubsequence(
                        new Effect.Reopen(1, World.BEGIN),
                        new Effect.Close(RunStatus.FAILED, Optional.empty(), Optional.empty(), Optional.empty()));
        GoldenCasesTest.assertWellFormed(world.records);
    }

    @Test
    void aTaskOfTheGenerationBeforeIsOver() {
        World world = world(TASK, World.LIMITS);
        world.settle();
        TaskRef before = world.run.openTasks.keySet().iterator().next();
        world.handle(List.of(new Input.Stop(1, Optional.empty(), Optional.empty())));
        redrive(world, World.BEGIN, Optional.empty());
        TaskRef now = world.run.openTasks.keySet().iterator().next();
        assertThat(now.generation()).isEqualTo(1);
        assertThat(world.handle(List.of(new Input.TaskSucceeded(1, before, Payload.of("1"))))
                        .replies())
                .containsExactly(new Reply(1, new Reply.TaskClosed()));
        world.settle();
        world.handle(List.of(new Input.TaskSucceeded(1, now, Payload.of("2"))));
        assertThat(world.run.status()).isEqualTo(RunStatus.SUCCEEDED);
        GoldenCasesTest.assertWellFormed(world.records);
    }

    @Test
    void whatFailedForItsSizeIsDoneAnewAsAWhole() {
        String branch = "{\"StartAt\":\"%s\",\"States\":{\"%s\":{\"Type\":\"Pass\",\"Result\":\"" + "x".repeat(60)
                + "\",\"End\":true}}}";
        World world = world(
                "{\"StartAt\":\"P\",\"States\":{\"P\":{\"Type\":\"Parallel\",\"End\":true,\"Branches\":["
                        + branch.replace("%s", "A") + "," + branch.replace("%s", "B") + "]}}}",
                new Limits(100, 25_000, 400, 40));
        world.runToEnd();
        assertThat(world.records.getLast().change())
                .isInstanceOfSatisfying(
                        ExecutionChange.Failed.class,
                        failed -> assertThat(failed.error()).hasValue("States.DataLimitExceeded"));
        long events = world.run.lastEvent();
        redrive(world, World.BEGIN, Optional.empty());
        assertThat(world.run.lastEvent())
                .isEqualTo(2 * events - 1); // all but the start and the Parallel's entry, and the redrive
        GoldenCasesTest.assertWellFormed(world.records);
    }

    @Test
    void aSnapshotOfARedrivenRunIsTheRun() {
        World world = world(TASK, World.LIMITS);
        world.settle();
        world.handle(List.of(new Input.Stop(1, Optional.empty(), Optional.empty())));
        redrive(world, World.BEGIN.plusSeconds(1), Optional.of("t"));
        world.run =
                AslSnapshot.read(world.definition, AslSnapshot.write(world.run)).orElseThrow();
        assertThat(redrive(world, World.BEGIN.plusSeconds(2), Optional.of("t")))
                .isEqualTo(new Reply.Redriven(World.BEGIN.plusSeconds(1)));
        assertThat(world.handle(List.of(new Input.Wake(Map.of()))).records()).isEmpty();
    }
}
