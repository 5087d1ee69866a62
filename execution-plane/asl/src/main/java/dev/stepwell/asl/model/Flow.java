package dev.stepwell.asl.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * StartAt and States: what a machine, a branch of a Parallel and the processor of a Map have in common.
 *
 * @param startAt the name of the first state
 * @param states all states of this level by name, in the order of the definition
 */
public record Flow(String startAt, Map<String, State> states) {
    public Flow {
        states = Collections.unmodifiableMap(new LinkedHashMap<>(states));
    }

    /** The state of that name; a checked definition never asks for one that is not there. */
    public State state(String name) {
        State state = states.get(name);
        if (state == null) {
            throw new IllegalStateException("no state is called " + name);
        }
        return state;
    }
}
