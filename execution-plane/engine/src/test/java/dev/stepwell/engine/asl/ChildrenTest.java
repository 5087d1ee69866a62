package dev.stepwell.engine.asl;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stepwell.asl.json.Json;
import dev.stepwell.asl.read.DefinitionReader;
import dev.stepwell.asl.read.ReadResult;
import dev.stepwell.engine.record.ExecutionChange;
import dev.stepwell.engine.record.TaskChange;
import dev.stepwell.engine.turn.Effect;
import dev.stepwell.engine.turn.Input;
import dev.stepwell.engine.turn.Letter;
import dev.stepwell.engine.turn.Outcome;
import dev.stepwell.engine.turn.ParentTask;
import dev.stepwell.engine.turn.Payload;
import dev.stepwell.engine.turn.RunStatus;
import dev.stepwell.engine.turn.TaskRef;
import dev.stepwell.names.ExecutionId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What passes between an execution and the one that it has started and waits for. */
final class ChildrenTest {
    private static final TaskRef TASK = new TaskRef(3, 0);
    private static final ExecutionId PARENT = ExecutionId.of("019b7000-0000-7000-8000-0000000000ff");
    private static final String WAITS = """
            {"StartAt": "T", "States": {"T": {"Type": "Task", "TimeoutSeconds": 60, "End": true,
             "Resource": "arn:aws:states:::states:startExecution.sync",
             "Parameters": {"StateMachineArn": "arn:aws:states:us-east-1:123456789012:stateMachine:child"}}}}""";
    private static final String BESIDE = """
            {"StartAt": "P", "States": {"P": {"Type": "Parallel", "End": true, "Branches": [%s,
             {"StartAt": "W", "States": {"W": {"Type": "Wait", "Seconds": 1, "Next": "F"}, "F": {"Type": "Fail"}}}]}}}""".formatted(WAITS);
    private static final JsonNode SUCCEEDED = Json.parse("{\"status\": \"SUCCEEDED\", \"output\": \"1\"}");

    @Test
    void aChildsEndIsTakenOnceAndItsLetterEachTime() {
        World world = running(WAITS);
        world.handle(List.of(new Input.TaskSubmitted(TASK, Payload.of("{}"))));
        Letter.ChildEnded letter = World.childEnded(TASK, SUCCEEDED);
        Outcome<AslRun> first = world.handle(List.of(new Input.Inbox(List.of(letter, letter))));
        assertThat(first.effects()).contains(new Effect.TakenIn(letter.slip()), new Effect.CloseTask(TASK));
        assertThat(world.run.status()).isEqualTo(RunStatus.SUCCEEDED);
        Outcome<AslRun> again = world.handle(List.of(new Input.Inbox(List.of(letter))));
        assertThat(again.records()).isEmpty();
        assertThat(again.effects()).containsExactly(new Effect.TakenIn(letter.slip()));
    }

    @Test
    void aChildMayEndBeforeItsStartIsAnswered() {
        World world = running(WAITS);
        world.handle(List.of(new Input.Inbox(List.of(World.childEnded(TASK, SUCCEEDED)))));
        assertThat(world.run.status()).isEqualTo(RunStatus.RUNNING);
        assertThat(world.machine.pending(world.run, world.turn()))
                .as("the start is asked for until it is answered")
                .anyMatch(Effect.Invoke.class::isInstance);
        world.handle(List.of(new Input.TaskSubmitted(TASK, Payload.of("{}"))));
        assertThat(world.run.status()).isEqualTo(RunStatus.SUCCEEDED);
        assertThat(world.records.stream()
                        .filter(record -> record.isEvent() && record.change() instanceof TaskChange)
                        .map(record -> record.change().getClass().getSimpleName()))
                .containsExactly("Scheduled", "Started", "Submitted", "Succeeded");
    }

    @Test
    void askingAgainIsAskingForTheSame() {
        World world = world(WAITS);
        world.at(World.BEGIN.plusSeconds(7));
        world.start(Payload.of("{}"));
        List<Effect> first = world.handle(List.of(world.nextArrival())).effects();
        List<Effect> again = world.machine.pending(world.run, world.turn());
        assertThat(first).filteredOn(Effect.Invoke.class::isInstance).hasSize(1).isSubsetOf(again);
    }

