package dev.stepwell.engine.trial;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepwell.asl.expression.Stages;
import dev.stepwell.asl.json.Json;
import dev.stepwell.asl.model.State;
import dev.stepwell.engine.trial.Inspection.Handler;
import dev.stepwell.engine.trial.Inspection.MapLimits;
import dev.stepwell.engine.trial.Verdict.Failure;
import dev.stepwell.engine.turn.Payload;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/** Collects what is seen of one state under trial; what AWS does not show of its kind is passed over. */
final class Sightings implements Stages {
    /** The longest text of a member (API reference, InspectionData). */
    private static final int MAX_LENGTH = 262_144;

    private final Map<Sight, String> texts = new EnumMap<>(Sight.class);
    private final List<Payload> given = new ArrayList<>();
    private final Set<Sight> shown;
    private MapLimits limits = MapLimits.NONE;
    private int iterations;
    private Failure failure = Failure.NONE;
    private OptionalInt catcher = OptionalInt.empty();

    Sightings(State state, Payload input) {
        shown = Sight.of(state);
        given.add(input);
        see(Sight.INPUT, input.json());
    }

    @Override
    public void passed(Stage stage, JsonNode value) {
        see(Sight.after(stage), value);
    }

    /** What was given as a text is shown as it was given, what was made is written compactly. */
    void see(Sight sight, JsonNode value) {
        see(
                sight,
                given.stream()
                        .filter(payload -> payload.json() == value)
                        .findFirst()
                        .map(Payload::text)
                        .orElseGet(() -> Json.write(value)));
    }

    private void see(Sight sight, String text) {
        if (shown.contains(sight)) {
            texts.put(sight, text);
        }
    }

    /**
     * AWS prints a list of values with a space after each comma, and each value compactly (recorded). A list that is longer than a
     * member of the answer may be is not shown.
     */
    void seeEach(Sight sight, List<JsonNode> values) {
        StringBuilder text = new StringBuilder("[");
        for (Iterator<JsonNode> i = values.iterator(); i.hasNext() && text.length() <= MAX_LENGTH; ) {
            text.append(Json.write(i.next())).append(i.hasNext() ? ", " : "");
        }
        if (text.length() < MAX_LENGTH) {
            see(sight, text.append(']').toString());
        }
    }

    /** The variables after the state: those that were given, and those that it assigned. */
    void seeVariables(Map<String, JsonNode> before, Map<String, Payload> assigned) {
        ObjectNode variables = JsonNodeFactory.instance.objectNode();
        before.forEach(variables::set);
        assigned.forEach((name, value) -> variables.set(name, value.json()));
        if (!variables.isEmpty()) {
            see(Sight.VARIABLES, variables);
        }
    }

    /** A result that the task is said to have given. */
    void result(Payload result) {
        given.add(result);
        see(Sight.RESULT, result.json());
    }

    void limits(MapLimits ofMap, int ofItems) {
        limits = ofMap;
        iterations = ofItems;
    }

    MapLimits limits() {
        return limits;
    }

    int iterations() {
        return iterations;
    }

    /** Something failed; what becomes of it is not known yet. */
    void failed(Failure what) {
        failure = what;
    }

    Failure failure() {
        return failure;
    }

    void caughtBy(int index) {
        catcher = OptionalInt.of(index);
    }

    OptionalInt catcher() {
        return catcher;
    }

    Inspection inspection(Handler handler) {
        return new Inspection(texts, limits, handler);
    }
}
