package dev.stepwell.asl.expression;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/** Timestamps as the language writes them (developer guide, "Wait" and "Choice": the RFC 3339 profile of ISO 8601). */
public final class Timestamps {
    private static final Pattern RFC_3339 =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?(Z|[+-]\\d{2}:\\d{2})");

    /** No timestamp is longer; anything longer is not looked at. */
    private static final int MAX_LENGTH = 64;

    private Timestamps() {}

    /** The moment, when the text is RFC 3339 with an upper-case T and an upper-case Z or an offset; else nothing. */
    public static Optional<Instant> strict(String text) {
        return text.length() <= MAX_LENGTH && RFC_3339.matcher(text).matches() ? lenient(text) : Optional.empty();
    }

    /** The moment, when the text is an ISO 8601 extended offset date-time, which a TimestampPath may refer to; else nothing. */
    public static Optional<Instant> lenient(String text) {
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(text, DateTimeFormatter.ISO_OFFSET_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
