package dev.stepwell.execution.express;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepwell.asl.model.Definition;
import dev.stepwell.asl.model.MachineType;
import dev.stepwell.asl.read.DefinitionReader;
import dev.stepwell.asl.read.ReadResult;
import dev.stepwell.engine.turn.Limits;
import dev.stepwell.engine.turn.Payload;
import dev.stepwell.engine.turn.RunStatus;
import dev.stepwell.engine.turn.StartFacts;
import dev.stepwell.execution.connectors.Connector.Question;
import dev.stepwell.execution.connectors.Connector.Result;
import dev.stepwell.execution.connectors.Inquiries;
import dev.stepwell.execution.connectors.Services;
import dev.stepwell.execution.definitions.AslProgram;
import dev.stepwell.execution.fakes.HandClock;
import dev.stepwell.execution.ports.Birth;
import dev.stepwell.execution.ports.Computing;
import dev.stepwell.execution.turns.Machinery;
import dev.stepwell.execution.turns.NotDone;
import dev.stepwell.names.ExecutionId;
import dev.stepwell.names.ExecutionKey;
import dev.stepwell.names.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Executions in memory, by a clock that is cranked by hand. */
class WholeRunsTest {
    private static final Instant DAWN = Instant.parse("2026-01-01T00:00:00Z");
    private static final String FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:f";
    private static final String PASS = state("\"Type\":\"Pass\",\"Result\":1");
    private static final String TASK = state("\"Type\":\"Task\",\"Resource\":\"" + FUNCTION + "\"");
    private static final String HOUR = state("\"Type\":\"Wait\",\"Seconds\":3600");

    private final HandClock clock = new HandClock(DAWN);
    private final Random random = new Random(1);
    private final Map<String, Definition> definitions = new HashMap<>();
    private final List<Question> asked = new ArrayList<>();
    private final List<CompletableFuture<Result>> answers = new ArrayList<>();
    private boolean away;

    private static String state(String what) {
        return "{\"StartAt\":\"A\",\"States\":{\"A\":{" + what + ",\"End\":true}}}";
    }

    private WholeRuns runs(Room room, int inquiriesAtOnce) {
        Services services = new Services(
                question -> {
                    if (away) {
                        throw new NotDone.Unavailable("away on purpose");
                    }
                    asked.add(question);
                    CompletableFuture<Result> answer = new CompletableFuture<>();
                    answers.add(answer);
                    return answer;
                },
                Map.of());
        Machinery machinery = new Machinery(
                (key, facts) -> AslProgram.of(
                        facts,
                        Optional.ofNullable(definitions.get(facts.revisionId())).orElseThrow()),
                (key, tokenKey) -> task -> "token",
                tenant -> Limits.AWS,
                Computing.HERE);
        return new WholeRuns(new Inquiries(services, clock, inquiriesAtOnce), machinery, clock, () -> random, room);
    }

    private WholeRuns runs() {
        return runs(Room.USUAL, 64);
    }

    private CompletableFuture<Finished> run(WholeRuns runs, long tenant, String definition) {
        definitions.computeIfAbsent(
                definition, text -> ((ReadResult.Ok) DefinitionReader.read(text, MachineType.EXPRESS)).definition());
        String arn = "arn:aws:states:us-east-1:123456789012:";
        StartFacts facts = StartFacts.of(
                arn + "express:m:n:u",
                "n",
                arn + "stateMachine:m",
                "m",
                definition,
                "role",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                1);
        Birth birth = new Birth("us-east-1", "123456789012", facts, Payload.of("{}"), clock.now());
        ExecutionKey key = new ExecutionKey(new TenantId(tenant), new ExecutionId(UUID.randomUUID()));
        return runs.run(key, birth).toCompletableFuture();
    }

    @Test
    void oneThatWaitsForNothingIsThroughAtOnce() {
        WholeRuns runs = runs();
        Finished finished = run(runs, 7, PASS).join();
        assertThat(finished.end().status()).isEqualTo(RunStatus.SUCCEEDED);
        assertThat(finished.end().output()).hasValue(Payload.of("1"));
        assertThat(finished.mostBytes()).isPositive();
        assertThat(runs.running()).isZero();
        assertThat(clock.settle()).isZero();
    }

    @Test
    void aTaskIsAskedAndAnswered() {
        WholeRuns runs = runs();
        CompletableFuture<Finished> finished = run(runs, 7, TASK);
        clock.settle();
        assertThat(asked).hasSize(1);
        assertThat(asked.get(0).region()).isEqualTo("us-east-1");
        answers.get(0).complete(new Result.Failed("E", "why"));
        clock.settle();
        assertThat(finished.join().end().status()).isEqualTo(RunStatus.FAILED);
        assertThat(finished.join().end().error()).hasValue("E");
    }

