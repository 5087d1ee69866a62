package dev.stepwell.engine.fork;

import dev.stepwell.engine.turn.Payload;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An execution as it was when it entered a state of the machine's own flow.
 *
 * @param state the state
 * @param input its raw input
 * @param variables of the machine's own scope, by name
 * @param eventId the event of the entry; of a state that has never been entered, the last one known
 */
public record ForkPoint(String state, Payload input, Map<String, Payload> variables, long eventId) {
    public ForkPoint {
        variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
    }
}
