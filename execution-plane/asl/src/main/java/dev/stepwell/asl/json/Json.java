package dev.stepwell.asl.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.SegmentedStringWriter;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.BufferRecycler;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Reads and writes JSON texts.
 *
 * <p>Reading is strict (one value, no comments, no NaN, no lone surrogates). Integers of any size are exact; a number with a fraction
 * or an exponent is a double when a double says the same, and exact otherwise. The last of equal keys wins in data; a definition may
 * not hold any. Writing is compact, escapes only what JSON demands, and gives back what was read: {@code 1.0} stays {@code 1.0}.
 */
public final class Json {
    /** The deepest nesting of arrays and objects that is read or written. */
    public static final int MAX_DEPTH = 1000;

    /** The most digits of a number. */
    public static final int MAX_NUMBER_LENGTH = 1000;

    /** The longest string or key, in UTF-16 units: no text that large is accepted anywhere. */
    public static final int MAX_STRING_LENGTH = 20_000_000;

    private static final JsonFactory DATA = factory(false);
    private static final JsonFactory DEFINITION = factory(true);

    private Json() {}

    private static JsonFactory factory(boolean strictKeys) {
        return JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .maxNumberLength(MAX_NUMBER_LENGTH)
                        .maxStringLength(MAX_STRING_LENGTH)
                        .maxNameLength(MAX_STRING_LENGTH)
                        .build())
                .streamWriteConstraints(StreamWriteConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .build())
                .configure(JsonFactory.Feature.INTERN_FIELD_NAMES, false)
                .configure(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES, false)
                .configure(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8, true)
                .configure(StreamReadFeature.STRICT_DUPLICATE_DETECTION, strictKeys)
                .configure(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION, true)
                .build();
    }

    /**
     * The value of a JSON text, such as an execution's input; the last of equal keys wins.
     *
     * @throws JsonSyntaxException when it is not JSON or passes a limit
     */
    public static JsonNode parse(String text) {
        return parse(DATA, text);
    }

    /**
     * The value of a JSON text in UTF-8.
     *
     * @throws JsonSyntaxException when it is not JSON or passes a limit
     */
    public static JsonNode parse(byte[] utf8) {
        try (JsonParser parser = DATA.createParser(utf8)) {
            return document(parser, true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The value of a definition: as {@link #parse(String)}, but equal keys in one object are refused.
     *
     * @throws JsonSyntaxException when it is not JSON or passes a limit
     */
    public static JsonNode parseDefinition(String text) {
        return parse(DEFINITION, text);
    }

    private static JsonNode parse(JsonFactory factory, String text) {
        try (JsonParser parser = factory.createParser(text)) {
            return document(parser, text.contains("\\u") || utf8Length(text) < 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode document(JsonParser parser, boolean surrogatesPossible) throws IOException {
        try {
            return new NodeReader(parser, surrogatesPossible).document();
        } catch (JsonProcessingException e) {
            throw syntax(e, parser.currentLocation());
        }
    }

    /** AWS names the place that was reached, not the one where the bad token began. */
    private static JsonSyntaxException syntax(JsonProcessingException e, JsonLocation reached) {
        String place = "[Source: " + reached.sourceDescription() + "; " + reached.offsetDescription() + "]";
        return new JsonSyntaxException(e.getOriginalMessage() + "\n at " + place, place);
    }

    /**
     * The value as compact text.
     *
     * @throws JsonDepthException when it is nested deeper than {@link #MAX_DEPTH}
     */
    public static String write(JsonNode value) {
        SegmentedStringWriter writer = new SegmentedStringWriter(new BufferRecycler());
        try (JsonGenerator generator = DATA.createGenerator(writer)) {
            NodeWriter.write(value, generator);
        } catch (StreamConstraintsException e) {
            throw new JsonDepthException();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text(writer);
    }

    private static String text(SegmentedStringWriter writer) {
        try {
            return writer.getAndClear();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The value as compact text in UTF-8.
     *
     * @throws JsonDepthException when it is nested deeper than {@link #MAX_DEPTH}
     */
    public static byte[] writeUtf8(JsonNode value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator generator = DATA.createGenerator(bytes)) {
            NodeWriter.write(value, generator);
        } catch (StreamConstraintsException e) {
            throw new JsonDepthException();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /**
     * How many bytes a text takes in UTF-8, for the limits AWS gives in bytes (262,144 for a payload); nothing is allocated.
     *
     * @return the number of bytes, or -1 when the text holds half of a surrogate pair and so has no UTF-8 form
     */
    public static int utf8Length(CharSequence text) {
        int length = text.length();
        int bytes = length;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= 0x800) {
                bytes += 2;
                if (Character.isSurrogate(c)) {
                    if (!Character.isHighSurrogate(c)
                            || i + 1 == length
                            || !Character.isLowSurrogate(text.charAt(i + 1))) {
                        return -1;
                    }
                    i++;
                }
            } else if (c >= 0x80) {
                bytes++;
            }
        }
        return bytes;
    }

    /** The text with a question mark for each half of a surrogate pair, as Java itself encodes what has no UTF-8 form. */
    public static String wellFormed(String text) {
        if (utf8Length(text) >= 0) {
            return text;
        }
        StringBuilder whole = new StringBuilder(text.length());
        text.codePoints().forEach(c -> whole.appendCodePoint(isHalf(c) ? '?' : c));
        return whole.toString();
    }

    private static boolean isHalf(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}
