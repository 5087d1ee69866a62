package dev.stepwell.engine.workflow;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How long something may take (Amazon SWF API reference, DurationInSecondsOptional).
 *
 * @param seconds absent: as long as it likes, which AWS writes as {@code NONE}
 */
public record Timeout(OptionalLong seconds) {
    /** No limit. */
    public static final Timeout NONE = new Timeout(OptionalLong.empty());

    /** So many seconds, 0 or more. */
    public static Timeout of(long seconds) {
        return new Timeout(OptionalLong.of(seconds));
    }

    /** The duration of AWS's text: digits, or {@code NONE}. Throws {@link NumberFormatException} for any other. */
    public static Timeout parse(String text) {
        return text.equals("NONE") ? NONE : of(Long.parseLong(text));
    }

    /** AWS's text of it. */
    public String text() {
        return seconds.isPresent() ? String.valueOf(seconds.getAsLong()) : "NONE";
    }

    /** When it is over if it began then; empty when it never is. */
    public Optional<Instant> after(Instant began) {
        return seconds.isPresent() ? Optional.of(began.plusSeconds(seconds.getAsLong())) : Optional.empty();
    }
}
