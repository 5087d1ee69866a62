package dev.stepwell.engine.asl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepwell.asl.json.Json;
import dev.stepwell.asl.model.Definition;
import dev.stepwell.asl.read.DefinitionReader;
import dev.stepwell.asl.read.ReadResult;
import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.engine.turn.Beat;
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
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What comes late, twice, too early or about nothing is refused, and the answer says which. */
final class ArrivalsTest {
    private static final TaskRef TASK = new TaskRef(3, 0);
    private static final String ACTIVITY = """
            {"StartAt": "T", "States": {"T": {"Type": "Task", "HeartbeatSeconds": 10, "TimeoutSeconds": 60, "End": true,
             "Resource": "arn:aws:states:us-east-1:123456789012:activity:work"}}}""";

    private World world = world(ACTIVITY);

    @BeforeEach
    void start() {
        world = world(ACTIVITY);
        world.start(Payload.of("{}"));
        world.settle();
    }

    @Test
    void aTaskIsHandedOutOnce() {
        assertThat(answer(new Input.HandOut(1, TASK, Optional.empty(), 9))).isInstanceOf(Reply.NotOnOffer.class);
        World fresh = world(ACTIVITY);
        fresh.start(Payload.of("{\"a\": 1}"));
        fresh.handle(List.of(fresh.nextArrival()));
        List<Reply> replies = fresh.handle(List.of(
                        new Input.HandOut(1, TASK, Optional.of("w"), 5),
                        new Input.HandOut(2, TASK, Optional.of("v"), 6)))
                .replies();
        assertThat(replies)
                .containsExactly(
                        new Reply(
                                1,
                                new Reply.ActivityHandedOut(
                                        Payload.of("{\"a\": 1}"),
                                        "token-3",
                                        "arn:aws:states:us-east-1:123456789012:execution:machine:run")),
                        new Reply(2, new Reply.NotOnOffer()));
    }

    @Test
    void anAnswerThatWasLostCanBeAskedForAgain() {
        World fresh = world(ACTIVITY);
        fresh.start(Payload.of("{}"));
        fresh.handle(List.of(fresh.nextArrival()));
        Reply first = fresh.handle(List.of(new Input.HandOut(1, TASK, Optional.of("w"), 5)))
                .replies()
                .get(0);
        long seq = fresh.run.seq();

        assertThat(fresh.handle(List.of(new Input.HandOut(2, TASK, Optional.of("w"), 5)))
                        .replies())
                .containsExactly(new Reply(2, first.answer()));
        assertThat(fresh.run.seq()).as("nothing happened").isEqualTo(seq);
    }

    @Test
    void aCompletionIsTakenOnce() {
        assertThat(answer(new Input.TaskSucceeded(1, TASK, Payload.of("1")))).isEqualTo(new Reply.Accepted());
        assertThat(world.run.status()).isEqualTo(RunStatus.SUCCEEDED);
        assertThat(answer(new Input.TaskSucceeded(2, TASK, Payload.of("2")))).isEqualTo(new Reply.TaskClosed());
        assertThat(answer(new Input.TaskFailed(3, TASK, Optional.empty(), Optional.empty())))
                .isEqualTo(new Reply.TaskClosed());
    }

    @Test
    void aTaskThatNeverWasIsUnknown() {
        assertThat(answer(new Input.TaskSucceeded(1, new TaskRef(99, 0), Payload.of("1"))))
                .isEqualTo(new Reply.NoSuchTask());
    }

    @Test
    void stoppingTwiceTellsTheSameTime() {
        Reply.Answer first = answer(new Input.Stop(1, Optional.of("E"), Optional.of("C")));
        assertThat(world.run.status()).isEqualTo(RunStatus.ABORTED);
        assertThat(answer(new Input.Stop(2, Optional.empty(), Optional.empty())))
                .isEqualTo(first);
        assertThat(world.records.stream().filter(JournalRecord::isEvent).count())
                .as("started, entered, scheduled, handed out, aborted")
                .isEqualTo(5);
    }

    @Test
    void everyTaskIsClosedWhenTheExecutionEnds() {
        Outcome<AslRun> outcome = world.handle(List.of(new Input.Stop(1, Optional.empty(), Optional.empty())));
        assertThat(outcome.effects()).contains(new Effect.CloseTask(TASK));
        assertThat(outcome.effects().getLast()).isInstanceOf(Effect.Close.class);
    }

    @Test
    void aHeartbeatMovesTheDeadline() {
        Instant beat = World.BEGIN.plusSeconds(9);
        Outcome<AslRun> outcome = wake(Duration.ofSeconds(10), Map.of(TASK, beat));
        assertThat(world.run.status()).isEqualTo(RunStatus.RUNNING);
        assertThat(outcome.effects()).containsExactly(new Effect.WakeAt(beat.plusSeconds(10)));
    }

