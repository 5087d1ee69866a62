package dev.stepwell.asl.expression.jsonpath;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepwell.asl.expression.Expression;
import dev.stepwell.asl.finding.Finding;
import dev.stepwell.asl.finding.FindingCode;
import dev.stepwell.asl.finding.Findings;
import dev.stepwell.asl.json.HashOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Compiles payload templates: a field whose name ends in {@code .$} holds a path or an intrinsic call, at any depth. */
final class TemplateReader {
    private static final String DYNAMIC = ".$";

    private final Findings findings;

    TemplateReader(Findings findings) {
        this.findings = findings;
    }

    /** @param location where the template stands */
    Expression read(JsonNode written, String location) {
        return switch (written.getNodeType()) {
            case OBJECT -> object((ObjectNode) written, location);
            case ARRAY -> array(written, location);
            case STRING, NUMBER, BOOLEAN, NULL, MISSING, BINARY, POJO -> Expression.constant(written);
        };
    }

    /** AWS writes the fields that are written out first, in their order, and then the dynamic ones in the order of a hash map. */
    private Expression object(ObjectNode written, String location) {
        List<Template.Member> members = new ArrayList<>(written.size());
        Map<String, Expression> dynamic = new LinkedHashMap<>();
        boolean constant = true;
        for (Map.Entry<String, JsonNode> field : written.properties()) {
            String name = field.getKey();
            if (name.endsWith(DYNAMIC)) {
                String bare = name.substring(0, name.length() - DYNAMIC.length());
                dynamic.put(bare, dynamic(name, field.getValue(), location));
            } else {
                Expression value = read(field.getValue(), location + "/" + name);
                constant &= value instanceof Expression.Constant;
                members.add(new Template.Member(name, value));
            }
        }
        if (constant && dynamic.isEmpty()) {
            return Expression.constant(written);
        }
        HashOrder.of(dynamic.keySet())
                .forEach(name -> members.add(new Template.Member(name, Objects.requireNonNull(dynamic.get(name)))));
        return new Template.ObjectTemplate(List.copyOf(members));
    }

    private Expression array(JsonNode written, String location) {
        List<Expression> elements = new ArrayList<>(written.size());
        boolean constant = true;
        for (int i = 0; i < written.size(); i++) {
            Expression element = read(written.get(i), location + "[" + i + "]");
            constant &= element instanceof Expression.Constant;
            elements.add(element);
        }
        return constant ? Expression.constant(written) : new Template.ArrayTemplate(List.copyOf(elements));
    }

    /** AWS reports a bad value at the object that holds the field, not at the field. */
    private Expression dynamic(String name, JsonNode written, String location) {
        return Dynamic.read(written, name).orElseGet(() -> {
            findings.add(Finding.of(
                    FindingCode.SCHEMA_VALIDATION_FAILED,
                    "The value for the field '" + name
                            + "' must be a valid JSONPath or a valid intrinsic function call",
                    location));
            return Expression.constant(written);
        });
    }
}
