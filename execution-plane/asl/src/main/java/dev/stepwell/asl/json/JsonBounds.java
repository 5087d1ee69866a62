package dev.stepwell.asl.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * Whether a value that was built by an expression can be written at all. Parts of such a value are shared, so that a small definition can
 * describe an enormous text; looking stops at the bound.
 */
public enum JsonBounds {
    /** It can. */
    WITHIN,
    /** It is nested deeper than {@link #MAX_DEPTH}. */
    TOO_DEEP,
    /** Its text would be far longer than any payload may be (262,144 bytes). */
    TOO_LARGE;

    /** A little less than {@link Json#MAX_DEPTH}, so that an array or a record around such a value can still be written and read. */
    public static final int MAX_DEPTH = Json.MAX_DEPTH - 10;

    /** Values plus characters of strings, keys and large numbers. */
    private static final int MAX_WEIGHT = 2_000_000;

    /** Looks at a value. */
    public static JsonBounds of(JsonNode value) {
        if (!value.isContainerNode()) {
            return WITHIN;
        }
        Scale scale = new Scale();
        scale.weigh(value, MAX_DEPTH);
        if (scale.left < 0) {
            return TOO_LARGE;
        }
        return scale.tooDeep ? TOO_DEEP : WITHIN;
    }

    private static final class Scale {
        private int left = MAX_WEIGHT;
        private boolean tooDeep;

        private void weigh(JsonNode value, int levels) {
            left--;
            if (value.isTextual()) {
                left -= value.textValue().length();
            } else if (value.isBigInteger()) {
                left -= value.bigIntegerValue().bitLength() / 3;
            } else if (value.isBigDecimal()) {
                left -= value.decimalValue().precision();
            } else if (value.isContainerNode()) {
                if (levels == 0) {
                    tooDeep = true;
                } else {
                    children(value, levels - 1);
                }
            }
        }

        private void children(JsonNode value, int levels) {
            if (value.isArray()) {
                for (JsonNode element : value) {
                    if (left < 0) {
                        return;
                    }
                    weigh(element, levels);
                }
            } else {
                for (Map.Entry<String, JsonNode> field : value.properties()) {
                    if (left < 0) {
                        return;
                    }
                    left -= field.getKey().length();
                    weigh(field.getValue(), levels);
                }
            }
        }
    }
}
