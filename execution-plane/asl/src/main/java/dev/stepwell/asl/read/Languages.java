package dev.stepwell.asl.read;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepwell.asl.expression.Language;
import dev.stepwell.asl.expression.jsonata.JsonataLanguage;
import dev.stepwell.asl.expression.jsonpath.JsonPathLanguage;
import dev.stepwell.asl.finding.Written;
import dev.stepwell.asl.model.QueryLanguage;
import java.util.Set;

/**
 * Which query language holds where, and which fields belong to which. AWS takes a QueryLanguage that is not exactly {@code JSONPath} for
 * JSONata, and reports its spelling apart from that.
 */
final class Languages {
    private static final String FIELD = "QueryLanguage";
    private static final String JSON_PATH = "JSONPath";
    private static final String JSONATA = "JSONata";

    private static final Set<String> JSON_PATH_ONLY = Set.of(
            "InputPath",
            "OutputPath",
            "Parameters",
            "ResultSelector",
            "ResultPath",
            "ItemsPath",
            "SecondsPath",
            "TimestampPath",
            "TimeoutSecondsPath",
            "HeartbeatSecondsPath",
            "MaxConcurrencyPath",
            "ToleratedFailureCountPath",
            "ToleratedFailurePercentagePath",
            "MaxItemsPath",
            "MaxItemsPerBatchPath",
            "MaxInputBytesPerBatchPath",
            "ErrorPath",
            "CausePath");

    private static final Set<String> JSONATA_ONLY = Set.of("Arguments", "Output", "Items");

    private static final Language JSON_PATH_LANGUAGE = new JsonPathLanguage();
    private static final Language JSONATA_LANGUAGE = new JsonataLanguage();

    private Languages() {}

    static QueryLanguage ofMachine(Written root) {
        return root.value(FIELD).map(Languages::of).orElse(QueryLanguage.JSONPATH);
    }

    static QueryLanguage ofState(Written state, QueryLanguage ofMachine) {
        return state.value(FIELD).map(Languages::of).orElse(ofMachine);
    }

    private static QueryLanguage of(JsonNode written) {
        return JSON_PATH.equals(written.textValue()) ? QueryLanguage.JSONPATH : QueryLanguage.JSONATA;
    }

    /** Reports a QueryLanguage that is none. */
    static void check(Written object) {
        object.text(FIELD).ifPresent(name -> Fields.checkOneOf(object, FIELD, name, JSON_PATH, JSONATA));
    }

    /** Whether a state speaks JSONPath in a JSONata machine, which is reported and makes its other fields moot. */
    static boolean isDowngrade(Written state, QueryLanguage ofMachine) {
        boolean downgrade = ofMachine == QueryLanguage.JSONATA
                && state.value(FIELD).map(Languages::of).orElse(ofMachine) == QueryLanguage.JSONPATH;
        if (downgrade) {
            state.report("'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine");
        }
        return downgrade;
    }

    /** Reports fields that only the other language has. */
    static void checkFields(Written object, QueryLanguage language) {
        object.node().fieldNames().forEachRemaining(field -> {
            if (language == QueryLanguage.JSONPATH && JSONATA_ONLY.contains(field)) {
                object.report(foreign(JSON_PATH, field, JSONATA));
            } else if (language == QueryLanguage.JSONATA && JSON_PATH_ONLY.contains(field)) {
                object.report(foreign(JSONATA, field, JSON_PATH));
            }
        });
    }

    private static String foreign(String language, String field, String other) {
        return "The QueryLanguage is set to '" + language + "', but field '" + field + "' is only supported for the '"
                + other + "' QueryLanguage";
    }

    /** The language itself. */
    static Language language(QueryLanguage name) {
        return switch (name) {
            case JSONPATH -> JSON_PATH_LANGUAGE;
            case JSONATA -> JSONATA_LANGUAGE;
        };
    }
}
