package dev.stepwell.asl.read;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepwell.asl.finding.FindingCode;
import dev.stepwell.asl.finding.Written;

/** Warnings about paths written where nothing evaluates them: the definition runs, but hardly as it was meant. */
final class StaticHints {
    private StaticHints() {}

    /** A path in the Result of a Pass is not evaluated. */
    static void inResult(Written pass) {
        if (pass.value("Result").filter(StaticHints::holdsPath).isPresent()) {
            pass.report(
                    FindingCode.PASS_RESULT_IS_STATIC,
                    "The 'Result' of a Pass state is static: paths in it are not evaluated",
                    pass.at("Result"));
        }
    }

    /** A path in Error or Cause is not evaluated; ErrorPath and CausePath are. */
    static void inFail(Written fail) {
        for (String field : new String[] {"Error", "Cause"}) {
            if (fail.value(field).filter(StaticHints::looksLikePath).isPresent()) {
                fail.report(
                        FindingCode.NO_PATH,
                        "The value of the field '" + field + "' looks like a path: use '" + field + "Path'",
                        fail.at(field));
            }
        }
    }

    /** A path in a payload template whose field does not end in {@code .$} is not evaluated. */
    static void inTemplate(Written state, String field) {
        state.value(field).ifPresent(template -> template(state, template, state.at(field)));
    }

    private static void template(Written state, JsonNode template, String location) {
        template.properties().forEach(member -> {
            if (!member.getKey().endsWith(".$") && looksLikePath(member.getValue())) {
                state.report(
                        FindingCode.NO_DOLLAR,
                        "The value of the field '" + member.getKey() + "' looks like a path: its name must end in '.$'",
                        location);
            }
            template(state, member.getValue(), location + "/" + member.getKey());
        });
    }

    private static boolean holdsPath(JsonNode value) {
        if (looksLikePath(value)) {
            return true;
        }
        if (value.isObject()) {
            return value.properties().stream()
                    .anyMatch(member -> member.getKey().endsWith(".$") || holdsPath(member.getValue()));
        }
        for (JsonNode element : value) {
            if (holdsPath(element)) {
                return true;
            }
        }
        return false;
    }

    private static boolean looksLikePath(JsonNode value) {
        return value.isTextual()
                && (value.textValue().startsWith("$.") || value.textValue().startsWith("$$."));
    }
}
