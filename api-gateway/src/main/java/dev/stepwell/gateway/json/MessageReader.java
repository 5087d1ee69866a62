package dev.stepwell.gateway.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.google.protobuf.UnsafeByteOperations;
import dev.stepwell.gateway.shapes.Form;
import dev.stepwell.gateway.shapes.Kind;
import dev.stepwell.gateway.shapes.Member;
import dev.stepwell.gateway.shapes.Path;
import dev.stepwell.gateway.shapes.Shape;
import dev.stepwell.gateway.shapes.WireWriter;
import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the JSON of a shape straight into protobuf's wire form. Null reads as absent, unknown members are skipped, a member that
 * comes twice is refused; so are bytes that are not UTF-8, halves of surrogate pairs, and nesting deeper than {@link #MAX_DEPTH}.
 * Whether values keep the rules of the shape is not looked at here.
 */
public final class MessageReader {
    /** How deep a body may nest. The deepest request of AWS's model needs 4. */
    public static final int MAX_DEPTH = 64;

    private static final String NOT_JSON = "The request body is not a JSON object.";
    private static final int MAX_NAME = 1024;
    private static final int MAX_NUMBER = 64;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNameLength(MAX_NAME)
                    .maxNumberLength(MAX_NUMBER)
                    .build())
            .build();

    private final Dialect dialect;

    /** A reader of that dialect; it may be used by many threads. */
    public MessageReader(Dialect dialect) {
        this.dialect = dialect;
    }

    /**
     * What was read.
     *
     * @param wire the message in protobuf's wire form
     * @param emptyLists the paths of lists that were given without an element
     */
    public record Read(byte[] wire, Set<String> emptyLists) {}

    /** Reads a body; throws {@link Unreadable} with AWS's words when it is not the JSON of the shape. */
    public Read read(Shape shape, byte[] body) throws Unreadable {
        if (!UnsafeByteOperations.unsafeWrap(body).isValidUtf8()) {
            throw new Unreadable("The request body is not valid UTF-8.");
        }
        try (JsonParser in = FACTORY.createParser(body)) {
            return new Run(in, new WireWriter(body.length)).whole(shape);
        } catch (JsonProcessingException e) {
            // The parser's own words quote the body, which may hold secrets.
            throw new Unreadable(NOT_JSON);
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory cannot fail to be read", e);
        }
    }

    /** One body being read. */
    private final class Run {
        private final JsonParser in;
        private final WireWriter out;
        private final Set<String> emptyLists = new HashSet<>();

        Run(JsonParser in, WireWriter out) {
            this.in = in;
            this.out = out;
        }

        Read whole(Shape shape) throws IOException, Unreadable {
            JsonToken first = in.nextToken();
            if (first == JsonToken.START_ARRAY) {
                throw Mismatch.value(first, Kind.STRUCTURE);
            }
            if (first != JsonToken.START_OBJECT) {
                throw new Unreadable(NOT_JSON);
            }
            structure(shape, null);
            if (in.nextToken() != null) {
                throw new Unreadable(NOT_JSON);
            }
            return new Read(out.toBytes(), emptyLists);
        }

        private void structure(Shape shape, @Nullable Path at) throws IOException, Unreadable {
            boolean[] seen = new boolean[shape.members().size()];
            while (in.nextToken() != JsonToken.END_OBJECT) {
                Member member = shape.named(in.currentName());
                JsonToken token = in.nextToken();
                if (member == null) {
                    in.skipChildren();
                } else {
                    if (seen[member.index()]) {
                        throw new Unreadable("The member '" + member + "' is given twice.");
                    }
                    seen[member.index()] = true;
                    member(member, token, at);
                }
            }
        }

        private void member(Member member, JsonToken token, @Nullable Path at) throws IOException, Unreadable {
            if (token == JsonToken.VALUE_NULL) {
                return;
            }
            switch (member.form()) {
                case ONE -> value(member, token, member.number(), Path.member(at, member));
                case LIST -> list(member, token, Path.member(at, member));
                case VESSEL -> {
                    int begun = out.begin(member.number());
                    list(member.inside(), token, Path.member(at, member));
                    out.end(begun);
                }
                case MAP -> map(member, token, Path.member(at, member));
            }
        }

        private void list(Member member, JsonToken token, Path at) throws IOException, Unreadable {
            if (token != JsonToken.START_ARRAY) {
                throw Mismatch.list(token);
            }
            int size = 0;
            for (JsonToken next = in.nextToken(); next != JsonToken.END_ARRAY; next = in.nextToken()) {
                if (next != JsonToken.VALUE_NULL) {
                    value(member, next, member.number(), at.element(++size));
                }
            }
            if (size == 0) {
                emptyLists.add(at.toString());
            }
        }

        private void map(Member member, JsonToken token, Path at) throws IOException, Unreadable {
            if (token != JsonToken.START_OBJECT) {
                throw Mismatch.value(token, Kind.STRUCTURE);
            }
            Member key = member.structure().members().get(0);
            Member value = member.structure().members().get(1);
            Set<String> keys = new HashSet<>();
            while (in.nextToken() != JsonToken.END_OBJECT) {
                String name = in.currentName();
                if (!keys.add(name)) {
                    throw new Unreadable("The key '" + name + "' is given twice.");
                }
                int begun = out.begin(member.number());
                text(key.number(), name.toCharArray(), 0, name.length());
                JsonToken next = in.nextToken();
                if (next == JsonToken.VALUE_NULL) {
                    throw new Unreadable("The value of a map is null.");
                }
                if (value.form() == Form.LIST) {
                    list(value, next, at);
                } else {
                    value(value, next, value.number(), at);
                }
                out.end(begun);
            }
        }

        private void value(Member member, JsonToken token, int field, Path at) throws IOException, Unreadable {
            switch (member.kind()) {
                case STRING -> {
                    expect(token == JsonToken.VALUE_STRING, token, member);
                    text(field, in.getTextCharacters(), in.getTextOffset(), in.getTextLength());
                }
                case BOOLEAN -> {
                    expect(token.isBoolean(), token, member);
                    out.number(field, token == JsonToken.VALUE_TRUE ? 1 : 0);
                }
                case INTEGER -> out.number(field, whole(member, token, Integer.MIN_VALUE, Integer.MAX_VALUE));
                case LONG -> out.number(field, whole(member, token, Long.MIN_VALUE, Long.MAX_VALUE));
                case FLOAT -> out.single(field, (float) fraction(member, token, Float.MAX_VALUE));
                case DOUBLE -> out.twin(field, fraction(member, token, Double.MAX_VALUE));
                case TIMESTAMP -> time(field, dialect.readTime(in));
                case STRUCTURE -> {
                    expect(token == JsonToken.START_OBJECT, token, member);
                    int begun = out.begin(field);
                    structure(member.structure(), at);
                    out.end(begun);
                }
            }
        }

        /** A whole number; a fraction is cut off, as AWS does. */
        private long whole(Member member, JsonToken token, long least, long most) throws IOException, Unreadable {
            if (token == JsonToken.VALUE_NUMBER_INT && in.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
                long value = in.getLongValue();
                expect(value >= least && value <= most, token, member);
                return value;
            }
            expect(token == JsonToken.VALUE_NUMBER_FLOAT, token, member);
            double value = in.getDoubleValue();
            expect(value >= least && value < (double) most + 1, token, member);
            return (long) value;
        }

        private double fraction(Member member, JsonToken token, double most) throws IOException, Unreadable {
            expect(token.isNumeric(), token, member);
            double value = in.getDoubleValue();
            expect(Math.abs(value) <= most, token, member);
            return value;
        }

        private void time(int field, Instant time) {
            int begun = out.begin(field);
            out.number(1, time.getEpochSecond());
            out.number(2, time.getNano());
            out.end(begun);
        }

        private void text(int field, char[] chars, int from, int length) throws Unreadable {
            if (!out.text(field, chars, from, length)) {
                throw new Unreadable("A string holds half of a surrogate pair.");
            }
        }

        private void expect(boolean right, JsonToken found, Member member) throws Unreadable {
            if (!right) {
                throw Mismatch.value(found, member.kind());
            }
        }
    }
}
