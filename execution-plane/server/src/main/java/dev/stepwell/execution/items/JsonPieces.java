package dev.stepwell.execution.items;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import dev.stepwell.asl.json.Json;
import dev.stepwell.asl.json.JsonSyntaxException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** JSON values out of a long text, one at a time: the elements of an array, or the lines of JSONL. */
final class JsonPieces {
    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonPieces() {}

    /**
     * The place after the bracket of the array that is to be iterated over.
     *
     * @param pointer an ItemsPointer, empty for the whole text
     */
    static long arrayIn(InputStream text, String pointer) throws IOException {
        try (JsonParser parser = FACTORY.createParser(text)) {
            parser.nextToken();
            String[] names =
                    pointer.isEmpty() ? new String[0] : pointer.substring(1).split("/", -1);
            for (String name : names) {
                descend(parser, name.replace("~1", "/").replace("~0", "~"));
            }
            if (parser.currentToken() != JsonToken.START_ARRAY) {
                throw new ReaderFailure("Attempting to map over non-iterable node.");
            }
            return parser.currentTokenLocation().getByteOffset() + 1;
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new ReaderFailure("The data is not JSON: " + e.getOriginalMessage());
        }
    }

    private static void descend(JsonParser parser, String name) throws IOException {
        boolean array = parser.currentToken() == JsonToken.START_ARRAY;
        if (!array && parser.currentToken() != JsonToken.START_OBJECT) {
            throw new ReaderFailure("Attempting to map over non-iterable node.");
        }
        int index = 0;
        for (JsonToken token = parser.nextToken(); token != null && !token.isStructEnd(); token = parser.nextToken()) {
            String here = array ? String.valueOf(index++) : parser.currentName();
            if (!array) {
                parser.nextToken();
            }
            if (here.equals(name)) {
                return;
            }
            parser.skipChildren();
        }
        throw new ReaderFailure("Attempting to map over non-iterable node.");
    }

    /** The next element of an array whose bracket has gone by; empty at its end. */
    static Optional<JsonNode> element(ByteRun bytes) throws IOException {
        while (bytes.peek() == ',' || isBlank(bytes.peek())) {
            bytes.take();
        }
        if (bytes.peek() == ']') {
            return Optional.empty();
        }
        ByteArrayOutputStream piece = new ByteArrayOutputStream();
        int depth = 0;
        while (depth > 0 || !isEnd(bytes.peek())) {
            int b = bytes.take();
            if (b < 0) {
                throw new ReaderFailure("The data is not JSON: it ends within an array.");
            }
            ByteRun.add(piece, b);
            if (b == '"') {
                string(bytes, piece);
            } else if (b == '{' || b == '[') {
                depth++;
            } else if (b == '}' || b == ']') {
                depth--;
            }
        }
        return Optional.of(parsed(piece));
    }

    private static boolean isEnd(int b) {
        return b == ',' || b == ']' || b < 0;
    }

    private static void string(ByteRun bytes, ByteArrayOutputStream piece) throws IOException {
        for (int b = bytes.take(); b >= 0; b = bytes.take()) {
            ByteRun.add(piece, b);
            if (b == '"') {
                return;
            }
            if (b == '\\') {
                ByteRun.add(piece, bytes.take());
            }
        }
    }

    /** The value of the next line that is not blank; empty at the end. */
    static Optional<JsonNode> line(ByteRun bytes) throws IOException {
        while (isBlank(bytes.peek())) {
            bytes.take();
        }
        if (bytes.peek() < 0) {
            return Optional.empty();
        }
        ByteArrayOutputStream piece = new ByteArrayOutputStream();
        for (int b = bytes.take(); b >= 0 && b != '\n'; b = bytes.take()) {
            ByteRun.add(piece, b);
        }
        return Optional.of(parsed(piece));
    }

    private static boolean isBlank(int b) {
        return b == ' ' || b == '\t' || b == '\r' || b == '\n';
    }

    private static JsonNode parsed(ByteArrayOutputStream piece) {
        try {
            return Json.parse(piece.toByteArray());
        } catch (JsonSyntaxException e) {
            throw new ReaderFailure("The data is not JSON: " + e.getMessage());
        }
    }
}
