package dev.stepwell.gateway.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.stepwell.gateway.shapes.Kind;
import dev.stepwell.gateway.shapes.Member;
import dev.stepwell.gateway.shapes.Rules;
import dev.stepwell.gateway.shapes.Shape;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Shapes as JSON Schema: those that were referred to, and those that they refer to. */
final class Schemas {
    private static final List<String> PROBLEM = List.of("type", "title", "detail", "error", "requestId", "reason");

    private final JsonGenerator out;
    private final Map<String, Shape> asked = new TreeMap<>();
    private final Map<String, List<Member>> leftOut = new TreeMap<>();

    Schemas(JsonGenerator out) {
        this.out = out;
    }

    /** Where the schema of a shape stands. */
    String reference(Shape shape) {
        asked.put(shape.id(), shape);
        return "#/components/schemas/" + shape.id();
    }

    /** Where the schema of a body stands: what stands in the path is not in it. */
    String body(Shape input, List<Member> inPath) {
        leftOut.put(input.id(), inPath);
        return reference(input);
    }

    /** Writes all schemas. */
    void write() throws IOException {
        Map<String, Shape> all = new TreeMap<>();
        ArrayDeque<Shape> open = new ArrayDeque<>(asked.values());
        while (!open.isEmpty()) {
            Shape shape = open.remove();
            if (all.putIfAbsent(shape.id(), shape) == null) {
                shape.members().forEach(member -> below(member, open));
            }
        }
        out.writeObjectFieldStart("schemas");
        for (Shape shape : all.values()) {
            out.writeObjectFieldStart(shape.id());
            structure(shape, new HashSet<>(leftOut.getOrDefault(shape.id(), List.of())));
            out.writeEndObject();
        }
        problem();
        out.writeEndObject();
    }

    private static void below(Member member, ArrayDeque<Shape> open) {
        switch (member.form()) {
            case ONE, LIST -> {
                if (member.kind() == Kind.STRUCTURE) {
                    open.add(member.structure());
                }
            }
            case VESSEL -> below(member.inside(), open);
            case MAP -> below(member.structure().members().get(1), open);
        }
    }

    private void structure(Shape shape, Set<Member> without) throws IOException {
        out.writeStringField("type", "object");
        out.writeObjectFieldStart("properties");
        for (Member member : shape.members()) {
            if (!without.contains(member)) {
                out.writeFieldName(member.name().getValue());
                schema(member);
            }
        }
        out.writeEndObject();
        List<Member> required = shape.members().stream()
                .filter(member -> (member.required() || member.shownEmpty()) && !without.contains(member))
                .toList();
        if (!required.isEmpty()) {
            out.writeArrayFieldStart("required");
            for (Member member : required) {
                out.writeString(member.name().getValue());
            }
            out.writeEndArray();
        }
    }

    /** The schema of a member's whole value. */
    void schema(Member member) throws IOException {
        out.writeStartObject();
        switch (member.form()) {
            case ONE -> value(member, member.rules());
            case LIST -> list(member, member.rules());
            case VESSEL -> list(member.inside(), member.rules());
            case MAP -> {
                out.writeStringField("type", "object");
                out.writeFieldName("additionalProperties");
                schema(member.structure().members().get(1));
            }
        }
        out.writeEndObject();
    }

    private void list(Member member, Rules rules) throws IOException {
        out.writeStringField("type", "array");
        bounds(rules, "minItems", "maxItems");
        out.writeObjectFieldStart("items");
        value(member, member.items());
        out.writeEndObject();
    }

    private void value(Member member, Rules rules) throws IOException {
        switch (member.kind()) {
            case STRING -> {
                out.writeStringField("type", "string");
                bounds(rules, "minLength", "maxLength");
                values(rules.values());
            }
            case BOOLEAN -> out.writeStringField("type", "boolean");
            case INTEGER -> number("integer", "int32", rules);
            case LONG -> number("integer", "int64", rules);
            case FLOAT -> number("number", "float", rules);
            case DOUBLE -> number("number", "double", rules);
            case TIMESTAMP -> {
                out.writeStringField("type", "string");
                out.writeStringField("format", "date-time");
            }
            case STRUCTURE ->
                out.writeStringField(
                        "$ref", "#/components/schemas/" + member.structure().id());
        }
    }

    private void number(String type, String format, Rules rules) throws IOException {
        out.writeStringField("type", type);
        out.writeStringField("format", format);
        bounds(rules, "minimum", "maximum");
    }

    private void bounds(Rules rules, String least, String most) throws IOException {
        if (rules.min() != null) {
            out.writeNumberField(least, rules.min());
        }
        if (rules.max() != null) {
            out.writeNumberField(most, rules.max());
        }
    }

    private void values(List<String> values) throws IOException {
        if (!values.isEmpty()) {
            out.writeArrayFieldStart("enum");
            for (String value : values) {
                out.writeString(value);
            }
            out.writeEndArray();
        }
    }

    private void problem() throws IOException {
        out.writeObjectFieldStart("Problem");
        out.writeStringField("type", "object");
        out.writeObjectFieldStart("properties");
        for (String member : PROBLEM) {
            out.writeObjectFieldStart(member);
            out.writeStringField("type", "string");
            out.writeEndObject();
        }
        out.writeObjectFieldStart("status");
        out.writeStringField("type", "integer");
        out.writeEndObject();
        out.writeEndObject();
        out.writeArrayFieldStart("required");
        for (String member : List.of("type", "title", "status", "detail", "error", "requestId")) {
            out.writeString(member);
        }
        out.writeEndArray();
        out.writeEndObject();
    }
}
