package dev.stepwell.asl.reference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stepwell.asl.expression.Scope;
import dev.stepwell.asl.expression.jsonata.query.Fuel;
import dev.stepwell.asl.expression.jsonata.query.Given;
import dev.stepwell.asl.expression.jsonata.query.Query;
import dev.stepwell.asl.expression.jsonata.query.QueryException;
import dev.stepwell.asl.expression.jsonata.query.QuerySyntaxException;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/** What became of an expression, as text: a value as JSON, {@code undefined}, or {@code !CODE: message}. */
final class Answer {
    static final String UNDEFINED = "undefined";

    private static final String SYNTAX = "!S: ";

    private Answer() {}

    /** Ours. */
    static String ours(String expression, JsonNode input) {
        Scope scope = new Scope(
                input, JsonNodeFactory.instance::objectNode, Map.of(), new SplittableRandom(1), Instant.EPOCH);
        try {
            JsonNode value = Query.compile(expression).evaluate(Given.before(scope), new Fuel());
            return value == null ? UNDEFINED : text(value);
        } catch (QueryException e) {
            return "!" + e.ending().substring(2);
        } catch (QuerySyntaxException e) {
            return SYNTAX + e.text();
        }
    }

    /** The reference's, from what it printed. */
    static String theirs(JsonNode printed) {
        if (printed.has("code")) {
            return "!" + printed.get("code").textValue() + ": "
                    + printed.get("message").textValue();
        }
        return printed.has("value") ? text(printed.get("value")) : UNDEFINED;
    }

    /** Whether they say the same; ours leaves out the code of a syntax error, as AWS does. */
    static boolean same(String ours, String theirs) {
        return ours.equals(theirs)
                || (ours.startsWith(SYNTAX)
                        && theirs.matches("(?s)!S\\d{4}: .*")
                        && theirs.endsWith(ours.substring(SYNTAX.length() - 1)));
    }

    /** Compact, with numbers to the digits that any way of reckoning gets right. */
    private static String text(JsonNode value) {
        StringBuilder text = new StringBuilder();
        write(value, text);
        return text.toString();
    }

    private static void write(JsonNode value, StringBuilder out) {
        switch (value.getNodeType()) {
            case NUMBER -> out.append(number(value.doubleValue()));
            case ARRAY -> {
                out.append('[');
                value.forEach(element -> {
                    write(element, out);
                    out.append(' ');
                });
                out.append(']');
            }
            case OBJECT -> {
                out.append('{');
                value.properties().forEach(field -> {
                    out.append(field.getKey()).append(':');
                    write(field.getValue(), out);
                    out.append(' ');
                });
                out.append('}');
            }
            case STRING, BOOLEAN, NULL, MISSING, BINARY, POJO -> out.append(value);
        }
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? String.valueOf((long) value)
                : String.format(Locale.ROOT, "%.12e", value);
    }
}
