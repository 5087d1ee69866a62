package dev.stepwell.gateway.json;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import java.util.Random;
import org.jspecify.annotations.NullUnmarked;

/** Makes messages of any type with anything in them; the same seed makes the same message. */
@NullUnmarked
final class RandomMessages {
    private static final String[] TEXTS = {
        "",
        "a",
        "\u0000\u001f\"\\/\b\f\n\r\t",
        "ünïcödé",
        "\u2028\u2029\ufeff",
        "\uD83D\uDE00 \uD800\uDC00",
        "x".repeat(5_000)
    };
    private static final long DAY_OF_JUDGEMENT = 253_402_300_799L;

    private final Random random;

    RandomMessages(long seed) {
        random = new Random(seed);
    }

    Message of(Descriptor type) {
        DynamicMessage.Builder message = DynamicMessage.newBuilder(type);
        if (type.getFullName().equals("google.protobuf.Timestamp")) {
            message.setField(type.findFieldByNumber(1), random.nextLong(-62_135_596_800L, DAY_OF_JUDGEMENT));
            message.setField(type.findFieldByNumber(2), random.nextBoolean() ? 0 : random.nextInt(1_000_000_000));
            return message.build();
        }
        for (FieldDescriptor field : type.getFields()) {
            if (field.isMapField()) {
                for (int i = random.nextInt(3); i > 0; i--) {
                    DynamicMessage.Builder entry = DynamicMessage.newBuilder(field.getMessageType());
                    entry.setField(field.getMessageType().findFieldByNumber(1), "key " + i);
                    entry.setField(field.getMessageType().findFieldByNumber(2), text());
                    message.addRepeatedField(field, entry.build());
                }
            } else if (field.isRepeated()) {
                for (int i = random.nextInt(4); i > 0; i--) {
                    message.addRepeatedField(field, unique(field, i));
                }
            } else if (random.nextInt(4) > 0) {
                message.setField(field, value(field));
            }
        }
        return message.build();
    }

    /** The entries of a flattened map must not share a key. */
    private Object unique(FieldDescriptor field, int at) {
        Object value = value(field);
        if (field.getJavaType() != FieldDescriptor.JavaType.MESSAGE
                || !field.getMessageType().getName().equals("StateVariables")) {
            return value;
        }
        FieldDescriptor key = field.getMessageType().findFieldByNumber(1);
        return ((Message) value).toBuilder().setField(key, "state " + at).build();
    }

    private Object value(FieldDescriptor field) {
        return switch (field.getJavaType()) {
            case STRING -> text();
            case BOOLEAN -> random.nextBoolean();
            case INT -> random.nextBoolean() ? random.nextInt() : random.nextInt(5);
            case LONG -> random.nextBoolean() ? random.nextLong() : random.nextInt(5);
            case FLOAT -> random.nextBoolean() ? Float.intBitsToFloat(random.nextInt(0x7F000000)) : 0f;
            case DOUBLE -> random.nextDouble();
            case MESSAGE -> of(field.getMessageType());
            case ENUM, BYTE_STRING -> throw new IllegalStateException(field.getFullName());
        };
    }

    private String text() {
        return TEXTS[random.nextInt(TEXTS.length)];
    }
}
