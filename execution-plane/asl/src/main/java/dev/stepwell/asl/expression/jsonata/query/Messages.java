package dev.stepwell.asl.expression.jsonata.query;

import com.dashjoin.jsonata.JException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.stepwell.asl.json.Json;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Says why an evaluation failed as the reference implementation of JSONata does, which AWS quotes. The library's texts are a
 * translation in which every "function" became "Object" and third values are missing.
 */
final class Messages {
    private static final Pattern CODED = Pattern.compile("[STDU]\\d{4}: .*", Pattern.DOTALL);
    /** What the library says of a date's picture. */
    private static final String NO_COMPONENT = "Unknown component specifier";

    private static final String COMPONENT = "(?s)" + NO_COMPONENT + " (.*)( in date/time picture string)";

    /** What the library says of a function that another function calls, as it checks no signature there. */
    private static final String BAD_ARGUMENT = "Argument error calling function ";

    private static final String FIRST = "\u0001";
    private static final String SECOND = "\u0002";
    private static final Map<String, String> ELEMENTS =
            Map.of("a", "arrays", "b", "booleans", "f", "functions", "n", "numbers", "o", "objects", "s", "strings");

    private Messages() {}

    /** How the sentence about the failure ends. */
    static String ending(Throwable failure, Watch watch) {
        String text = text(failure, watch);
        return (CODED.matcher(text).matches() ? ". " : ": ") + text;
    }

    /** What the parser found wrong, without its code. */
    static String ofParser(JException failure) {
        String text = coded(failure, failure.getError());
        return text.substring(text.indexOf(": ") + 2);
    }

    private static String text(Throwable failure, Watch watch) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof BoundException bound) {
                return bound.text();
            }
            if (at instanceof JException known) {
                return known(known, watch);
            }
            if (at instanceof StackOverflowError) {
                return BoundException.depth().text();
            }
            String said = String.valueOf(at.getMessage());
            if (at instanceof RuntimeException && said.startsWith(NO_COMPONENT)) {
                return "D3132: " + NO_COMPONENT + " " + json(said.replaceAll(COMPONENT, "$1"))
                        + said.replaceAll(COMPONENT, "$2");
            }
            if (at.getClass() == Exception.class && said.startsWith(BAD_ARGUMENT)) {
                String function = json(said.substring(BAD_ARGUMENT.length()));
                return "T0410: Argument 1 of function " + function + " does not match function signature";
            }
        }
        return "The evaluation failed: " + failure.getClass().getSimpleName();
    }

    private static String known(JException failure, Watch watch) {
        String code = failure.getError();
        Object current = failure.getCurrent();
        Object expected = failure.getExpected();
        return switch (code) {
            case "T0410" ->
                "T0410: Argument " + (current instanceof Number ? current : 1) + " of function " + name(expected, watch)
                        + " does not match function signature";
            case "T0411" ->
                "T0411: Context value is not a compatible type with argument "
                        + (expected instanceof Number ? expected : 1) + " of function " + name(null, watch);
            case "T0412" ->
                "T0412: Argument 1 of function " + name(null, watch) + " must be an array of "
                        + json(ELEMENTS.getOrDefault(String.valueOf(expected), String.valueOf(expected)));
            case "T2009" ->
                "T2009: The values " + json(current) + " and " + json(expected) + " either side of operator "
                        + json(watch.operator()) + " must be of the same data type";
            case "T1010" ->
                "T1010: The matcher function argument passed to function " + json(current)
                        + " does not return the correct object structure";
            case "D1002" -> "D1002: Cannot negate a non-numeric value: " + json(expected);
            default -> coded(failure, code);
        };
    }

    private static String name(@Nullable Object known, Watch watch) {
        String name = known instanceof String text ? text : watch.function();
        return name.isEmpty() || name.equals("lambda") ? "undefined" : json(name.equals("assertFn") ? "assert" : name);
    }

    private static String coded(JException failure, String code) {
        String template = JException.msg(code, -1, FIRST, SECOND);
        if (template.startsWith("JSonataException ")) {
            return code; // no code at all: the library was given a whole sentence
        }
        return code + ": "
                + template.replace("Object", "function")
                        .replace('"' + FIRST + '"', json(failure.getCurrent()))
                        .replace('"' + SECOND + '"', json(failure.getExpected()))
                        .replace(FIRST, String.valueOf(failure.getCurrent()))
                        .replace(SECOND, String.valueOf(failure.getExpected()));
    }

    static String json(@Nullable Object value) {
        if (value instanceof Character letter) {
            return json(letter.toString());
        }
        JsonNode node = Values.json(value);
        return node == null ? "undefined" : Json.write(node);
    }
}
