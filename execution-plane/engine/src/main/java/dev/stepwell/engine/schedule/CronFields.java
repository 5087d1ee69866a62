package dev.stepwell.engine.schedule;

import java.time.LocalDate;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * The six fields of AWS's cron: minutes, hours, day of month, month, day of week, year. One of the two days is {@code ?}.
 *
 * @param minutes 0 to 59
 * @param hours 0 to 23
 * @param days which days of a month, from either of the two fields
 * @param months 1 to 12
 * @param years 1970 to 2199
 */
public record CronFields(BitSet minutes, BitSet hours, CronDays days, BitSet months, BitSet years) {
    /** The first year that AWS takes. */
    static final int FIRST_YEAR = 1970;

    /** The last year that AWS takes. */
    static final int LAST_YEAR = 2199;

    private static final List<String> MONTHS =
            List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");

    /** Reads what stands between the brackets of {@code cron()}; nothing when it is no cron expression. */
    static Optional<CronFields> parse(String text) {
        String[] fields = text.split(" ", -1);
        if (fields.length != 6) {
            return Optional.empty();
        }
        Optional<BitSet> minutes = CronNumbers.parse(fields[0], new CronNumbers.Range(0, 59, List.of()));
        Optional<BitSet> hours = CronNumbers.parse(fields[1], new CronNumbers.Range(0, 23, List.of()));
        Optional<CronDays> days = CronDays.parse(fields[2], fields[4]);
        Optional<BitSet> months = CronNumbers.parse(fields[3], new CronNumbers.Range(1, 12, MONTHS));
        Optional<BitSet> years = CronNumbers.parse(fields[5], new CronNumbers.Range(FIRST_YEAR, LAST_YEAR, List.of()));
        if (minutes.isEmpty() || hours.isEmpty() || days.isEmpty() || months.isEmpty() || years.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new CronFields(minutes.get(), hours.get(), days.get(), months.get(), years.get()));
    }

    /** The first day from this one on that it is due on; nothing when none comes any more. */
    Optional<LocalDate> dayFrom(LocalDate first) {
        LocalDate day = first.getYear() < FIRST_YEAR ? LocalDate.of(FIRST_YEAR, 1, 1) : first;
        while (day.getYear() <= LAST_YEAR) {
            if (!years.get(day.getYear())) {
                day = LocalDate.of(day.getYear() + 1, 1, 1);
            } else if (!months.get(day.getMonthValue())) {
                day = day.withDayOfMonth(1).plusMonths(1);
            } else if (days.match(day)) {
                return Optional.of(day);
            } else {
                day = day.plusDays(1);
            }
        }
        return Optional.empty();
    }
}
