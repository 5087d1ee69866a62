package dev.stepwell.asl.expression.jsonata.query;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepwell.asl.expression.Scope;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an expression may read.
 *
 * @param scope the input, the context, the variables, and the turn's chance and time
 * @param result {@code $states.result}; null where there is none
 * @param errorOutput {@code $states.errorOutput}; null outside of a catcher
 */
public record Given(
        Scope scope, @Nullable JsonNode result, @Nullable JsonNode errorOutput) {
    /** What is there before the body of a state has run. */
    public static Given before(Scope scope) {
        return new Given(scope, null, null);
    }

    /** {@code $states}, as the library sees it; the context is made only when it is read. */
    Map<String, Object> states() {
        Map<String, Object> states = new LinkedHashMap<>();
        states.put("input", Values.of(scope.input()));
        if (result != null) {
            states.put("result", Values.of(result));
        }
        if (errorOutput != null) {
            states.put("errorOutput", Values.of(errorOutput));
        }
        return new WithContext(states, scope);
    }
}
