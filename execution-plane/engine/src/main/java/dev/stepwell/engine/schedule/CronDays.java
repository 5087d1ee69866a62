package dev.stepwell.engine.schedule;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which days of a month a cron expression means. */
public sealed interface CronDays {
    /** Whether it means this day. */
    boolean match(LocalDate day);

    /** Days of the month: {@code 1,15}, {@code *}. */
    record OfMonth(BitSet days) implements CronDays {
        @Override
        public boolean match(LocalDate day) {
            return days.get(day.getDayOfMonth());
        }
    }

    /** The last day of the month: {@code L}. */
    record LastOfMonth() implements CronDays {
        @Override
        public boolean match(LocalDate day) {
            return day.getDayOfMonth() == day.lengthOfMonth();
        }
    }

    /** The weekday nearest to a day of the month, within the month: {@code 15W}; with 0 to its last day, {@code LW}. */
    record NearestWeekday(int to) implements CronDays {
        @Override
        public boolean match(LocalDate day) {
            int wanted = to == 0 ? day.lengthOfMonth() : to;
            if (wanted > day.lengthOfMonth()) {
                return false;
            }
            LocalDate at = day.withDayOfMonth(wanted);
            return day.equals(
                    switch (at.getDayOfWeek()) {
                        case SATURDAY -> wanted == 1 ? at.plusDays(2) : at.minusDays(1);
                        case SUNDAY -> wanted == at.lengthOfMonth() ? at.minusDays(2) : at.plusDays(1);
                        case MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY -> at;
                    });
        }
    }

    /** Days of the week, 1 for Sunday to 7 for Saturday: {@code MON-FRI}. */
    record OfWeek(BitSet days) implements CronDays {
        @Override
        public boolean match(LocalDate day) {
            return days.get(day.getDayOfWeek().getValue() % 7 + 1);
        }
    }

    /** The last such day of the week in the month: {@code 6L}. */
    record LastOfWeek(DayOfWeek weekday) implements CronDays {
        @Override
        public boolean match(LocalDate day) {
            return day.equals(day.with(TemporalAdjusters.lastInMonth(weekday)));
        }
    }

    /** The n-th such day of the week in the month: {@code 3#2} is its second Tuesday. */
    record NthOfWeek(DayOfWeek weekday, int nth) implements CronDays {
        @Override
        public boolean match(LocalDate day) {
            return day.getDayOfWeek() == weekday && (day.getDayOfMonth() + 6) / 7 == nth;
        }
    }

    /** Reads the two fields of days, of which one is {@code ?}; nothing when they are not well formed. */
    static Optional<CronDays> parse(String ofMonth, String ofWeek) {
        if (ofMonth.equals("?") == ofWeek.equals("?")) {
            return Optional.empty();
        }
        return ofWeek.equals("?") ? Grammar.ofMonth(ofMonth) : Grammar.ofWeek(ofWeek);
    }

    /** How the two fields are written. */
    final class Grammar {
        private static final CronNumbers.Range MONTH = new CronNumbers.Range(1, 31, List.of());
        private static final CronNumbers.Range WEEK =
                new CronNumbers.Range(1, 7, List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"));
        private static final Pattern WEEKDAY_NEAR = Pattern.compile("([0-9]{1,2})W");
        private static final Pattern LAST = Pattern.compile("([0-9]|[A-Z]{3})L");
        private static final Pattern NTH = Pattern.compile("([0-9]|[A-Z]{3})#([1-5])");

        private Grammar() {}

        private static Optional<CronDays> ofMonth(String field) {
            Matcher near = WEEKDAY_NEAR.matcher(field);
            if (near.matches()) {
                return MONTH.number(near.group(1)).stream()
                        .<CronDays>mapToObj(NearestWeekday::new)
                        .findFirst();
            }
            return switch (field) {
                case "L" -> Optional.of(new LastOfMonth());
                case "LW" -> Optional.of(new NearestWeekday(0));
                default -> CronNumbers.parse(field, MONTH).map(OfMonth::new);
            };
        }

        private static Optional<CronDays> ofWeek(String field) {
            Matcher last = LAST.matcher(field);
            if (last.matches()) {
                return weekday(last.group(1)).map(LastOfWeek::new);
            }
            Matcher nth = NTH.matcher(field);
            if (nth.matches()) {
                return weekday(nth.group(1)).map(day -> new NthOfWeek(day, Integer.parseInt(nth.group(2))));
            }
            return CronNumbers.parse(field.equals("L") ? "7" : field, WEEK).map(OfWeek::new);
        }

        private static Optional<DayOfWeek> weekday(String text) {
            return WEEK.number(text).stream()
                    .mapToObj(number -> DayOfWeek.of(number == 1 ? 7 : number - 1))
                    .findFirst();
        }
    }
}
