package dev.stepwell.engine.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * When a schedule is due; all times are whole seconds. As AWS documents it (user guide, "Daylight savings time"): a time of {@code cron} that
 * the clocks leave out is skipped, one that they go through twice is due the first time only, and days of {@code rate} are 24 hours. A time
 * of {@code at} that is left out is as much later as the clocks were put on: what is to be done once is done.
 *
 * @param expression what the times follow from
 * @param zone whose clocks {@code cron} and {@code at} mean
 * @param from the first time that it may be due, and that of {@code rate}; {@code at} does not heed it
 * @param until the last time that it may be due; {@code at} does not heed it
 */
public record Recurrence(ScheduleExpression expression, ZoneId zone, Instant from, Optional<Instant> until) {
    /** The first time after this one; nothing when it is never due again. */
    public Optional<Instant> next(Instant after) {
        return switch (expression) {
            case ScheduleExpression.At at ->
                Optional.of(at.time().atZone(zone).toInstant()).filter(time -> time.isAfter(after));
            case ScheduleExpression.Rate rate -> bounded(next(rate.every(), after));
            case ScheduleExpression.Cron cron -> next(cron.fields(), after).flatMap(this::bounded);
        };
    }

    /** The first times after this one, at most so many. */
    public List<Instant> next(Instant after, int most) {
        List<Instant> times = new ArrayList<>();
        Optional<Instant> time = next(after);
        while (time.isPresent() && times.size() < most) {
            times.add(time.get());
            time = next(time.get());
        }
        return times;
    }

    private Optional<Instant> bounded(Instant time) {
        return until.isPresent() && time.isAfter(until.get()) ? Optional.empty() : Optional.of(time);
    }

    private Instant next(Duration every, Instant after) {
        Instant first = first();
        if (after.isBefore(first)) {
            return first;
        }
        long times = Duration.between(first, after).toSeconds() / every.toSeconds();
        return first.plus(every.multipliedBy(times + 1));
    }

    private Instant first() {
        return from.truncatedTo(ChronoUnit.SECONDS);
    }

    private Optional<Instant> next(CronFields fields, Instant after) {
        Instant behind = after.isBefore(first()) ? first().minusSeconds(1) : after;
        // Where a zone has gone over the date line, the day before may still hold what comes after.
        Optional<LocalDate> day =
                fields.dayFrom(behind.atZone(zone).toLocalDate().minusDays(1));
        while (day.isPresent()) {
            Optional<Instant> time = within(day.get(), fields, behind);
            if (time.isPresent()) {
                return time;
            }
            day = fields.dayFrom(day.get().plusDays(1));
        }
        return Optional.empty();
    }

    private Optional<Instant> within(LocalDate day, CronFields fields, Instant behind) {
        BitSet hours = fields.hours();
        BitSet minutes = fields.minutes();
        for (int hour = hours.nextSetBit(0); hour >= 0; hour = hours.nextSetBit(hour + 1)) {
            for (int minute = minutes.nextSetBit(0); minute >= 0; minute = minutes.nextSetBit(minute + 1)) {
                Optional<Instant> time = onTheClock(LocalDateTime.of(day, LocalTime.of(hour, minute)));
                if (time.isPresent() && time.get().isAfter(behind)) {
                    return time;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Instant> onTheClock(LocalDateTime time) {
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(time);
        return offsets.isEmpty() ? Optional.empty() : Optional.of(time.toInstant(offsets.getFirst()));
    }
}