    @Test
    void aChildIsGivenUpWhenItsParentIsStoppedOrItsTaskTimesOut() {
        World stopped = running(WAITS);
        Outcome<AslRun> stop = stopped.handle(List.of(new Input.Stop(1, Optional.empty(), Optional.empty())));
        assertThat(stop.effects()).contains(new Effect.GiveUpChild(TASK, World.BEGIN));

        World late = running(WAITS);
        late.at(World.BEGIN.plus(Duration.ofSeconds(60)));
        late.handle(List.of(new Input.Wake(Map.of())));
        assertThat(late.givenUp).containsExactly(TASK);
    }

    @Test
    void aChildIsGivenUpWhenThePartBesideItFails() {
        World world = running(BESIDE);
        world.at(World.BEGIN.plusSeconds(1));
        world.handle(List.of(new Input.Wake(Map.of())));
        assertThat(world.run.status()).isEqualTo(RunStatus.FAILED);
        assertThat(world.givenUp).hasSize(1);
    }

    @Test
    void aStartThatIsRefusedFailsItsTaskUnlessTheChildHasEnded() {
        Input refusal = new Input.RequestFailed(TASK, Optional.of("E"), Optional.of("C"));
        World refused = running(WAITS);
        refused.handle(List.of(refusal));
        assertThat(refused.records.getLast().change())
                .isEqualTo(new ExecutionChange.Failed(Optional.of("E"), Optional.of("C")));

        World ended = running(WAITS);
        ended.handle(List.of(new Input.Inbox(List.of(World.childEnded(TASK, SUCCEEDED)))));
        ended.handle(List.of(refusal));
        assertThat(ended.run.status()).isEqualTo(RunStatus.SUCCEEDED);

        World taken = running(WAITS);
        taken.handle(List.of(new Input.TaskSubmitted(TASK, Payload.of("{}")), refusal));
        assertThat(taken.run.status()).isEqualTo(RunStatus.RUNNING);
    }

    @Test
    void whatHasEndedIsNotGivenUp() {
        World world = running(WAITS);
        world.handle(List.of(new Input.Inbox(List.of(World.childEnded(TASK, SUCCEEDED)))));
        world.handle(List.of(new Input.Stop(1, Optional.empty(), Optional.empty())));
        assertThat(world.givenUp).isEmpty();
    }

    @Test
    void onlyItsOwnParentsTaskGivesAChildUp() {
        World child = world(WAITS);
        child.start(Payload.of("{}"), Optional.of(new ParentTask(PARENT, TASK)));
        child.settle();
        Letter.GivenUp other = givenUp(new TaskRef(9, 0));
        assertThat(child.handle(List.of(new Input.Inbox(List.of(other)))).effects())
                .containsExactly(new Effect.TakenIn(other.slip()));
        assertThat(child.run.status()).isEqualTo(RunStatus.RUNNING);

        Outcome<AslRun> end = child.handle(List.of(new Input.Inbox(List.of(givenUp(TASK)))));
        assertThat(end.effects())
                .contains(
                        new Effect.TellParent(new ParentTask(PARENT, TASK)), new Effect.GiveUpChild(TASK, World.BEGIN));
        assertThat(child.records.getLast().change())
                .isEqualTo(new ExecutionChange.Aborted(
                        Optional.empty(),
                        Optional.of(
                                "The Task state in AWS Step Functions execution [parent-arn] which was managing this"
                                        + " resource was aborted")));
    }

    @Test
    void aParentIsRememberedInASnapshot() {
        World child = world(WAITS);
        child.start(Payload.of("{}"), Optional.of(new ParentTask(PARENT, TASK)));
        child.settle();
        AslRun thawed =
                AslSnapshot.read(child.definition, AslSnapshot.write(child.run)).orElseThrow();
        assertThat(thawed.facts()).isEqualTo(child.run.facts());
    }

    private static Letter.GivenUp givenUp(TaskRef task) {
        return new Letter.GivenUp(new Letter.Slip(PARENT, Letter.Kind.GIVEN_UP, task), "parent-arn");
    }

    private static World running(String definition) {
        World world = world(definition);
        world.start(Payload.of("{}"));
        world.settle();
        return world;
    }

    private static World world(String definition) {
        ReadResult.Ok read = (ReadResult.Ok) DefinitionReader.read(definition);
        return new World(read.definition(), JsonNodeFactory.instance.objectNode(), World.LIMITS);
    }
}
