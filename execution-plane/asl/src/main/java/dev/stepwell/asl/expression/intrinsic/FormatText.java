package dev.stepwell.asl.expression.intrinsic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.stepwell.asl.json.Json;
import java.util.List;
import java.util.Map;

/** States.Format: every <code>{}</code> of a template is replaced by an argument. */
final class FormatText {
    /** The longest result, far above any payload: a few arguments can stand for very much text. */
    private static final int MAX_LENGTH = 2_000_000;

    private FormatText() {}

    /** @param arguments the template and what goes into it */
    static JsonNode format(List<JsonNode> arguments) {
        String template = Arguments.text(arguments.getFirst());
        StringBuilder text = new StringBuilder();
        int used = 0;
        for (int i = 0; i < template.length(); i++) {
            char c = template.charAt(i);
            if (c == '\\' && i + 1 < template.length()) {
                text.append(template.charAt(++i));
            } else if (c == '{') {
                if (!template.startsWith("}", i + 1)) {
                    throw new InvalidArgumentsException(": matching '}' not found for '{'.");
                }
                i++;
                used++;
                if (used < arguments.size()) {
                    append(text, arguments.get(used));
                }
            } else {
                text.append(c);
            }
        }
        if (used != arguments.size() - 1) {
            throw new InvalidArgumentsException(": number of arguments do not match the occurrences of {}.");
        }
        return TextNode.valueOf(text.toString());
    }

    /** A string as it is, numbers and the like as JSON; objects and arrays in the way AWS shows, <code>{a=1, b=[2]}</code>. */
    private static void append(StringBuilder text, JsonNode value) {
        Arguments.require(text.length() <= MAX_LENGTH);
        switch (value.getNodeType()) {
            case STRING -> text.append(value.textValue());
            case OBJECT -> {
                String separator = "{";
                for (Map.Entry<String, JsonNode> field : value.properties()) {
                    text.append(separator).append(field.getKey()).append('=');
                    append(text, field.getValue());
                    separator = ", ";
                }
                text.append(value.isEmpty() ? "{}" : "}");
            }
            case ARRAY -> {
                String separator = "[";
                for (JsonNode element : value) {
                    text.append(separator);
                    append(text, element);
                    separator = ", ";
                }
                text.append(value.isEmpty() ? "[]" : "]");
            }
            case NUMBER, BOOLEAN, NULL, MISSING, BINARY, POJO -> text.append(Json.write(value));
        }
    }
}
