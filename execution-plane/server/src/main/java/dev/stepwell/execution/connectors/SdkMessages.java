package dev.stepwell.execution.connectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import dev.stepwell.asl.json.Json;
import dev.stepwell.contracts.options.v1.MemberRule;
import dev.stepwell.contracts.options.v1.Options;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * Messages of the contract as the parameters and results of integrations: names begin with a capital letter, a text that is to hold JSON
 * may be given as that JSON, and results come in the order of their names.
 */
public final class SdkMessages {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** Times as AWS's SDK integrations print them. */
    static final Function<Instant, JsonNode> ISO = time -> TextNode.valueOf(time.toString());

    /** Times as AWS's older integrations print them. */
    static final Function<Instant, JsonNode> MILLIS = time -> LongNode.valueOf(time.toEpochMilli());

    private SdkMessages() {}

    /** A parameter is not of the kind it must be. */
    public static final class Unfit extends RuntimeException {
        private static final long serialVersionUID = 1;

        Unfit(String field, String kind) {
            super("The value for the field '" + field + "' must be a " + kind, null, false, false);
        }

        /** What is wrong with it. */
        public String text() {
            return String.valueOf(getMessage());
        }
    }

    /** Fills a message; null reads as absent, and what the message does not know is passed over. Throws {@link Unfit}. */
    public static Message read(Message.Builder into, JsonNode parameters) {
        for (FieldDescriptor field : into.getDescriptorForType().getFields()) {
            String name = name(field);
            JsonNode value = parameters.get(name);
            if (value != null && !value.isNull()) {
                read(into, field, name, value);
            }
        }
        return into.build();
    }

    private static void read(Message.Builder into, FieldDescriptor field, String name, JsonNode value) {
        if (isVessel(field)) {
            Message.Builder vessel = into.newBuilderForField(field);
            FieldDescriptor list = field.getMessageType().getFields().get(0);
            elements(vessel, list, name, value);
            into.setField(field, vessel.build());
        } else if (field.isRepeated()) {
            elements(into, field, name, value);
        } else {
            into.setField(field, one(into, field, name, value));
        }
    }

    private static void elements(Message.Builder into, FieldDescriptor list, String name, JsonNode value) {
        if (!value.isArray()) {
            throw new Unfit(name, "LIST");
        }
        value.forEach(element -> into.addRepeatedField(list, one(into, list, name, element)));
    }

    private static Object one(Message.Builder into, FieldDescriptor field, String name, JsonNode value) {
        return switch (field.getJavaType()) {
            case STRING -> text(name, value);
            case BOOLEAN -> {
                require(value.isBoolean(), name, "BOOLEAN");
                yield value.asBoolean();
            }
            case INT -> {
                require(value.canConvertToInt(), name, "INTEGER");
                yield value.asInt();
            }
            case LONG -> {
                require(value.canConvertToLong(), name, "LONG");
                yield value.asLong();
            }
            case FLOAT -> {
                require(value.isNumber(), name, "FLOAT");
                yield value.floatValue();
            }
            case DOUBLE -> {
                require(value.isNumber(), name, "DOUBLE");
                yield value.doubleValue();
            }
            case MESSAGE -> {
                if (isTime(field)) {
                    yield time(name, value);
                }
                require(value.isObject(), name, "STRUCTURE");
                yield read(into.newBuilderForField(field), value);
            }
            case ENUM, BYTE_STRING -> throw new IllegalStateException("the contract has no " + field.getType());
        };
    }

    /** A structure stands for its own JSON text (recorded); so does any value of a field that is there to hold JSON. */
    private static String text(String name, JsonNode value) {
        boolean holdsJson = name.equals("Input") || name.equals("Output") || name.equals("Definition");
        require(value.isTextual() || value.isContainerNode() || holdsJson, name, "STRING");
        return value.isTextual() ? value.asText() : Json.write(value);
    }

    private static Timestamp time(String name, JsonNode value) {
        try {
            Instant time = value.isNumber()
                    ? Instant.ofEpochMilli(Math.round(value.doubleValue() * 1000))
                    : Instant.parse(value.asText());
            return Timestamp.newBuilder()
                    .setSeconds(time.getEpochSecond())
                    .setNanos(time.getNano())
                    .build();
        } catch (DateTimeException e) {
            throw new Unfit(name, "TIMESTAMP");
        }
    }

