package dev.stepwell.execution.trials;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepwell.asl.model.State;
import dev.stepwell.asl.model.TaskResource;
import java.util.Set;

/** What may stand in a context object that is given. */
final class ContextRules {
    private static final Set<String> FIELDS = Set.of("Execution", "State", "StateMachine", "Task");

    private ContextRules() {}

    /** The context object of that text, for the state. */
    static JsonNode read(String text, State state) {
        JsonNode context = Texts.object(text).orElseThrow(() -> Refusals.context("It must be a JSON object"));
        context.fieldNames().forEachRemaining(ContextRules::checkField);
        if (context.has("Task") && !hasTask(state)) {
            throw Refusals.context("Context object contains 'Task' when state is not a Task state with a '.sync' or"
                    + " '.waitForTaskToken' service integration pattern");
        }
        return context;
    }

    private static void checkField(String field) {
        if (field.equals("Map")) {
            throw Refusals.context("'Map' field is not supported when mocking a Context object");
        }
        if (!FIELDS.contains(field)) {
            throw Refusals.context("Field '" + field + "' is not allowed");
        }
    }

    private static boolean hasTask(State state) {
        return state instanceof State.Task task
                && task.resource() instanceof TaskResource.Service service
                && service.pattern() != TaskResource.Pattern.REQUEST_RESPONSE;
    }
}
