package dev.stepwell.engine.asl;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepwell.asl.expression.Scope;
import dev.stepwell.asl.expression.StatesException;
import dev.stepwell.asl.model.ChoiceRule;
import dev.stepwell.asl.model.State;
import dev.stepwell.engine.turn.Payload;
import java.util.Optional;

/** Choice: the first rule that matches, else the Default. */
final class ChoiceBody {
    private ChoiceBody() {}

    static void choose(AslTurn t, Frame frame, State.Choice choice) {
        Scope scope = t.scope(frame);
        JsonNode arguments = choice.shaping().arguments(scope);
        Payload result = frame.data.with(arguments);
        for (ChoiceRule rule : choice.choices()) {
            if (rule.condition().test(scope.over(arguments))) {
                Stepper.exit(t, frame, result, rule.shaping().orElse(choice.shaping()), Optional.of(rule.next()));
                return;
            }
        }
        if (choice.otherwise().isEmpty()) {
            // Not States.NoChoiceMatched, whatever the guide says (measured from AWS).
            throw new StatesException(
                    Errors.RUNTIME, "Failed to transition out of the state. The state does not point to a next state.");
        }
        Stepper.exit(t, frame, result, choice.shaping(), choice.otherwise());
    }
}
