package dev.stepwell.execution.connectors.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;

/** The SDK's results as JSON: members in the order of their names, and only those that were there. */
final class ShapeWriter {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Naming naming;

    ShapeWriter(Naming naming) {
        this.naming = naming;
    }

    ObjectNode write(SdkPojo shape) {
        ObjectNode out = JSON.objectNode();
        naming.members(shape).forEach((name, field) -> {
            Object value = field.getValueOrDefault(shape);
            if (value != null && !(value instanceof SdkAutoConstructList) && !(value instanceof SdkAutoConstructMap)) {
                out.set(name, value(field, value));
            }
        });
        return out;
    }

    private JsonNode value(SdkField<?> field, @Nullable Object value) {
        if (value == null) {
            return JSON.nullNode();
        }
        return switch (ShapeReader.kind(field)) {
            case STRING -> TextNode.valueOf((String) value);
            case INTEGER -> JSON.numberNode((Integer) value);
            case LONG -> JSON.numberNode((Long) value);
            case SHORT -> JSON.numberNode((Short) value);
            case BYTE -> JSON.numberNode((Byte) value);
            case FLOAT -> JSON.numberNode((Float) value);
            case DOUBLE -> JSON.numberNode((Double) value);
            case BIG_DECIMAL -> JSON.numberNode((BigDecimal) value);
            case BOOLEAN -> JSON.booleanNode((Boolean) value);
            case INSTANT -> time((Instant) value);
            case SDK_BYTES -> bytes(((SdkBytes) value).asByteArrayUnsafe());
            case SDK_POJO -> write((SdkPojo) value);
            case LIST -> list(field.getRequiredTrait(ListTrait.class).memberFieldInfo(), (List<?>) value);
            case MAP -> map(field.getRequiredTrait(MapTrait.class).valueFieldInfo(), (Map<?, ?>) value);
            case DOCUMENT -> document((Document) value);
            case NULL -> JSON.nullNode();
        };
    }

    private ArrayNode list(SdkField<?> element, List<?> values) {
        ArrayNode out = JSON.arrayNode();
        values.forEach(each -> out.add(value(element, each)));
        return out;
    }

    private ObjectNode map(SdkField<?> element, Map<?, ?> values) {
        ObjectNode out = JSON.objectNode();
        values.forEach((key, each) -> out.set(String.valueOf(key), value(element, each)));
        return out;
    }

    /** The older integrations print milliseconds. */
    private JsonNode time(Instant time) {
        return naming == Naming.SDK ? TextNode.valueOf(time.toString()) : JSON.numberNode(time.toEpochMilli());
    }

    private static JsonNode document(Document value) {
        if (value.isMap()) {
            ObjectNode out = JSON.objectNode();
            value.asMap().forEach((name, member) -> out.set(name, document(member)));
            return out;
        }
        if (value.isList()) {
            ArrayNode out = JSON.arrayNode();
            value.asList().forEach(element -> out.add(document(element)));
            return out;
        }
        if (value.isNumber()) {
            return JSON.numberNode(value.asNumber().bigDecimalValue());
        }
        if (value.isBoolean()) {
            return JSON.booleanNode(value.asBoolean());
        }
        return value.isNull() ? JSON.nullNode() : TextNode.valueOf(value.asString());
    }

    /** Text as text, anything else in base 64. */
    static JsonNode bytes(byte[] bytes) {
        try {
            return TextNode.valueOf(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return TextNode.valueOf(Base64.getEncoder().encodeToString(bytes));
        }
    }
}
