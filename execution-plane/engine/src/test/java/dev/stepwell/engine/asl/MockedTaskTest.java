package dev.stepwell.engine.asl;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stepwell.asl.mock.MockReader;
import dev.stepwell.asl.mock.MockRefusal;
import dev.stepwell.asl.mock.Mocks;
import dev.stepwell.asl.model.Definition;
import dev.stepwell.asl.read.DefinitionReader;
import dev.stepwell.asl.read.ReadResult;
import dev.stepwell.engine.record.ExecutionChange;
import dev.stepwell.engine.record.TaskChange;
import dev.stepwell.engine.turn.Effect;
import dev.stepwell.engine.turn.Input;
import dev.stepwell.engine.turn.Limits;
import dev.stepwell.engine.turn.Outcome;
import dev.stepwell.engine.turn.Payload;
import dev.stepwell.engine.turn.Reply;
import dev.stepwell.engine.turn.TaskRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A mocked task wants nothing of the world, at no point of its life; what comes of it is in the golden cases. */
class MockedTaskTest {
    private static final Limits ONE_RECORD = new Limits(262_144, 25_000, 1, 40);

    private static final String QUEUE = "{\"QueueUrl\":\"q\",\"MessageBody\":{\"token.$\":\"$$.Task.Token\"}}";

    private static World world(String resource, String parameters, String responses) throws MockRefusal {
        Definition definition = ((ReadResult.Ok) DefinitionReader.read("{\"StartAt\":\"T\",\"States\":{\"T\":{\"Type\":"
                        + "\"Task\",\"Resource\":\"" + resource + "\",\"Parameters\":" + parameters
                        + ",\"HeartbeatSeconds\":1,\"End\":true}}}"))
                .definition();
        Mocks mocks = MockReader.read("{\"T\":" + responses + "}");
        World world = new World(definition, mocks, JsonNodeFactory.instance.objectNode(), ONE_RECORD);
        world.start(Payload.of("{}"));
        return world;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "arn:aws:lambda:us-east-1:123456789012:function:f | {}",
                "arn:aws:states:us-east-1:123456789012:activity:a | {}",
                "arn:aws:states:::lambda:invoke | {'FunctionName': 'f'}",
                "arn:aws:states:::sqs:sendMessage.waitForTaskToken | {'QueueUrl': 'q', 'MessageBody': {'token.$': '$$.Task.Token'}}",
                "arn:aws:states:::states:startExecution.sync:2 | {'StateMachineArn': 'arn:aws:states:us-east-1:123456789012:stateMachine:c'}"
            })
    void nothingIsAskedOfferedOrOpenedHoweverOftenItIsTakenOver(String resource, String parameters) throws MockRefusal {
        World world = world(resource, parameters.replace('\'', '"'), "{\"0\":{\"Return\":1}}");
        List<Effect> wanted = new ArrayList<>();
        Outcome<AslRun> outcome = world.handle(List.of(world.nextArrival()));
        while (!world.run.status().isTerminal()) {
            wanted.addAll(outcome.effects());
            wanted.addAll(world.machine.pending(world.run, world.turn()));
            world.run = AslSnapshot.read(world.definition, world.mocks, AslSnapshot.write(world.run))
                    .orElseThrow();
            outcome = world.handle(List.of(new Input.Continue()));
        }
        assertThat(wanted).isNotEmpty().allMatch(effect -> effect instanceof Effect.GoOn);
        assertThat(world.records.getLast().change()).isEqualTo(new ExecutionChange.Succeeded(Payload.of("1")));
    }

    @Test
    void whatSomebodyAnswersItIsNotHeard() throws MockRefusal {
        World world = world("arn:aws:states:::sqs:sendMessage.waitForTaskToken", QUEUE, "{\"0\":{\"Return\":1}}");
        world.handle(List.of(world.nextArrival()));
        while (!(world.records.getLast().change() instanceof TaskChange.Started)) {
            world.handle(List.of(new Input.Continue()));
        }
        TaskRef task = world.run.openTasks.keySet().iterator().next();
        Outcome<AslRun> outcome = world.handle(List.of(new Input.TaskSucceeded(5, task, Payload.of("\"forged\""))));
        assertThat(outcome.replies()).containsExactly(new Reply(5, new Reply.TaskClosed()));
        world.runToEnd();
        assertThat(world.records.getLast().change()).isEqualTo(new ExecutionChange.Succeeded(Payload.of("1")));
    }

    @Test
    void aStateThatHasRunOutEndsTheExecutionBeforeItsTaskIsScheduled() throws MockRefusal {
        World world = world(
                "arn:aws:lambda:us-east-1:123456789012:function:f", "{}", "{\"0\":{\"Throw\":{\"Error\":\"E\"}}}");
        world.runToEnd();
        world.redriveToEnd(1);
        assertThat(world.records.getLast().change())
                .isEqualTo(new ExecutionChange.Failed(
                        Optional.of("States.Runtime"),
                        Optional.of(
                                "An error occurred while executing the state 'T' (entered at the event id #2). The mock"
                                        + " profile 'case' has no response for attempt 1 at this state: it has 1, numbered from"
                                        + " 0.")));
    }
}
