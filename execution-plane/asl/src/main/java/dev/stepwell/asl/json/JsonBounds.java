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
    /** Its text would be far longer than any payload may be. */
    TOO_LARGE;

    /** A little less than {@link Json#MAX_DEPTH}, so that an array or a record around such a value can still be written and read. */
    public static final int MAX_DEPTH = Json.MAX_DEPTH - 10;

    /** Values plus characters of strings, keys and large numbers: many times AWS's largest payload of 262,144 bytes. */
    private static final int USUAL_WEIGHT = 2_000_000;

    /** Looks at a value. */
    public static JsonBounds of(JsonNode value) {
        return of(value, 0);
    }

    /**
     * Looks at a value where payloads may be so large. A payload of n bytes weighs less than 3n/2: heaviest for its length is a long integer,
     * whose digits are taken for a tenth more than they are.
     */
    public static JsonBounds of(JsonNode value, int payloadBytes) {
        if (!value.isContainerNode()) {
            return WITHIN;
        }
        Scale scale = new Scale(Math.max(USUAL_WEIGHT, payloadBytes / 2 * 3));
        scale.weigh(value, MAX_DEPTH);
        if (scale.left < 0) {
            return TOO_LARGE;
        }
        return scale.tooDeep ? TOO_DEEP : WITHIN;
    }

    private static final class Scale {
        private int left;
        private boolean tooDeep;

        Scale(int most) {
            this.left = most;
        }

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
