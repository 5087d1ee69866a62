package dev.stepwell.gateway.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.time.Instant;

/** What doors that speak JSON do not spell alike: time. */
public interface Dialect {
    /** AWS's own: seconds since the epoch as a number with a fraction. */
    Dialect AWS = new AwsDialect();

    /** That of REST: RFC 3339, such as {@code 2026-11-25T17:16:29.123Z}. */
    Dialect REST = new RestDialect();

    /** Reads the time at the parser's current token; throws {@link Unreadable} when it is none. */
    Instant readTime(JsonParser in) throws IOException, Unreadable;

    /** Writes a time. */
    void writeTime(long seconds, int nanos, JsonGenerator out) throws IOException;
}