    @Test
    void aConnectorThatBreaksFailsTheTask() {
        CompletableFuture<Finished> finished = run(runs(), 7, TASK);
        clock.settle();
        answers.get(0).completeExceptionally(new IllegalStateException("broken on purpose"));
        clock.settle();
        assertThat(finished.join().end().error()).hasValue("States.TaskFailed");
    }

    @Test
    void fiveMinutesAreTheMost() {
        WholeRuns runs = runs();
        CompletableFuture<Finished> finished = run(runs, 7, HOUR);
        clock.pass(Duration.ofSeconds(299));
        assertThat(finished).isNotDone();
        clock.pass(Duration.ofSeconds(1));
        assertThat(finished.join().end().status()).isEqualTo(RunStatus.TIMED_OUT);
        assertThat(finished.join().stopDate()).isEqualTo(DAWN.plusSeconds(300));
        assertThat(runs.running()).isZero();
        clock.pass(Duration.ofSeconds(5));
        assertThat(clock.pass(Duration.ofHours(1))).isZero(); // nothing looks for deadlines any more
    }

    @Test
    void aWaitEndsInTimeAndATaskThatTakesTooLongIsForgotten() {
        CompletableFuture<Finished> waits = run(runs(), 7, state("\"Type\":\"Wait\",\"Seconds\":20"));
        CompletableFuture<Finished> late =
                run(runs(), 7, state("\"Type\":\"Task\",\"TimeoutSeconds\":20,\"Resource\":\"" + FUNCTION + "\""));
        clock.pass(Duration.ofSeconds(19));
        assertThat(waits).isNotDone();
        assertThat(late).isNotDone();
        clock.pass(Duration.ofSeconds(1));
        assertThat(waits.join().end().status()).isEqualTo(RunStatus.SUCCEEDED);
        assertThat(late.join().end().error()).hasValue("States.Timeout");
        assertThat(answers.get(0)).isCancelled();
    }

    @Test
    void whatCannotBeAskedNowIsAskedLater() {
        away = true;
        CompletableFuture<Finished> finished = run(runs(), 7, TASK);
        clock.pass(Duration.ofSeconds(3));
        assertThat(asked).isEmpty();
        away = false;
        clock.pass(Duration.ofSeconds(1));
        answers.get(0).complete(new Result.Succeeded(Payload.of("2")));
        clock.settle();
        assertThat(finished.join().end().output()).hasValue(Payload.of("2"));
    }

    @Test
    void aLineThatIsTooLongIsJoinedLater() {
        WholeRuns runs = runs(Room.USUAL, 4); // one at once per tenant, and four wait
        List<CompletableFuture<Finished>> all = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            all.add(run(runs, 7, TASK));
        }
        for (int i = 0; i < 7; i++) {
            clock.pass(Duration.ofSeconds(2));
            assertThat(answers).hasSize(i + 1);
            answers.get(i).complete(new Result.Succeeded(Payload.of("1")));
        }
        clock.settle();
        assertThat(all).allSatisfy(done -> assertThat(done).isCompleted());
    }

    @Test
    void aNodeAndATenantHaveRoomForSoMany() {
        WholeRuns runs = runs(new Room(3, 2, 1 << 20), 64);
        run(runs, 7, HOUR);
        run(runs, 7, HOUR);
        assertThat(run(runs, 7, PASS))
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withCauseInstanceOf(NotDone.Overloaded.class);
        run(runs, 8, HOUR);
        assertThat(run(runs, 9, PASS))
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withCauseInstanceOf(NotDone.Overloaded.class);
        clock.pass(Duration.ofSeconds(300));
        assertThat(run(runs, 7, PASS)).isCompleted();
    }

    @Test
    void statesThatGrowTooLargeAreGivenUp() {
        WholeRuns runs = runs(new Room(3, 3, 40_000), 64);
        String grows = "{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Pass\",\"Result\":\"" + "x".repeat(20_000)
                + "\",\"Next\":\"B\"},\"B\":{\"Type\":\"Wait\",\"Seconds\":60,\"End\":true}}}";
        assertThat(run(runs, 7, grows))
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withCauseInstanceOf(NotDone.Overloaded.class);
        assertThat(runs.running()).isZero();
        assertThat(run(runs, 7, PASS)).isCompleted();
    }

    @Test
    void aNodeThatDrainsLetsThemEndAndThenGivesThemUp() {
        WholeRuns runs = runs();
        CompletableFuture<Finished> first = run(runs, 7, TASK);
        CompletableFuture<Finished> second = run(runs, 7, HOUR);
        clock.settle();
        CompletableFuture<Void> drained = runs.drain().toCompletableFuture();
        assertThat(run(runs, 7, PASS))
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withCauseInstanceOf(NotDone.Unavailable.class);
        answers.get(0).complete(new Result.Succeeded(Payload.of("1")));
        clock.settle();
        assertThat(first).isCompleted();
        assertThat(drained).isNotDone();
        runs.abandon();
        assertThat(second)
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withCauseInstanceOf(NotDone.Unavailable.class);
        assertThat(drained).isCompleted();
    }
}
