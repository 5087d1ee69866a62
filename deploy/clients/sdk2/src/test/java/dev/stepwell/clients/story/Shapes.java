package dev.stepwell.clients.story;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.utils.builder.Buildable;

/** Requests of AWS's SDK filled from JSON, and answers read, by what the SDK itself says of its shapes. */
final class Shapes {
    private Shapes() {}

    /** Fills a builder, and has it built. */
    static Object built(SdkPojo builder, JsonNode members) {
        Map<String, SdkField<?>> fields = new HashMap<>();
        builder.sdkFields().forEach(field -> fields.put(field.locationName(), field));
        members.properties().forEach(member -> {
            SdkField<?> field = fields.get(member.getKey());
            if (field == null) {
                throw new IllegalArgumentException("the SDK knows no " + member.getKey());
            }
            field.set(builder, value(field, member.getValue()));
        });
        return ((Buildable) builder).build();
    }

    private static Object value(SdkField<?> field, JsonNode value) {
        MarshallingType<?> type = field.marshallingType();
        if (type == MarshallingType.SDK_POJO) {
            return built(field.constructor().get(), value);
        }
        if (type == MarshallingType.LIST) {
            SdkField<?> each = field.getTrait(ListTrait.class).memberFieldInfo();
            List<Object> values = new ArrayList<>();
            value.forEach(element -> values.add(value(each, element)));
            return values;
        }
        if (type == MarshallingType.INTEGER) {
            return value.intValue();
        }
        if (type == MarshallingType.BOOLEAN) {
            return value.booleanValue();
        }
        if (type == MarshallingType.STRING) {
            return value.textValue();
        }
        throw new IllegalArgumentException("no story needs a " + type);
    }

    /** What stands at the end of a path of names and indices; nothing where that ends before. */
    static @Nullable Object found(SdkPojo answer, String path) {
        Object at = answer;
        for (String step : path.split("\\.")) {
            at = switch (at) {
                case SdkPojo pojo ->
                    pojo.sdkFields().stream()
                            .filter(field -> field.locationName().equals(step))
                            .findFirst()
                            .map(field -> field.getValueOrDefault(pojo))
                            .orElse(null);
                case List<?> list -> Integer.parseInt(step) < list.size() ? list.get(Integer.parseInt(step)) : null;
                case null -> null;
                default -> throw new IllegalArgumentException("nothing is below " + step);
            };
        }
        return at;
    }
}