    private static void require(boolean fits, String name, String kind) {
        if (!fits) {
            throw new Unfit(name, kind);
        }
    }

    /** The members that must be there and are not, by their names in the service's own JSON. */
    static List<String> missing(Message message) {
        return message.getDescriptorForType().getFields().stream()
                .filter(field -> rule(field).getRequired())
                .filter(field ->
                        field.isRepeated() ? message.getRepeatedFieldCount(field) == 0 : !message.hasField(field))
                .map(SdkMessages::plainName)
                .toList();
    }

    /** The JSON of a message. */
    static ObjectNode write(Message message, Function<Instant, JsonNode> times) {
        ObjectNode out = JSON.objectNode();
        List<FieldDescriptor> fields = message.getDescriptorForType().getFields().stream()
                .sorted(Comparator.comparing(SdkMessages::name))
                .toList();
        for (FieldDescriptor field : fields) {
            MemberRule rule = rule(field);
            if (field.isRepeated()) {
                boolean shown = rule.getRequired() || rule.getShownEmpty();
                if (shown || message.getRepeatedFieldCount(field) > 0) {
                    out.set(name(field), rule.getFlatten() ? map(message, field) : list(message, field, times));
                }
            } else if (message.hasField(field)) {
                out.set(name(field), value(message, field, times));
            }
        }
        return out;
    }

    private static JsonNode value(Message message, FieldDescriptor field, Function<Instant, JsonNode> times) {
        if (isVessel(field)) {
            Message vessel = (Message) message.getField(field);
            return list(vessel, field.getMessageType().getFields().get(0), times);
        }
        return one(field, message.getField(field), times);
    }

    private static ArrayNode list(Message message, FieldDescriptor field, Function<Instant, JsonNode> times) {
        ArrayNode out = JSON.arrayNode();
        for (int i = 0; i < message.getRepeatedFieldCount(field); i++) {
            out.add(one(field, message.getRepeatedField(field, i), times));
        }
        return out;
    }

    /** Keys and values of a map are the customer's: their names stay. */
    private static ObjectNode map(Message message, FieldDescriptor field) {
        ObjectNode out = JSON.objectNode();
        List<FieldDescriptor> entry = field.getMessageType().getFields();
        for (int i = 0; i < message.getRepeatedFieldCount(field); i++) {
            Message pair = (Message) message.getRepeatedField(field, i);
            String key = pair.getField(entry.get(0)).toString();
            FieldDescriptor value = entry.get(1);
            out.set(key, value.isRepeated() ? list(pair, value, ISO) : one(value, pair.getField(value), ISO));
        }
        return out;
    }

    private static JsonNode one(FieldDescriptor field, Object value, Function<Instant, JsonNode> times) {
        return switch (field.getJavaType()) {
            case STRING -> TextNode.valueOf((String) value);
            case BOOLEAN -> JSON.booleanNode((Boolean) value);
            case INT -> JSON.numberNode((Integer) value);
            case LONG -> JSON.numberNode((Long) value);
            case FLOAT -> DoubleNode.valueOf(((Float) value).doubleValue());
            case DOUBLE -> DoubleNode.valueOf((Double) value);
            case MESSAGE ->
                value instanceof Timestamp time
                        ? times.apply(Instant.ofEpochSecond(time.getSeconds(), time.getNanos()))
                        : write((Message) value, times);
            case ENUM, BYTE_STRING -> throw new IllegalStateException("the contract has no " + field.getType());
        };
    }

    private static boolean isTime(FieldDescriptor field) {
        return field.getMessageType()
                .getFullName()
                .equals(Timestamp.getDescriptor().getFullName());
    }

    /** A list that knows absent from empty travels in a message of its own, which clients do not see. */
    private static boolean isVessel(FieldDescriptor field) {
        return !field.isRepeated() && rule(field).getFlatten();
    }

    private static String name(FieldDescriptor field) {
        String name = plainName(field);
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    private static String plainName(FieldDescriptor field) {
        String name = rule(field).getName();
        return name.isEmpty() ? field.getJsonName() : name;
    }

    private static MemberRule rule(FieldDescriptor field) {
        return field.getOptions().getExtension(Options.member);
    }
}
