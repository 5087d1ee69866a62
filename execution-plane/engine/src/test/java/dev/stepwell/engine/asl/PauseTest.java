package dev.stepwell.engine.asl;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepwell.asl.json.Json;
import dev.stepwell.asl.read.DefinitionReader;
import dev.stepwell.asl.read.ReadResult;
import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.engine.record.PauseChange;
import dev.stepwell.engine.record.TaskChange;
import dev.stepwell.engine.turn.Effect;
import dev.stepwell.engine.turn.Input;
import dev.stepwell.engine.turn.Outcome;
import dev.stepwell.engine.turn.Payload;
import dev.stepwell.engine.turn.Reply;
import dev.stepwell.engine.turn.RunStatus;
import dev.stepwell.engine.turn.TaskRef;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a paused execution still takes in, and that it does nothing of its own. */
class PauseTest {
    private static final String ARN = "arn:aws:states:us-east-1:123456789012:activity:a";
    private static final String TASK =
            "{\"StartAt\":\"T\",\"TimeoutSeconds\":100,\"States\":{\"T\":{\"Type\":\"Task\"," + "\"Resource\":\"" + ARN
                    + "\",\"TimeoutSeconds\":10,\"Next\":\"P\"},\"P\":{\"Type\":\"Pass\",\"End\":true}}}";
    private static final JsonNode NEVER = Json.parse("{\"" + ARN + "\":[{\"never\":true}]}");
    private static final Input.Pause PAUSE = new Input.Pause(1, Optional.of("me"), Optional.of("why"));
    private static final Input.Resume RESUME = new Input.Resume(1);
    private static final Input.Stop STOP = new Input.Stop(1, Optional.empty(), Optional.empty());

    /** A worker has the task. */
    private static World atWork() {
        World world = new World(((ReadResult.Ok) DefinitionReader.read(TASK)).definition(), NEVER, World.LIMITS);
        world.start(Payload.of("{}"));
        world.settle();
        return world;
    }

    private static Reply.Answer ask(World world, Input input) {
        return world.handle(List.of(input)).replies().get(0).answer();
    }

    private static TaskRef task(World world) {
        return world.run.openTasks.keySet().iterator().next();
    }

    private static List<JournalRecord> since(World world, long seq) {
        return world.records.stream().filter(record -> record.seq() > seq).toList();
    }

    @Test
    void aResultIsTakenInAndNothingFollowsUntilItGoesOn() {
        World world = atWork();
        ask(world, PAUSE);
        long paused = world.run.seq();
        assertThat(ask(world, new Input.TaskSucceeded(1, task(world), Payload.of("2"))))
                .isEqualTo(new Reply.Accepted());
        world.handle(List.of(new Input.Wake(Map.of())));
        world.handle(List.of(new Input.Continue()));
        assertThat(since(world, paused))
                .singleElement()
                .extracting(JournalRecord::change)
                .isInstanceOf(TaskChange.Succeeded.class);

        assertThat(ask(world, RESUME)).isEqualTo(new Reply.Resumed());
        assertThat(world.run.status()).isEqualTo(RunStatus.SUCCEEDED);
        GoldenCasesTest.assertWellFormed(world.records);
    }

    @Test
    void askedTwiceItIsPausedOnce() {
        World world = atWork();
        Instant at = World.BEGIN.plusSeconds(1);
        world.at(at);
        assertThat(ask(world, PAUSE)).isEqualTo(new Reply.Paused(at));
        world.at(at.plusSeconds(1));
        assertThat(ask(world, new Input.Pause(1, Optional.of("you"), Optional.empty())))
                .isEqualTo(new Reply.Paused(at));
        assertThat(world.run.paused()).contains(new AslRun.Pause(at, Optional.of("me"), Optional.of("why"), false));
        assertThat(world.records.stream().filter(record -> record.change() instanceof PauseChange))
                .hasSize(1);
    }

    @Test
    void oneThatIsNotPausedHasNothingToGoOnFrom() {
        World world = atWork();
        long before = world.run.seq();
        assertThat(ask(world, RESUME)).isEqualTo(new Reply.Resumed());
        assertThat(since(world, before)).isEmpty();
    }

    @Test
    void whatWasPausedByItselfDoesNotGoOnWithItsMachine() {
        World world = atWork();
        ask(world, PAUSE);
        assertThat(ask(world, new Input.Resume(1, true))).isInstanceOf(Reply.Paused.class);
        assertThat(world.run.paused()).isPresent();

        World other = atWork();
        ask(other, new Input.Pause(1, Optional.of("me"), Optional.empty(), true));
        assertThat(ask(other, new Input.Resume(1, true))).isEqualTo(new Reply.Resumed());
        assertThat(other.run.paused()).isEmpty();
    }

    @Test
    void nobodyIsToWakeOrPromptIt() {
        World world = atWork();
        Outcome<AslRun> outcome = world.handle(List.of(PAUSE));
        assertThat(outcome.effects()).isEmpty();
        world.handle(List.of(new Input.TaskSucceeded(1, task(world), Payload.of("2"))));
        assertThat(world.machine.pending(world.run, world.turn())).isEmpty();

        World other = atWork();
        other.handle(List.of(PAUSE));
        assertThat(other.handle(List.of(RESUME)).effects())
                .containsExactly(new Effect.WakeAt(World.BEGIN.plusSeconds(10)));
    }

    @Test
    void aTimeLimitThatPassesIsActedOnWhenItGoesOn() {
        World world = atWork();
        ask(world, PAUSE);
        long paused = world.run.seq();
        world.at(World.BEGIN.plusSeconds(500));
        world.handle(List.of(new Input.Wake(Map.of())));
        assertThat(since(world, paused)).isEmpty();
        ask(world, RESUME);
        assertThat(since(world, paused).get(1).change()).isInstanceOf(TaskChange.TimedOut.class);
        assertThat(world.run.status()).isEqualTo(RunStatus.FAILED); // by the task, not by the machine's own time
    }

    @Test
    void aStopEndsItAndARedriveFindsItGoing() {
        World world = atWork();
        ask(world, PAUSE);
        world.at(World.BEGIN.plusSeconds(90));
        ask(world, STOP);
        assertThat(world.run.status()).isEqualTo(RunStatus.ABORTED);
        assertThat(world.run.paused()).isEmpty();
        assertThat(ask(world, PAUSE)).isEqualTo(new Reply.NotRunning());
        assertThat(ask(world, RESUME)).isEqualTo(new Reply.NotRunning());

        ask(world, new Input.Redrive(1, Optional.empty()));
        assertThat(world.run.isGoing()).isTrue();
        assertThat(world.run.rested).isZero();
        world.settle();
        assertThat(task(world).generation()).isEqualTo(1);
    }

    @Test
    void aSnapshotOfAPausedRunIsTheRun() {
        World world = atWork();
        ask(world, PAUSE);
        world.at(World.BEGIN.plusSeconds(3));
        ask(world, RESUME);
        ask(world, PAUSE);
        AslRun restored =
                AslSnapshot.read(world.definition, AslSnapshot.write(world.run)).orElseThrow();
        assertThat(restored.paused()).isEqualTo(world.run.paused());
        assertThat(restored.rested).isEqualTo(world.run.rested).hasSeconds(3);
        assertThat(AslSnapshot.write(restored)).isEqualTo(AslSnapshot.write(world.run));
    }
}
