package dev.stepwell.asl.mock;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the tasks of one execution are pretended to answer. Tasks of states that are not covered are real. */
public final class Mocks {
    /** Every task is real. */
    public static final Mocks NONE = new Mocks(Map.of());

    private final Map<String, List<Span>> states;

    Mocks(Map<String, List<Span>> states) {
        this.states = new LinkedHashMap<>(states);
    }

    /**
     * The response to some attempts in a row.
     *
     * @param first the number of the first of them; a state's attempts are numbered from 0
     * @param last the number of the last of them
     */
    record Span(int first, int last, MockResponse response) {}

    /** The names of the states whose tasks are pretended. */
    public Set<String> states() {
        return Set.copyOf(states.keySet());
    }

    /** Whether the tasks of this state are pretended. */
    public boolean covers(String state) {
        return states.containsKey(state);
    }

    /** What this attempt at a covered state comes to; empty when there are no responses left. */
    public Optional<MockResponse> response(String state, int attempt) {
        return states.getOrDefault(state, List.of()).stream()
                .filter(span -> span.first <= attempt && attempt <= span.last)
                .map(Span::response)
                .findFirst();
    }

    /** How many attempts at a state have a response. */
    public int responses(String state) {
        List<Span> spans = states.getOrDefault(state, List.of());
        return spans.isEmpty() ? 0 : spans.getLast().last + 1;
    }
}
