package dev.stepwell.gateway.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.google.protobuf.Message;
import dev.stepwell.gateway.shapes.Form;
import dev.stepwell.gateway.shapes.Member;
import dev.stepwell.gateway.shapes.Shape;
import dev.stepwell.gateway.shapes.WireReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/**
 * Writes a message as the JSON of its shape, walking its wire form. Absent members are not printed; required lists are printed even
 * when they are empty. Strings are copied as UTF-8, never decoded.
 */
public final class MessageWriter {
    private static final JsonFactory FACTORY = new JsonFactory();

    private final Dialect dialect;

    /** A writer of that dialect; it may be used by many threads. */
    public MessageWriter(Dialect dialect) {
        this.dialect = dialect;
    }

    /** The JSON of a message. */
    public byte[] write(Shape shape, Message message) {
        byte[] wire = message.toByteArray();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(wire.length + wire.length / 2 + 64);
        try (JsonGenerator out = FACTORY.createGenerator(bytes)) {
            structure(shape, new WireReader(wire), out);
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory cannot fail to be written", e);
        }
        return bytes.toByteArray();
    }

    private void structure(Shape shape, WireReader in, JsonGenerator out) throws IOException {
        out.writeStartObject();
        int written = 0;
        boolean more = in.next();
        while (more) {
            Member member = shape.numbered(in.number());
            if (member == null) {
                more = in.next();
                continue;
            }
            emptyLists(shape, written, member.index(), out);
            out.writeFieldName(member.name());
            more = member(member, in, out);
            written = member.index() + 1;
        }
        emptyLists(shape, written, shape.members().size(), out);
        out.writeEndObject();
    }

    /** Prints the lists that are shown empty between two members that are printed: fields come in the order of their numbers. */
    private static void emptyLists(Shape shape, int from, int until, JsonGenerator out) throws IOException {
        for (int i = from; i < until; i++) {
            Member member = shape.members().get(i);
            if (member.shownEmpty()) {
                out.writeFieldName(member.name());
                out.writeStartArray();
                out.writeEndArray();
            }
        }
    }

    /** Writes a member and answers whether the reader stands on a further field, which it does behind lists. */
    private boolean member(Member member, WireReader in, JsonGenerator out) throws IOException {
        switch (member.form()) {
            case ONE -> value(member, in, out);
            case VESSEL -> vessel(member.inside(), in.asMessage(), out);
            case LIST -> {
                return list(member, in, out);
            }
            case MAP -> {
                return map(member, in, out);
            }
        }
        return in.next();
    }

    private void vessel(Member list, WireReader in, JsonGenerator out) throws IOException {
        if (in.next()) {
            list(list, in, out);
        } else {
            out.writeStartArray();
            out.writeEndArray();
        }
    }

    private boolean list(Member member, WireReader in, JsonGenerator out) throws IOException {
        out.writeStartArray();
        boolean more;
        do {
            value(member, in, out);
            more = in.next();
        } while (more && in.number() == member.number());
        out.writeEndArray();
        return more;
    }

    private boolean map(Member member, WireReader in, JsonGenerator out) throws IOException {
        Member key = member.structure().members().get(0);
        Member value = member.structure().members().get(1);
        out.writeStartObject();
        boolean more;
        do {
            entry(key, value, in.asMessage(), out);
            more = in.next();
        } while (more && in.number() == member.number());
        out.writeEndObject();
        return more;
    }

    /** Protobuf leaves out a key or a value that is its type's default. */
    private void entry(Member key, Member value, WireReader in, JsonGenerator out) throws IOException {
        boolean more = in.next();
        if (more && in.number() == key.number()) {
            out.writeFieldName(in.asString());
            more = in.next();
        } else {
            out.writeFieldName("");
        }
        if (more) {
            member(value, in, out);
        } else if (value.form() == Form.LIST) {
            out.writeStartArray();
            out.writeEndArray();
        } else {
            out.writeString("");
        }
    }

    private void value(Member member, WireReader in, JsonGenerator out) throws IOException {
        switch (member.kind()) {
            case STRING -> out.writeUTF8String(in.bytes(), in.from(), in.length());
            case BOOLEAN -> out.writeBoolean(in.asBoolean());
            case INTEGER, LONG -> out.writeNumber(in.asLong());
            case FLOAT -> out.writeNumber(in.asFloat());
            case DOUBLE -> out.writeNumber(in.asDouble());
            case TIMESTAMP -> time(in.asMessage(), out);
            case STRUCTURE -> structure(member.structure(), in.asMessage(), out);
        }
    }

    private void time(WireReader in, JsonGenerator out) throws IOException {
        long seconds = 0;
        int nanos = 0;
        while (in.next()) {
            if (in.number() == 1) {
                seconds = in.asLong();
            } else {
                nanos = (int) in.asLong();
            }
        }
        dialect.writeTime(seconds, nanos, out);
    }
}
