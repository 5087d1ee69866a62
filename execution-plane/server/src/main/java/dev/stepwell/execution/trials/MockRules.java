package dev.stepwell.execution.trials;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepwell.asl.model.Processor;
import dev.stepwell.asl.model.State;
import dev.stepwell.asl.model.TaskResource;
import dev.stepwell.contracts.sfn.v1.MockErrorOutput;
import dev.stepwell.contracts.sfn.v1.MockInput;
import dev.stepwell.contracts.sfn.v1.TestStateRequest;
import dev.stepwell.engine.record.StateKind;
import dev.stepwell.engine.trial.Experiment.Mock;
import dev.stepwell.engine.turn.Payload;
import java.util.Optional;

/** What may be mocked, and with what. */
final class MockRules {
    private MockRules() {}

    /** The mock of the request, held against the state. */
    static Mock read(TestStateRequest request, State state) {
        MockInput mock = request.getMock();
        checkKind(state);
        if (request.getRevealSecrets()) {
            throw Refusals.invalid("TestState does not support RevealSecrets when a mock is specified.");
        }
        if (mock.hasResult() == mock.hasErrorOutput()) {
            throw Refusals.invalid("A test mock should have only one of the following fields: [result, errorOutput].");
        }
        if (mock.hasErrorOutput()) {
            MockErrorOutput error = mock.getErrorOutput();
            return new Mock.Error(
                    error.hasError() ? Optional.of(error.getError()) : Optional.empty(),
                    error.hasCause() ? Optional.of(error.getCause()) : Optional.empty());
        }
        Payload result = Texts.payload(mock.getResult(), why -> Refusals.invalid("Mocked result must be valid JSON"));
        checkResult(state, result.json(), Strictness.of(mock));
        return new Mock.Result(result);
    }

    private static void checkKind(State state) {
        if (!(state instanceof State.Recovering)) {
            String kind = StateKind.of(state).spelling();
            throw Refusals.invalid("State type '" + kind + "' is not supported when a mock is specified");
        }
    }

    private static void checkResult(State state, JsonNode result, Strictness strictness) {
        if (state instanceof State.Parallel parallel) {
            checkArray(result);
            if (result.size() != parallel.branches().size()) {
                throw Refusals.invalid(
                        "Mocked result must contain the same number of items as number of Parallel branches.");
            }
        } else if (state instanceof State.MapState map) {
            if (!writesResults(map)) {
                checkArray(result);
            } else if (!result.isObject()) {
                throw Refusals.invalid("Mocked result must be a JSON object.");
            }
        } else if (state instanceof State.Task task && task.resource() instanceof TaskResource.Service service) {
            ServiceAnswer.of(service).ifPresent(answer -> answer.check(result, strictness));
        }
    }

    private static void checkArray(JsonNode result) {
        if (!result.isArray()) {
            throw Refusals.invalid("Mocked result must be an array.");
        }
    }

    private static boolean writesResults(State.MapState map) {
        return map.processor() instanceof Processor.Distributed distributed
                && distributed.settings().has("ResultWriter");
    }
}
