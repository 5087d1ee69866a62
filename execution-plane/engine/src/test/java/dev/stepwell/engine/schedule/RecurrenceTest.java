package dev.stepwell.engine.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecurrenceTest {
    private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");

    private static Recurrence of(String expression, String zone) {
        return new Recurrence(
                ScheduleExpression.parse(expression).orElseThrow(), ZoneId.of(zone), LONG_AGO, Optional.empty());
    }

    private static List<String> next(String expression, String zone, String after, int most) {
        return of(expression, zone).next(Instant.parse(after), most).stream()
                .map(Instant::toString)
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cron(0/15 8-9 ? * MON-FRI *) | 2026-11-27T09:30:00Z | 2026-11-27T09:45:00Z 2026-11-30T08:00:00Z",
                "cron(0 10 * * ? *)           | 2026-11-26T10:00:00Z | 2026-11-27T10:00:00Z 2026-11-28T10:00:00Z",
                "cron(0 18 L * ? *)           | 2028-02-01T00:00:00Z | 2028-02-29T18:00:00Z 2028-03-31T18:00:00Z",
                "cron(0 8 1W * ? *)           | 2026-07-31T12:00:00Z | 2026-08-03T08:00:00Z 2026-09-01T08:00:00Z",
                "cron(0 8 31W 5 ? *)          | 2026-01-01T00:00:00Z | 2026-05-29T08:00:00Z 2027-05-31T08:00:00Z",
                "cron(0 8 LW 2 ? *)           | 2026-01-01T00:00:00Z | 2026-02-27T08:00:00Z 2027-02-26T08:00:00Z",
                "cron(0 8 ? * 3#2 *)          | 2026-11-01T00:00:00Z | 2026-11-10T08:00:00Z 2026-12-08T08:00:00Z",
                "cron(0 8 ? * FRIL *)         | 2026-11-01T00:00:00Z | 2026-11-27T08:00:00Z 2026-12-25T08:00:00Z",
                "cron(0 8 ? * L *)            | 2026-11-26T00:00:00Z | 2026-11-28T08:00:00Z 2026-12-05T08:00:00Z",
                "cron(59 23 31 12 ? 2026-2027) | 2026-01-01T00:00:00Z | 2026-12-31T23:59:00Z 2027-12-31T23:59:00Z",
                "cron(0 0 29 2 ? *)           | 2097-01-01T00:00:00Z | 2104-02-29T00:00:00Z 2108-02-29T00:00:00Z",
                "cron(1-31/30 1-1 ? * 1,7 *)  | 2026-11-26T00:00:00Z | 2026-11-28T01:01:00Z 2026-11-28T01:31:00Z",
            })
    void theCalendarOfCron(String expression, String after, String times) {
        assertThat(next(expression, "UTC", after, 2)).isEqualTo(List.of(times.split(" ")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cron(* * * * * *)",
                "cron(0 10 ? * ? *)",
                "cron(60 10 * * ? *)",
                "cron(0 24 * * ? *)",
                "cron(0 0 0 * ? *)",
                "cron(0 0 1 13 ? *)",
                "cron(0 0 ? * 8 *)",
                "cron(0 0 * * ? 1969)",
                "cron(0 10 * * ?)",
                "cron(*/0 * * * ? *)",
                "cron(5-1 * * * ? *)",
                "cron(, * * * ? *)",
                "rate(0 minutes)",
                "rate(5 fortnights)",
                "rate(5)",
                "rate(-1 days)",
                "at(2026-02-30T00:00:00)",
                "at(2026-01-01)",
                "every day",
                "cron()",
                "rate(5 minutes) "
            })
    void whatIsNoExpression(String text) {
        assertThat(ScheduleExpression.parse(text)).isEmpty();
    }

    @Test
    void whatNeverComesIsNeverDue() {
        assertThat(next("cron(0 0 30 2 ? *)", "UTC", "2026-01-01T00:00:00Z", 1)).isEmpty();
        assertThat(next("cron(0 0 1 1 ? 2025)", "UTC", "2026-01-01T00:00:00Z", 1))
                .isEmpty();
        assertThat(next("at(2026-01-01T00:00:00)", "UTC", "2026-01-01T00:00:00Z", 1))
                .isEmpty();
    }

    /** New York puts its clocks on from 2:00 to 3:00 on 2026-03-08. */
    @Test
    void aTimeThatTheClocksLeaveOutIsSkipped() {
        assertThat(next("cron(30 2 * * ? *)", "America/New_York", "2026-03-07T00:00:00Z", 3))
                .containsExactly("2026-03-07T07:30:00Z", "2026-03-09T06:30:00Z", "2026-03-10T06:30:00Z");
        assertThat(next("cron(0/30 * * * ? *)", "America/New_York", "2026-03-08T06:00:00Z", 3))
                .as("half past one, three, half past three")
                .containsExactly("2026-03-08T06:30:00Z", "2026-03-08T07:00:00Z", "2026-03-08T07:30:00Z");
    }

    /** New York puts its clocks back from 2:00 to 1:00 on 2026-11-01. */
    @Test
    void aTimeThatTheClocksGoThroughTwiceIsDueOnce() {
        assertThat(next("cron(30 1 * * ? *)", "America/New_York", "2026-10-31T12:00:00Z", 2))
                .containsExactly("2026-11-01T05:30:00Z", "2026-11-02T06:30:00Z");
        assertThat(next("cron(0/30 * * * ? *)", "America/New_York", "2026-11-01T05:00:00Z", 3))
                .as("half past one, and then nothing before two")
                .containsExactly("2026-11-01T05:30:00Z", "2026-11-01T07:00:00Z", "2026-11-01T07:30:00Z");
        assertThat(next("cron(30 1 * * ? *)", "America/New_York", "2026-11-01T06:10:00Z", 1))
                .as("asked within the second hour")
                .containsExactly("2026-11-02T06:30:00Z");
    }

    @Test
    void daysOfARateAre24Hours() {
        Recurrence daily = new Recurrence(
                ScheduleExpression.parse("rate(1 day)").orElseThrow(),
                ZoneId.of("America/New_York"),
                Instant.parse("2026-03-07T14:00:00Z"),
                Optional.of(Instant.parse("2026-03-10T00:00:00Z")));
        assertThat(daily.next(Instant.parse("2026-01-01T00:00:00Z"), 10))
                .containsExactly(
                        Instant.parse("2026-03-07T14:00:00Z"),
                        Instant.parse("2026-03-08T14:00:00Z"),
                        Instant.parse("2026-03-09T14:00:00Z"));
        assertThat(daily.next(Instant.parse("2026-03-08T14:00:00Z"))).contains(Instant.parse("2026-03-09T14:00:00Z"));
    }

    @Test
    void whatIsToBeDoneOnceIsDone() {
        assertThat(next("at(2026-03-08T02:30:00)", "America/New_York", "2026-01-01T00:00:00Z", 2))
                .containsExactly("2026-03-08T07:30:00Z");
        assertThat(next("at(2026-11-01T01:30:00)", "America/New_York", "2026-01-01T00:00:00Z", 2))
                .containsExactly("2026-11-01T05:30:00Z");
        assertThat(next("at(2026-11-26T19:00:00)", "Europe/Berlin", "2026-01-01T00:00:00Z", 2))
                .containsExactly("2026-11-26T18:00:00Z");
    }

    @Test
    void aScheduleBeginsWithItsStart() {
        Recurrence hourly = new Recurrence(
                ScheduleExpression.parse("cron(0 * * * ? *)").orElseThrow(),
                ZoneId.of("UTC"),
                Instant.parse("2026-11-26T18:00:00Z"),
                Optional.empty());
        assertThat(hourly.next(Instant.parse("2026-01-01T00:00:00Z"))).contains(Instant.parse("2026-11-26T18:00:00Z"));
    }
}
