package dev.stepwell.execution.trials;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepwell.asl.model.Flow;
import dev.stepwell.asl.model.State;
import dev.stepwell.contracts.sfn.v1.TestStateConfiguration;
import dev.stepwell.contracts.sfn.v1.TestStateRequest;
import dev.stepwell.engine.trial.Experiment;
import dev.stepwell.engine.trial.Experiment.Circumstances;
import dev.stepwell.engine.trial.Experiment.Given;
import dev.stepwell.engine.trial.Experiment.Mock;
import dev.stepwell.engine.turn.Payload;
import dev.stepwell.engine.turn.StartFacts;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Makes an experiment of a request, or refuses it. */
final class ExperimentReader {
    private ExperimentReader() {}

    static Experiment read(TestStateRequest request, StartFacts facts) {
        State state = TestedState.of(request);
        TestedState.checkRole(request);
        Optional<Mock> mock = mock(request, state);
        Optional<JsonNode> context =
                request.hasContext() ? Optional.of(ContextRules.read(request.getContext(), state)) : Optional.empty();
        Payload input = Texts.payload(request.hasInput() ? request.getInput() : "{}", Refusals::input);
        Given given = new Given(input, variables(request), context);
        return new Experiment(state, facts, given, mock, circumstances(request.getStateConfiguration(), state));
    }

    private static Optional<Mock> mock(TestStateRequest request, State state) {
        if (request.hasMock()) {
            return Optional.of(MockRules.read(request, state));
        }
        TestStateConfiguration configuration = request.getStateConfiguration();
        if (configuration.hasMapIterationFailureCount()) {
            throw Refusals.needsMock("MapIterationFailureCount");
        }
        if (configuration.hasRetrierRetryCount()) {
            throw Refusals.needsMock("RetrierRetryCount");
        }
        if (configuration.hasErrorCausedByState()) {
            throw Refusals.needsMock("ErrorCausedByState");
        }
        if (configuration.hasMapItemReaderData()) {
            throw Refusals.needsMock("MapItemReaderData");
        }
        if (request.hasContext()) {
            throw Refusals.needsMock("Context");
        }
        TestedState.checkRunnable(state, request);
        return Optional.empty();
    }

    private static Map<String, JsonNode> variables(TestStateRequest request) {
        Map<String, JsonNode> variables = new LinkedHashMap<>();
        if (request.hasVariables()) {
            Texts.object(request.getVariables())
                    .orElseThrow(() -> Refusals.invalid("Variables must be a JSON object."))
                    .properties()
                    .forEach(variable -> variables.put(variable.getKey(), variable.getValue()));
        }
        return variables;
    }

    private static Circumstances circumstances(TestStateConfiguration configuration, State state) {
        if (configuration.hasErrorCausedByState()
                && Flow.inside(state).stream()
                        .noneMatch(flow ->
                                flow.find(configuration.getErrorCausedByState()).isPresent())) {
            throw Refusals.invalid("State not found in definition");
        }
        return new Circumstances(
                configuration.getRetrierRetryCount(),
                configuration.hasMapIterationFailureCount()
                        ? OptionalInt.of(configuration.getMapIterationFailureCount())
                        : OptionalInt.empty(),
                configuration.hasMapItemReaderData()
                        ? Optional.of(configuration.getMapItemReaderData())
                        : Optional.empty());
    }
}
