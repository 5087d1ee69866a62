package dev.stepwell.asl.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

    /** The state of that name in this flow or in one inside it; names are unique in a whole machine. */
    public Optional<State> find(String name) {
        State here = states.get(name);
        return here != null
                ? Optional.of(here)
                : states.values().stream()
                        .flatMap(state -> inside(state).stream())
                        .flatMap(flow -> flow.find(name).stream())
                        .findFirst();
    }

    /** The flows that a state runs. */
    public static List<Flow> inside(State state) {
        return switch (state) {
            case State.Parallel parallel -> parallel.branches();
            case State.MapState map -> List.of(map.processor().flow());
            case State.Pass s -> List.of();
            case State.Task s -> List.of();
            case State.Choice s -> List.of();
            case State.Wait s -> List.of();
            case State.Succeed s -> List.of();
            case State.Fail s -> List.of();
        };
    }
}
