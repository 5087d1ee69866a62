package dev.stepwell.engine.schedule;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** When something is to be done, in the words of EventBridge Scheduler (user guide, "Schedule types"). */
public sealed interface ScheduleExpression {
    /** Every so often: {@code rate(5 minutes)}. A day is 24 hours, whatever the clocks do. */
    record Rate(Duration every) implements ScheduleExpression {}

    /** At what a calendar says: {@code cron(0 9 ? * MON-FRI *)}. */
    record Cron(CronFields fields) implements ScheduleExpression {}

    /** Once: {@code at(2026-11-26T18:00:00)}. */
    record At(LocalDateTime time) implements ScheduleExpression {}

    /** Reads an expression; nothing when it is none. */
    static Optional<ScheduleExpression> parse(String text) {
        Matcher parts = Grammar.WHOLE.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String inside = parts.group(2);
        return switch (parts.group(1)) {
            case "rate" -> Grammar.rate(inside);
            case "cron" -> CronFields.parse(inside).map(Cron::new);
            default -> Grammar.at(inside);
        };
    }

    /** How the three are written. */
    final class Grammar {
        private static final Pattern WHOLE = Pattern.compile("(rate|cron|at)\\((.{1,240})\\)");
        private static final Pattern RATE = Pattern.compile("([1-9][0-9]{0,7}) (minute|hour|day)s?");
        private static final DateTimeFormatter AT =
                DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss").withResolverStyle(ResolverStyle.STRICT);

        private Grammar() {}

        private static Optional<ScheduleExpression> rate(String text) {
            Matcher parts = RATE.matcher(text);
            if (!parts.matches()) {
                return Optional.empty();
            }
            long value = Long.parseLong(parts.group(1));
            return Optional.of(new Rate(
                    switch (parts.group(2)) {
                        case "minute" -> Duration.ofMinutes(value);
                        case "hour" -> Duration.ofHours(value);
                        default -> Duration.ofDays(value);
                    }));
        }

        private static Optional<ScheduleExpression> at(String text) {
            try {
                return Optional.of(new At(LocalDateTime.parse(text, AT)));
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        }
    }
}
