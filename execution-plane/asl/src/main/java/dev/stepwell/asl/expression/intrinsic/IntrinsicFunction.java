package dev.stepwell.asl.expression.intrinsic;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/** The functions and how many arguments each takes. */
enum IntrinsicFunction {
    FORMAT("Format", 1, Integer.MAX_VALUE),
    STRING_TO_JSON("StringToJson", 1, 1),
    JSON_TO_STRING("JsonToString", 1, 1),
    ARRAY("Array", 0, Integer.MAX_VALUE),
    ARRAY_PARTITION("ArrayPartition", 2, 2),
    ARRAY_CONTAINS("ArrayContains", 2, 2),
    ARRAY_RANGE("ArrayRange", 3, 3),
    ARRAY_GET_ITEM("ArrayGetItem", 2, 2),
    ARRAY_LENGTH("ArrayLength", 1, 1),
    ARRAY_UNIQUE("ArrayUnique", 1, 1),
    BASE_64_ENCODE("Base64Encode", 1, 1),
    BASE_64_DECODE("Base64Decode", 1, 1),
    HASH("Hash", 2, 2),
    JSON_MERGE("JsonMerge", 3, 3),
    MATH_RANDOM("MathRandom", 2, 3),
    MATH_ADD("MathAdd", 2, 2),
    STRING_SPLIT("StringSplit", 2, 2),
    UUID("UUID", 0, 0);

    private final String spelling;
    private final int least;
    private final int most;

    IntrinsicFunction(String name, int least, int most) {
        this.spelling = "States." + name;
        this.least = least;
        this.most = most;
    }

    String spelling() {
        return spelling;
    }

    boolean takes(int arguments) {
        return arguments >= least && arguments <= most;
    }

    static Optional<IntrinsicFunction> named(String name) {
        for (IntrinsicFunction function : values()) {
            if (function.spelling.equals(name)) {
                return Optional.of(function);
            }
        }
        return Optional.empty();
    }

    /**
     * The result.
     *
     * @throws InvalidArgumentsException when the arguments will not do
     */
    JsonNode apply(List<JsonNode> arguments, Means means) {
        JsonNode[] a = arguments.toArray(new JsonNode[0]);
        return switch (this) {
            case FORMAT -> FormatText.format(arguments);
            case STRING_TO_JSON -> TextFunctions.toJson(a[0]);
            case JSON_TO_STRING -> TextFunctions.toText(a[0]);
            case BASE_64_ENCODE -> TextFunctions.encode(a[0]);
            case BASE_64_DECODE -> TextFunctions.decode(a[0]);
            case HASH -> TextFunctions.hash(a[0], a[1]);
            case STRING_SPLIT -> TextFunctions.split(a[0], a[1]);
            case ARRAY -> ArrayFunctions.array(arguments);
            case ARRAY_PARTITION -> ArrayFunctions.partition(a[0], a[1]);
            case ARRAY_CONTAINS -> ArrayFunctions.contains(a[0], a[1], means.fuel());
            case ARRAY_RANGE -> ArrayFunctions.range(a[0], a[1], a[2]);
            case ARRAY_GET_ITEM -> ArrayFunctions.item(a[0], a[1]);
            case ARRAY_LENGTH -> ArrayFunctions.length(a[0]);
            case ARRAY_UNIQUE -> ArrayFunctions.unique(a[0], means.fuel());
            case JSON_MERGE -> ArrayFunctions.merge(a[0], a[1], a[2]);
            case MATH_ADD -> NumberFunctions.add(a[0], a[1]);
            case MATH_RANDOM -> NumberFunctions.random(arguments, means.random());
            case UUID -> NumberFunctions.uuid(means.random());
        };
    }
}
