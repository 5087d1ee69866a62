package dev.stepwell.asl.finding;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One object of a definition as it was written: its fields, where it stands, and where findings about it go. The getters report a
 * field of the wrong type and then answer as if it were absent, so that reading goes on and finds everything.
 *
 * @param node the object
 * @param location where it stands, {@code /} for the whole definition
 * @param findings where findings go
 */
public record Written(ObjectNode node, String location, Findings findings) {
    /** Whether the field is there, be it null. */
    public boolean has(String field) {
        return node.has(field);
    }

    /** The value of the field, whatever it is. */
    public Optional<JsonNode> value(String field) {
        return Optional.ofNullable(node.get(field));
    }

    /** Where a field of this object stands. */
    public String at(String field) {
        return location.equals("/") ? "/" + field : location + "/" + field;
    }

    /** Reports that this object does not follow the language. */
    public void report(String message) {
        report(FindingCode.SCHEMA_VALIDATION_FAILED, message, location);
    }

    /** Reports that a field of this object does not follow the language. */
    public void reportAt(String field, String message) {
        report(FindingCode.SCHEMA_VALIDATION_FAILED, message, at(field));
    }

    /** Reports anything else. */
    public void report(FindingCode code, String message, String where) {
        findings.add(Finding.of(code, message, where));
    }

    /** Reports which of these fields are not there; whether all are. */
    public boolean require(String... fields) {
        List<String> missing = new ArrayList<>();
        for (String field : fields) {
            if (!has(field)) {
                missing.add(field);
            }
        }
        if (!missing.isEmpty()) {
            report("These fields are required: [" + String.join(", ", missing) + "]");
        }
        return missing.isEmpty();
    }

    /** Reports when two or more of these fields are there. */
    public void atMostOne(String... fields) {
        if (present(fields) > 1) {
            report("There should only be one of the following fields: [" + String.join(", ", fields) + "]");
        }
    }

    /** Reports when not exactly one of these fields is there; whether one is. */
    public boolean exactlyOne(String... fields) {
        if (present(fields) == 0) {
            report("This object should have only one of the following fields: [" + String.join(", ", fields) + "]");
            return false;
        }
        atMostOne(fields);
        return present(fields) == 1;
    }

    /** How many of these fields are there. */
    public int present(String... fields) {
        int count = 0;
        for (String field : fields) {
            count += has(field) ? 1 : 0;
        }
        return count;
    }

    /** A field that is a string. */
    public Optional<String> text(String field) {
        return value(field).filter(v -> typed(v.isTextual(), field, "[STRING]")).map(JsonNode::textValue);
    }

    /** A field that is true or false. */
    public Optional<Boolean> bool(String field) {
        return value(field).filter(v -> typed(v.isBoolean(), field, "Boolean")).map(JsonNode::booleanValue);
    }

    /** A field that is an object. */
    public Optional<Written> object(String field) {
        return value(field)
                .filter(v -> typed(v.isObject(), field, "Object"))
                .map(v -> new Written((ObjectNode) v, at(field), findings));
    }

    /** A field that is an array; each element with its location, {@code …/Field[0]}. */
    public List<Element> elements(String field) {
        List<Element> elements = new ArrayList<>();
        value(field).filter(v -> typed(v.isArray(), field, "Array")).ifPresent(array -> {
            for (int i = 0; i < array.size(); i++) {
                elements.add(new Element(array.get(i), at(field) + "[" + i + "]"));
            }
        });
        return elements;
    }

    /** A field that is an array of objects; elements that are not are reported and left out. */
    public List<Written> objects(String field) {
        List<Written> objects = new ArrayList<>();
        for (Element element : elements(field)) {
            if (element.value() instanceof ObjectNode object) {
                objects.add(new Written(object, element.location(), findings));
            } else {
                report(FindingCode.SCHEMA_VALIDATION_FAILED, "Expected value of type Object", element.location());
            }
        }
        return objects;
    }

    /** A field that is an integer between two bounds, both included. */
    public OptionalLong integer(String field, long min, long max) {
        Optional<JsonNode> value = value(field).filter(v -> typed(v.isIntegralNumber(), field, "Integer"));
        if (value.isEmpty()) {
            return OptionalLong.empty();
        }
        JsonNode number = value.get();
        boolean tooSmall = number.canConvertToLong()
                ? number.longValue() < min
                : number.bigIntegerValue().signum() < 0;
        if (tooSmall) {
            reportAt(field, "Minimum value is " + min);
            return OptionalLong.empty();
        }
        if (!number.canConvertToLong() || number.longValue() > max) {
            reportAt(field, "Maximum value is " + max);
            return OptionalLong.empty();
        }
        return OptionalLong.of(number.longValue());
    }

    private boolean typed(boolean right, String field, String type) {
        if (!right) {
            reportAt(field, "Expected value of type " + type);
        }
        return right;
    }

    /**
     * An element of an array.
     *
     * @param value what it is
     * @param location where it stands
     */
    public record Element(JsonNode value, String location) {}
}
