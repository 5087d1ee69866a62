package dev.stepwell.asl.expression.jsonata;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepwell.asl.expression.StatesException;
import dev.stepwell.asl.expression.jsonata.query.Fuel;
import dev.stepwell.asl.expression.jsonata.query.Given;
import dev.stepwell.asl.expression.jsonata.query.Query;
import dev.stepwell.asl.expression.jsonata.query.QueryException;
import dev.stepwell.asl.json.Json;
import java.util.Locale;
import java.util.Optional;

/**
 * One expression of a definition, and the words AWS has for its failures.
 *
 * @param location where it stands in its state, such as {@code Output/a[0]}
 */
record Computed(Query query, String location) implements Template {
    /** The longest cause that the history shows (API reference, EvaluationFailedEventDetails). */
    private static final int MAX_CAUSE = 32_000;

    private static final int MAX_LOCATION = 256;

    @Override
    public JsonNode evaluate(Given given, Fuel fuel) {
        JsonNode value;
        try {
            value = query.evaluate(given, fuel);
        } catch (QueryException e) {
            throw failure("threw an error during evaluation" + e.ending());
        }
        if (value == null) {
            throw failure("returned nothing (undefined).");
        }
        return value;
    }

    /** The value, when it has the type, named as JSON names types. */
    JsonNode evaluate(Given given, Fuel fuel, String type) {
        JsonNode value = evaluate(given, fuel);
        String actual = value.getNodeType().name().toLowerCase(Locale.ROOT);
        if (!actual.equals(type)) {
            throw failure("returned an unexpected result type. Expected '" + type + "', but was '" + actual
                    + "' for value: " + Json.write(value));
        }
        return value;
    }

    private StatesException failure(String what) {
        return failure(
                "The JSONata expression '" + query.text() + "' specified for the field '" + location + "' " + what,
                location,
                false);
    }

    /** @param afterwards whether the value was there and turned out to be unusable */
    static StatesException failure(String cause, String location, boolean afterwards) {
        return StatesException.ofEvaluation(
                clipped(cause, MAX_CAUSE),
                new StatesException.Evaluation(Optional.of(clipped(location, MAX_LOCATION)), afterwards));
    }

    private static String clipped(String text, int length) {
        return text.length() <= length ? text : Json.wellFormed(text.substring(0, length));
    }
}
