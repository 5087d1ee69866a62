package dev.stepwell.execution.connectors.aws;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepwell.asl.json.Json;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.core.protocol.MarshallingKnownType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/** Fills the SDK's requests out of JSON. Null reads as absent. Throws {@link Unfit}. */
final class ShapeReader {
    /** Texts that are there to hold JSON, so that any value may stand for its own text. */
    private static final Set<String> HOLD_JSON = Set.of("MessageBody", "Message", "Detail", "Payload", "Body");

    private final Naming naming;

    ShapeReader(Naming naming) {
        this.naming = naming;
    }

    /** Fills a builder and builds. */
    Object read(SdkPojo builder, JsonNode json) {
        Map<String, SdkField<?>> members = naming.members(builder);
        json.properties().forEach(property -> {
            String name = property.getKey();
            SdkField<?> field = members.get(name);
            if (field == null) {
                throw Unfit.unknown(name);
            }
            if (!property.getValue().isNull()) {
                field.set(builder, value(field, name, property.getValue()));
            }
        });
        return ((SdkBuilder<?, ?>) builder).build();
    }

    private Object value(SdkField<?> field, String name, JsonNode value) {
        return switch (kind(field)) {
            case STRING -> text(name, value);
            case INTEGER ->
                number(name, value, value.canConvertToInt(), "INTEGER").intValue();
            case LONG -> number(name, value, value.canConvertToLong(), "LONG").longValue();
            case SHORT -> number(name, value, value.canConvertToInt(), "SHORT").shortValue();
            case BYTE ->
                (byte) number(name, value, value.canConvertToInt(), "BYTE").intValue();
            case FLOAT -> number(name, value, true, "FLOAT").floatValue();
            case DOUBLE -> number(name, value, true, "DOUBLE").doubleValue();
            case BIG_DECIMAL -> number(name, value, true, "BIG_DECIMAL").decimalValue();
            case BOOLEAN -> {
                require(value.isBoolean(), name, "BOOLEAN");
                yield value.asBoolean();
            }
            case INSTANT -> time(name, value);
            case SDK_BYTES -> SdkBytes.fromUtf8String(body(value));
            case SDK_POJO -> {
                require(value.isObject(), name, "STRUCTURE");
                yield read(field.constructor().get(), value);
            }
            case LIST -> list(field, name, value);
            case MAP -> map(field, name, value);
            case DOCUMENT -> document(value);
            case NULL -> throw new IllegalStateException("no member is always null");
        };
    }

    static MarshallingKnownType kind(SdkField<?> field) {
        return MarshallingKnownType.from(field.marshallingType().getTargetClass());
    }

    private List<Object> list(SdkField<?> field, String name, JsonNode value) {
        require(value.isArray(), name, "LIST");
        SdkField<?> element = field.getRequiredTrait(ListTrait.class).memberFieldInfo();
        List<Object> all = new ArrayList<>(value.size());
        value.forEach(each -> all.add(value(element, name, each)));
        return all;
    }

    private Map<String, Object> map(SdkField<?> field, String name, JsonNode value) {
        require(value.isObject(), name, "MAP");
        SdkField<?> element = field.getRequiredTrait(MapTrait.class).valueFieldInfo();
        Map<String, Object> all = new LinkedHashMap<>();
        value.properties().forEach(entry -> all.put(entry.getKey(), value(element, entry.getKey(), entry.getValue())));
        return all;
    }

    /** A structure stands for its own JSON text (recorded). */
    private static String text(String name, JsonNode value) {
        require(value.isTextual() || value.isContainerNode() || HOLD_JSON.contains(name), name, "STRING");
        return body(value);
    }

    /** A text as it is, anything else as JSON. */
    static String body(JsonNode value) {
        return value.isTextual() ? value.asText() : Json.write(value);
    }

    private static JsonNode number(String name, JsonNode value, boolean fits, String kind) {
        require(value.isNumber() && fits, name, kind);
        return value;
    }

    private static Instant time(String name, JsonNode value) {
        try {
            return value.isNumber()
                    ? Instant.ofEpochMilli(Math.round(value.doubleValue() * 1000))
                    : Instant.parse(value.asText());
        } catch (DateTimeException e) {
            throw Unfit.kind(name, "TIMESTAMP");
        }
    }

    private static Document document(JsonNode value) {
        if (value.isObject()) {
            Map<String, Document> members = new LinkedHashMap<>();
            value.properties().forEach(entry -> members.put(entry.getKey(), document(entry.getValue())));
            return Document.fromMap(members);
        }
        if (value.isArray()) {
            List<Document> elements = new ArrayList<>();
            value.forEach(element -> elements.add(document(element)));
            return Document.fromList(elements);
        }
        if (value.isNumber()) {
            return Document.fromNumber(value.asText());
        }
        if (value.isBoolean()) {
            return Document.fromBoolean(value.asBoolean());
        }
        return value.isNull() ? Document.fromNull() : Document.fromString(value.asText());
    }

    private static void require(boolean fits, String name, String kind) {
        if (!fits) {
            throw Unfit.kind(name, kind);
        }
    }
}
