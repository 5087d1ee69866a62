package dev.stepwell.execution.schedules;

import com.google.protobuf.Timestamp;
import dev.stepwell.contracts.scheduler.v1.CreateScheduleRequest;
import dev.stepwell.contracts.scheduler.v1.FlexibleTimeWindow;
import dev.stepwell.contracts.scheduler.v1.RetryPolicy;
import dev.stepwell.contracts.scheduler.v1.Target;
import dev.stepwell.engine.schedule.Recurrence;
import dev.stepwell.engine.schedule.ScheduleExpression;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;

/** What a schedule's definition says, with AWS's defaults for what it does not say. */
final class Terms {
    /** The group that schedules are in when nothing is said, and the only one. */
    static final String GROUP = "default";

    private static final String UTC = "UTC";
    private static final int LONGEST = 86_400;
    private static final int MOST = 185;
    private static final Set<String> ZONES = ZoneId.getAvailableZoneIds();

    private Terms() {}

    /**
     * When it is due.
     *
     * @param createdAt when {@code rate} begins if nothing else is said
     */
    static Recurrence recurrence(CreateScheduleRequest definition, Instant createdAt) {
        return new Recurrence(
                ScheduleExpression.parse(definition.getScheduleExpression())
                        .orElseThrow(() -> new IllegalStateException("a schedule without an expression was made")),
                ZoneId.of(zone(definition)),
                definition.hasStartDate() ? time(definition.getStartDate()) : createdAt,
                definition.hasEndDate() ? Optional.of(time(definition.getEndDate())) : Optional.empty());
    }

    static String zone(CreateScheduleRequest definition) {
        return definition.hasScheduleExpressionTimezone() ? definition.getScheduleExpressionTimezone() : UTC;
    }

    /** Whether it is a zone of the IANA database. */
    static boolean isZone(String text) {
        return ZONES.contains(text);
    }

    /** How much later than due it may be done. */
    static Duration window(CreateScheduleRequest definition) {
        FlexibleTimeWindow window = definition.getFlexibleTimeWindow();
        return Duration.ofMinutes(window.getMode().equals("FLEXIBLE") ? window.getMaximumWindowInMinutes() : 0);
    }

    /** For how long it is tried, and what was missed is made up for. */
    static Duration patience(CreateScheduleRequest definition) {
        RetryPolicy policy = definition.getTarget().getRetryPolicy();
        return Duration.ofSeconds(
                policy.hasMaximumEventAgeInSeconds() ? policy.getMaximumEventAgeInSeconds() : LONGEST);
    }

    /** How often it is tried again. */
    static int retries(CreateScheduleRequest definition) {
        RetryPolicy policy = definition.getTarget().getRetryPolicy();
        return policy.hasMaximumRetryAttempts() ? policy.getMaximumRetryAttempts() : MOST;
    }

    /** The target as AWS shows it: with the retry policy that holds. */
    static Target shown(CreateScheduleRequest definition) {
        return definition.getTarget().toBuilder()
                .setRetryPolicy(RetryPolicy.newBuilder()
                        .setMaximumEventAgeInSeconds((int) patience(definition).toSeconds())
                        .setMaximumRetryAttempts(retries(definition)))
                .build();
    }

    static Instant time(Timestamp time) {
        return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
    }
}
