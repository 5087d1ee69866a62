package dev.stepwell.asl.variables;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepwell.asl.json.Json;
import dev.stepwell.asl.json.JsonSyntaxException;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The variableReferences of DescribeStateMachine: state by state, which variables its expressions read. */
public final class VariableReferences {
    /** What leads from a state to states inside it, which are told by their own names. */
    private static final Set<String> INNER_FLOWS = Set.of("ItemProcessor", "Iterator");

    private static final String BRANCHES = "Branches";

    private final SortedMap<String, SortedSet<String>> byState = new TreeMap<>();

    private VariableReferences() {}

    /**
     * The names of variables by the name of the state, both in order; states that read none are left out, and those of branches and
     * processors stand beside the others. Never throws: what is no definition reads nothing.
     */
    public static SortedMap<String, SortedSet<String>> of(String definition) {
        VariableReferences references = new VariableReferences();
        try {
            JsonNode machine = Json.parseDefinition(definition);
            references.flow(machine, speaksJsonata(machine, false));
        } catch (JsonSyntaxException e) {
            return Collections.emptySortedMap();
        }
        return references.byState;
    }

    private static boolean speaksJsonata(JsonNode written, boolean otherwise) {
        JsonNode language = written.path("QueryLanguage");
        return language.isMissingNode() ? otherwise : !"JSONPath".equals(language.textValue());
    }

    private void flow(JsonNode flow, boolean jsonata) {
        for (Map.Entry<String, JsonNode> state : flow.path("States").properties()) {
            state(state.getKey(), state.getValue(), jsonata);
        }
    }

    private void state(String name, JsonNode state, boolean ofMachine) {
        boolean jsonata = speaksJsonata(state, ofMachine);
        Reader reader = jsonata ? new QueryReader() : new PathReader();
        SortedSet<String> read = new TreeSet<>();
        for (Map.Entry<String, JsonNode> field : state.properties()) {
            if (INNER_FLOWS.contains(field.getKey())) {
                flow(field.getValue(), ofMachine);
            } else if (field.getKey().equals(BRANCHES)) {
                field.getValue().forEach(branch -> flow(branch, ofMachine));
            } else {
                reader.read(field.getKey(), field.getValue(), read);
            }
        }
        if (!read.isEmpty()) {
            byState.merge(name, read, (one, other) -> {
                one.addAll(other);
                return one;
            });
        }
    }

    /** Reads the fields of states that speak one language. */
    sealed interface Reader permits PathReader, QueryReader {
        /** Gathers the variables that a field of a state, or of a part of it, reads. */
        void read(String field, JsonNode value, Set<String> names);
    }
}
