package dev.stepwell.engine.asl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepwell.asl.model.Definition;
import dev.stepwell.asl.read.DefinitionReader;
import dev.stepwell.asl.read.ReadResult;
import dev.stepwell.engine.maprun.MapOrder;
import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.engine.turn.Effect;
import dev.stepwell.engine.turn.Input;
import dev.stepwell.engine.turn.Letter;
import dev.stepwell.engine.turn.Limits;
import dev.stepwell.engine.turn.Outcome;
import dev.stepwell.engine.turn.Payload;
import dev.stepwell.engine.turn.RunStatus;
import dev.stepwell.engine.turn.StartFacts;
import dev.stepwell.engine.turn.TaskRef;
import dev.stepwell.engine.turn.Turn;
import dev.stepwell.names.ExecutionId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a distributed Map is to the execution around it: events, an order, and the end that its run tells. */
final class MapRunBodyTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final ExecutionId RUN = ExecutionId.of("019b7000-0000-7000-8000-0000000000ff");
    private static final String PROCESSOR = "\"ItemProcessor\":{\"ProcessorConfig\":{\"Mode\":\"DISTRIBUTED\","
            + "\"ExecutionType\":\"STANDARD\"},\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Pass\",\"End\":true}}}";

    private final AslMachine machine = new AslMachine();
    private final List<JournalRecord> records = new ArrayList<>();
    private final List<Effect> effects = new ArrayList<>();
    private final Definition definition;
    private AslRun run;
    private Instant now = NOW;

    MapRunBodyTest() {
        definition = read(map(""));
        run = new AslRun(definition);
    }

    private static String map(String more) {
        return "{\"StartAt\":\"M\",\"States\":{\"M\":{\"Type\":\"Map\",\"Label\":\"l\"," + PROCESSOR + more
                + ",\"End\":true}}}";
    }

    private static Definition read(String text) {
        return ((ReadResult.Ok) DefinitionReader.read(text)).definition();
    }

    private void turn(Input input) {
        Outcome<AslRun> outcome =
                machine.handle(run, List.of(input), new Turn(now, records.size(), task -> "token", Limits.AWS));
        run = outcome.state();
        records.addAll(outcome.records());
        effects.addAll(outcome.effects());
    }

    private void start(Definition of, String input) {
        run = new AslRun(of);
        String arn = "arn:aws:states:us-east-1:123456789012:";
        StartFacts facts = StartFacts.of(
                arn + "execution:m:e",
                "e",
                arn + "stateMachine:m",
                "m",
                "r",
                "arn:aws:iam::123456789012:role/r",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                1);
        turn(new Input.Start(facts, Payload.of(input)));
    }

    private Effect.StartMapRun startMapRun() {
        return effects.stream()
                .filter(Effect.StartMapRun.class::isInstance)
                .map(Effect.StartMapRun.class::cast)
                .reduce((first, last) -> last)
                .orElseThrow();
    }

    private Letter end(RunStatus status, Optional<String> output, Optional<String> error) {
        TaskRef task = startMapRun().task();
        return new Letter.ChildEnded(
                new Letter.Slip(RUN, Letter.Kind.CHILD_ENDED, task),
                run.facts(),
                status,
                NOW,
                NOW,
                Payload.of("null"),
                output.map(Payload::of),
                error,
                error.map(name -> "because"),
                Optional.empty());
    }

    private void ended(RunStatus status, Optional<String> output, Optional<String> error) {
        turn(new Input.Inbox(List.of(end(status, output, error))));
    }

    private List<String> told() {
        return records.stream()
                .filter(JournalRecord::isEvent)
                .map(record -> record.eventId() + "<" + record.previousEventId() + " "
                        + record.change().getClass().getSimpleName())
                .toList();
    }

    /** Folding the records again, and again from a snapshot in the middle, comes to the same. */
    private void foldsToTheSame() {
        AslRun folded = new AslRun(run.definition);
        records.forEach(record -> machine.apply(folded, record));
        Function<AslRun, String> image = r -> new String(AslSnapshot.write(r));
        assertThat(image.apply(folded)).isEqualTo(image.apply(run));
        AslRun thawed = AslSnapshot.read(run.definition, AslSnapshot.write(run)).orElseThrow();
        assertThat(image.apply(thawed)).isEqualTo(image.apply(run));
        assertThat(machine.pending(thawed, new Turn(now, 1, task -> "token", Limits.AWS)))
                .contains(startMapRun());
    }

    @Test
    void theExitFollowsTheStartOfTheRun() {
        start(definition, "[1,2]");
        foldsToTheSame();
        assertThat(MapOrder.of(startMapRun().order()).items().orElseThrow().toString())
                .isEqualTo("[1,2]");
        assertThat(startMapRun().mapRunArn()).matches("arn:aws:states:us-east-1:123456789012:mapRun:m/l:[0-9a-f-]{36}");
        ended(RunStatus.SUCCEEDED, Optional.of("[3]"), Optional.empty());
        assertThat(told())
                .containsExactly(
                        "1<0 Started",
                        "2<0 Entered",
                        "3<2 MapDistributed",
                        "4<3 MapRunStarted",
                        "5<4 MapRunSucceeded",
                        "6<5 MapSucceeded",
                        "7<4 Exited",
                        "8<7 Succeeded");
    }

    @Test
    void aRunThatFailsFailsTheMap() {
        start(definition, "[]");
        ended(RunStatus.FAILED, Optional.empty(), Optional.of("E"));
        assertThat(told()).endsWith("5<4 MapRunFailed", "6<5 MapFailed", "7<6 Failed");
    }

    @Test
    void anotherAttemptIsAnotherRun() {
        start(read(map(",\"Retry\":[{\"ErrorEquals\":[\"E\"],\"IntervalSeconds\":5}]")), "[]");
        Effect.StartMapRun first = startMapRun();
        ended(RunStatus.FAILED, Optional.empty(), Optional.of("E"));
        now = NOW.plusSeconds(5);
        turn(new Input.Wake(java.util.Map.of()));
        assertThat(startMapRun().mapRunArn()).isNotEqualTo(first.mapRunArn());
        assertThat(startMapRun().task()).isNotEqualTo(first.task());
        assertThat(told()).endsWith("5<4 MapRunFailed", "6<5 MapDistributed", "7<6 MapRunStarted");
    }

    @Test
    void aRunIsGivenUpWithItsExecution() {
        start(definition, "[]");
        turn(new Input.Stop(1, Optional.empty(), Optional.empty()));
        assertThat(effects).contains(new Effect.GiveUpChild(startMapRun().task(), NOW));
        assertThat(told()).endsWith("5<0 Aborted");
        ended(RunStatus.ABORTED, Optional.empty(), Optional.empty());
        assertThat(told()).endsWith("5<0 Aborted");
    }

    @Test
    void aRunBesideAFailureIsAborted() {
        start(
                read("{\"StartAt\":\"P\",\"States\":{\"P\":{\"Type\":\"Parallel\",\"End\":true,\"Branches\":["
                        + map("")
                        + ",{\"StartAt\":\"W\",\"States\":{\"W\":{\"Type\":\"Wait\",\"Seconds\":1,\"Next\":\"F\"},"
                        + "\"F\":{\"Type\":\"Fail\",\"Error\":\"E\"}}}]}}}"),
                "[]");
        now = NOW.plusSeconds(1);
        turn(new Input.Wake(java.util.Map.of()));
        assertThat(effects).contains(new Effect.GiveUpChild(startMapRun().task(), NOW));
        assertThat(told().stream().flatMap(line -> Stream.of(line.split(" ")[1])))
                .containsSubsequence("MapRunAborted", "Aborted", "ParallelFailed", "Failed");
    }
}
