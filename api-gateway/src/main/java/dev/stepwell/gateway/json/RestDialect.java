package dev.stepwell.gateway.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.stepwell.gateway.shapes.Kind;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;

/** REST: times are RFC 3339, with an offset when they are read and in UTC when they are written. */
public final class RestDialect implements Dialect {
    private static final int LONGEST = 40;
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    @Override
    public Instant readTime(JsonParser in) throws IOException, Unreadable {
        JsonToken token = in.currentToken();
        if (token != JsonToken.VALUE_STRING) {
            throw Mismatch.value(token, Kind.TIMESTAMP);
        }
        return time(in.getText());
    }

    /** Reads a time; throws {@link Unreadable} when it is none, or one of the years that protobuf has not. */
    public static Instant time(String text) throws Unreadable {
        if (text.length() <= LONGEST) {
            try {
                Instant time = OffsetDateTime.parse(text).toInstant();
                if (!time.isBefore(FIRST) && !time.isAfter(LAST)) {
                    return time;
                }
            } catch (DateTimeParseException e) {
                // The refusal below says it all.
            }
        }
        throw new Unreadable("A time is not of the form 2026-01-31T12:00:00.000Z.");
    }

    @Override
    public void writeTime(long seconds, int nanos, JsonGenerator out) throws IOException {
        out.writeString(Instant.ofEpochSecond(seconds, nanos).toString());
    }
}
