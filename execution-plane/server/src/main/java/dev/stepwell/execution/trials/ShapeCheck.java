package dev.stepwell.execution.trials;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepwell.contracts.calling.Fault;
import java.util.Map;

/** Holds a value against a shape of a service's model; members that the model does not have are let through. */
record ShapeCheck(ServiceModel model, Strictness strictness) {
    void structure(JsonNode value, JsonNode shape) {
        if (strictness == Strictness.STRICT) {
            for (JsonNode required : shape.path("required")) {
                if (!value.has(required.asText())) {
                    throw Refusals.mockShape("Required field '" + required.asText() + "' is missing");
                }
            }
        }
        for (Map.Entry<String, JsonNode> member : value.properties()) {
            JsonNode name = shape.path("members").path(member.getKey());
            if (name.isTextual() && !member.getValue().isNull()) {
                value(member.getKey(), member.getValue(), model.shape(name.textValue()));
            }
        }
    }

    private void value(String field, JsonNode value, JsonNode shape) {
        switch (shape.path("type").asText()) {
            case "structure" -> {
                require(value.isObject(), field, "an object");
                structure(value, shape);
            }
            case "list" -> {
                require(value.isArray(), field, "an array");
                elements(field, value, shape);
            }
            case "map" -> {
                require(value.isObject(), field, "an object");
                elements(field, value, shape);
            }
            case "string", "blob", "timestamp" -> {
                require(value.isTextual(), field, "a string");
                text(field, value.textValue(), shape);
            }
            case "integer", "long", "float", "double", "biginteger", "bigdecimal" -> {
                require(value.isNumber(), field, "a number");
                number(field, value, shape);
            }
            case "boolean" -> require(value.isBoolean(), field, "a boolean");
            default -> {}
        }
    }

    private void elements(String field, JsonNode values, JsonNode shape) {
        JsonNode element = model.shape(shape.path("element").asText());
        values.forEach(value -> value(field, value, element));
    }

    private static void text(String field, String text, JsonNode shape) {
        boolean expected = !shape.has("enum");
        for (JsonNode one : shape.path("enum")) {
            expected |= one.textValue().equals(text);
        }
        if (!expected) {
            throw Refusals.mockShape("Field '" + field + "' is not an expected value");
        }
        int length = text.codePointCount(0, text.length());
        if (length < shape.path("min").asLong(0)) {
            throw Refusals.mockShape("Field '" + field + "' is smaller than the minimum length");
        }
        if (length > shape.path("max").asLong(Long.MAX_VALUE)) {
            throw Refusals.mockShape("Field '" + field + "' exceeds the maximum length");
        }
    }

    private static void number(String field, JsonNode value, JsonNode shape) {
        if (shape.has("min") && value.doubleValue() < shape.get("min").doubleValue()) {
            throw Refusals.mockShape("Field '" + field + "' is less than the minimum value");
        }
        if (shape.has("max") && value.doubleValue() > shape.get("max").doubleValue()) {
            throw Refusals.mockShape("Field '" + field + "' exceeds the maximum value");
        }
    }

    private static void require(boolean right, String field, String type) {
        if (!right) {
            throw wrongType(field, type);
        }
    }

    private static Fault wrongType(String field, String type) {
        return Refusals.mockShape("Field '" + field + "' must be " + type);
    }
}
