package dev.stepwell.asl.expression.intrinsic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.stepwell.asl.json.Json;
import dev.stepwell.asl.json.JsonBounds;
import dev.stepwell.asl.json.JsonSyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Collectors;

/** The functions of strings. */
final class TextFunctions {
    /** The longest string that is encoded, decoded or hashed. */
    private static final int MAX_LENGTH = 10_000;

    private static final Set<String> ALGORITHMS = Set.of("MD5", "SHA-1", "SHA-256", "SHA-384", "SHA-512");

    private TextFunctions() {}

    /** A blank string stands for null. */
    static JsonNode toJson(JsonNode value) {
        String text = Arguments.text(value);
        if (text.isBlank()) {
            return NullNode.getInstance();
        }
        try {
            return Json.parse(text);
        } catch (JsonSyntaxException e) {
            throw new InvalidArgumentsException("");
        }
    }

    static JsonNode toText(JsonNode value) {
        Arguments.require(JsonBounds.of(value) == JsonBounds.WITHIN);
        return TextNode.valueOf(Json.write(value));
    }

    static JsonNode encode(JsonNode value) {
        byte[] bytes = limited(value).getBytes(StandardCharsets.UTF_8);
        return TextNode.valueOf(Base64.getEncoder().encodeToString(bytes));
    }

    static JsonNode decode(JsonNode value) {
        try {
            byte[] bytes = Base64.getDecoder().decode(limited(value));
            return TextNode.valueOf(new String(bytes, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw new InvalidArgumentsException("");
        }
    }

    /** The hash in hexadecimal; what is not a string is hashed as its JSON text. */
    static JsonNode hash(JsonNode value, JsonNode algorithm) {
        String name = Arguments.text(algorithm);
        Arguments.require(ALGORITHMS.contains(name));
        byte[] bytes = limited(value.isTextual() ? value : toText(value)).getBytes(StandardCharsets.UTF_8);
        try {
            return TextNode.valueOf(
                    HexFormat.of().formatHex(MessageDigest.getInstance(name).digest(bytes)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(name + " is missing from this Java runtime", e);
        }
    }

    private static String limited(JsonNode value) {
        String text = Arguments.text(value);
        Arguments.require(text.length() <= MAX_LENGTH);
        return text;
    }

    /** Each character of the second argument splits; what is empty is left out. */
    static JsonNode split(JsonNode value, JsonNode delimiters) {
        String text = Arguments.text(value);
        Set<Integer> splitting = Arguments.text(delimiters).codePoints().boxed().collect(Collectors.toSet());
        ArrayNode parts = JsonNodeFactory.instance.arrayNode();
        int start = 0;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            if (splitting.contains(c)) {
                addPart(parts, text, start, i);
                start = i + Character.charCount(c);
            }
            i += Character.charCount(c);
        }
        addPart(parts, text, start, text.length());
        return parts;
    }

    private static void addPart(ArrayNode parts, String text, int start, int end) {
        if (end > start) {
            parts.add(text.substring(start, end));
        }
    }
}
