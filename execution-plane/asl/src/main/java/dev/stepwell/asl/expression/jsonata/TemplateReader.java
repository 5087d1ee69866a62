package dev.stepwell.asl.expression.jsonata;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepwell.asl.expression.jsonata.query.Query;
import dev.stepwell.asl.expression.jsonata.query.QuerySyntaxException;
import dev.stepwell.asl.finding.Finding;
import dev.stepwell.asl.finding.FindingCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Compiles templates: a string that begins with <code>{%</code> and ends with <code>%}</code> is an expression. */
final class TemplateReader {
    private static final String OPEN = "{%";
    private static final String CLOSE = "%}";

    private TemplateReader() {}

    static boolean isExpression(JsonNode written) {
        String text = written.textValue();
        return text != null
                && text.length() >= OPEN.length() + CLOSE.length()
                && text.startsWith(OPEN)
                && text.endsWith(CLOSE);
    }

    /** What stands between the signs of an expression. */
    static String inside(JsonNode expression) {
        String text = expression.textValue();
        return text.substring(OPEN.length(), text.length() - CLOSE.length()).strip();
    }

    static Template read(JsonNode written, Place place) {
        return switch (written.getNodeType()) {
            case OBJECT -> object((ObjectNode) written, place);
            case ARRAY -> array(written, place);
            case STRING -> isExpression(written) ? expression(written, place) : new Template.Constant(written);
            case NUMBER, BOOLEAN, NULL, MISSING, BINARY, POJO -> new Template.Constant(written);
        };
    }

    private static Template object(ObjectNode written, Place place) {
        List<Template.Member> members = new ArrayList<>(written.size());
        boolean constant = true;
        for (Map.Entry<String, JsonNode> field : written.properties()) {
            Template value = read(field.getValue(), place.member(field.getKey()));
            constant &= value instanceof Template.Constant;
            members.add(new Template.Member(field.getKey(), value));
        }
        return constant ? new Template.Constant(written) : new Template.ObjectTemplate(List.copyOf(members));
    }

    private static Template array(JsonNode written, Place place) {
        List<Template> elements = new ArrayList<>(written.size());
        boolean constant = true;
        for (int i = 0; i < written.size(); i++) {
            Template element = read(written.get(i), place.element(i));
            constant &= element instanceof Template.Constant;
            elements.add(element);
        }
        return constant ? new Template.Constant(written) : new Template.ArrayTemplate(List.copyOf(elements));
    }

    /** The expression; when it is wrong, that is reported and the text stands for itself. */
    static Template expression(JsonNode written, Place place) {
        try {
            Query query = Query.compile(inside(written));
            check(query, place);
            return new Computed(query, place.inState());
        } catch (QuerySyntaxException e) {
            report(place, FindingCode.INVALID_JSONATA_EXPRESSION, e.text());
            return new Template.Constant(written);
        }
    }

    private static void check(Query query, Place place) {
        for (String name : query.topLevelReferences()) {
            unsupported(
                    place,
                    name.equals("$$")
                            ? "Reference to '$$' is not supported."
                            : "Reference to '" + name + "' at the top level is not supported.");
        }
        for (String field : query.statesFields()) {
            boolean there = switch (field) {
                case "result" -> place.offers() == Place.Offers.RESULT;
                case "errorOutput" -> place.offers() == Place.Offers.ERROR_OUTPUT;
                default -> true;
            };
            if (!there) {
                unsupported(place, "Field '$states." + field + "' does not exist.");
            }
        }
    }

    private static void unsupported(Place place, String message) {
        report(place, FindingCode.UNSUPPORTED_JSONATA_EXPRESSION, message);
    }

    private static void report(Place place, FindingCode code, String message) {
        place.findings().add(Finding.of(code, message, place.inDefinition()));
    }
}