    @Test
    void aWakeUpWithoutAHeartbeatTimesTheTaskOut() {
        wake(Duration.ofSeconds(10), Map.of());
        assertThat(world.run.status()).isEqualTo(RunStatus.FAILED);
    }

    @Test
    void aSpuriousWakeUpDoesNothing() {
        Outcome<AslRun> outcome = wake(Duration.ofSeconds(5), Map.of());
        assertThat(outcome.records()).isEmpty();
        assertThat(outcome.effects()).isEmpty();
    }

    @Test
    void theSameTurnGivesTheSameOutcome() {
        World one = world(ACTIVITY);
        World two = world(ACTIVITY);
        one.start(Payload.of("{}"));
        two.start(Payload.of("{}"));
        one.runToEnd();
        two.runToEnd();
        assertThat(one.records).isEqualTo(two.records);
    }

    @Test
    void aResultBeyondTheLimitFailsTheTask() {
        String large = "\"" + "a".repeat(262_143) + "\"";
        answer(new Input.TaskSucceeded(1, TASK, Payload.of(large)));
        assertThat(world.run.status()).isEqualTo(RunStatus.FAILED);
        assertThat(world.records.getLast().change().toString()).contains("States.DataLimitExceeded");
    }

    @Test
    void aFullHistoryEndsTheExecution() {
        World loop = new World(definition("""
                        {"StartAt": "A", "States": {"A": {"Type": "Pass", "Next": "B"}, "B": {"Type": "Choice", "Default": "A",
                         "Choices": [{"Variable": "$.never", "IsPresent": true, "Next": "C"}]}, "C": {"Type": "Succeed"}}}"""), Json.parse("{}"), new Limits(262_144, 100, 30, 40));
        loop.start(Payload.of("{}"));
        loop.runToEnd();
        assertThat(loop.run.status()).isEqualTo(RunStatus.FAILED);
        assertThat(loop.run.lastEvent()).isEqualTo(100);
        GoldenCasesTest.assertWellFormed(loop.records);
    }

    @Test
    void aTokenThatComesBackBeforeTheAnswerToTheRequestIsKept() {
        world = world("""
                {"StartAt": "T", "States": {"T": {"Type": "Task", "TimeoutSeconds": 60, "End": true,
                 "Resource": "arn:aws:states:::lambda:invoke.waitForTaskToken",
                 "Parameters": {"FunctionName": "f", "Payload": {"token.$": "$$.Task.Token"}}}}}""");
        world.start(Payload.of("{}"));
        world.settle();
        Outcome<AslRun> early = world.handle(List.of(new Input.TaskSucceeded(1, TASK, Payload.of("7"))));
        assertThat(early.replies()).containsExactly(new Reply(1, new Reply.Accepted()));
        assertThat(early.effects())
                .as("who is asked must still be listened to")
                .doesNotContain(new Effect.CloseTask(TASK));
        assertThat(answer(new Input.TaskSucceeded(2, TASK, Payload.of("8")))).isEqualTo(new Reply.TaskClosed());
        assertThat(world.run.status()).isEqualTo(RunStatus.RUNNING);
        assertThat(AslSnapshot.read(world.definition, AslSnapshot.write(world.run))
                        .orElseThrow()
                        .openTasks)
                .isEqualTo(world.run.openTasks);
        assertThat(world.handle(List.of(new Input.TaskSubmitted(TASK, Payload.of("{}"))))
                        .effects())
                .contains(new Effect.CloseTask(TASK));
        assertThat(world.run.status()).isEqualTo(RunStatus.SUCCEEDED);
        assertThat(world.records.stream().map(r -> r.change().getClass().getSimpleName()))
                .containsSubsequence("EndedEarly", "Submitted", "Succeeded", "Exited", "Succeeded");
    }

    private Outcome<AslRun> wake(Duration after, Map<TaskRef, Instant> beats) {
        world.at(World.BEGIN.plus(after));
        return world.handle(List.of(new Input.Wake(beats.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, beat -> new Beat(beat.getValue(), Optional.empty()))))));
    }

    private Reply.Answer answer(Input input) {
        return world.handle(List.of(input)).replies().getFirst().answer();
    }

    private static World world(String definition) {
        return new World(definition(definition), Json.parse("{}"), World.LIMITS);
    }

    private static Definition definition(String text) {
        return ((ReadResult.Ok) DefinitionReader.read(text)).definition();
    }
}
