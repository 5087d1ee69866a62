package dev.stepwell.execution.schedules;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.Precondition;
import dev.stepwell.contracts.platform.v1.BackfillScheduleRequest;
import dev.stepwell.contracts.platform.v1.BackfillScheduleResponse;
import dev.stepwell.contracts.platform.v1.DueTime;
import dev.stepwell.contracts.platform.v1.ListScheduleFiresRequest;
import dev.stepwell.contracts.platform.v1.ListScheduleFiresResponse;
import dev.stepwell.contracts.platform.v1.PreviewScheduleExpressionRequest;
import dev.stepwell.contracts.platform.v1.PreviewScheduleExpressionResponse;
import dev.stepwell.contracts.platform.v1.ScheduleFire;
import dev.stepwell.contracts.platform.v1.SetScheduleOverlapRequest;
import dev.stepwell.contracts.platform.v1.SetScheduleOverlapResponse;
import dev.stepwell.engine.schedule.Recurrence;
import dev.stepwell.engine.schedule.ScheduleExpression;
import dev.stepwell.execution.endpoints.Times;
import dev.stepwell.execution.endpoints.Waits;
import dev.stepwell.execution.ports.Clock;
import dev.stepwell.execution.ports.Rng;
import dev.stepwell.execution.ports.Timetable;
import dev.stepwell.execution.ports.Timetable.Entry;
import dev.stepwell.execution.ports.Timetable.Fire;
import dev.stepwell.execution.ports.Timetable.Overlap;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** What schedules did and will do, and what they are told to do beyond AWS's actions. */
record FireViews(Timetable timetable, Clock clock, Rng rng) {
    private static final int USUAL = 10;

    /** A day of minutes, nearly three times over. */
    private static final int MOST_BACKFILLED = 4_000;

    /** The schedule of that name, or a refusal. */
    Entry find(Caller caller, String name) {
        return look(caller, name).orElseThrow(() -> Rules.unknown(name));
    }

    /** The schedule of that name. */
    Optional<Entry> look(Caller caller, String name) {
        return Waits.read(() -> timetable.find(caller.tenant(), caller.region().value(), name));
    }

    ListScheduleFiresResponse list(Caller caller, ListScheduleFiresRequest request) {
        Entry entry = find(caller, request.getName());
        int most = request.hasMaxResults() ? request.getMaxResults() : USUAL;
        ListScheduleFiresResponse.Builder answer = ListScheduleFiresResponse.newBuilder()
                .setOverlapPolicy(entry.overlap().name());
        if (entry.nextDue().isPresent()) {
            Terms.recurrence(entry.definition(), entry.createdAt())
                    .next(entry.nextDue().get().minusMillis(1), most)
                    .forEach(time -> answer.addNextTimes(of(time)));
        }
        Waits.read(() -> timetable.fires(caller.tenant(), entry.id(), most)).forEach(fire -> answer.addFires(of(fire)));
        return answer.build();
    }

    private static DueTime of(Instant time) {
        return DueTime.newBuilder().setDueTime(Times.of(time)).build();
    }

    private static ScheduleFire of(Fire fire) {
        ScheduleFire.Builder shown = ScheduleFire.newBuilder()
                .setDueTime(Times.of(fire.due()))
                .setOutcome(fire.end().map(end -> end.outcome().name()).orElse("PENDING"))
                .setAt(Times.of(fire.at()))
                .setAttempts(fire.attempts());
        fire.end().flatMap(Timetable.End::executionArn).ifPresent(shown::setExecutionArn);
        if (!fire.reason().isEmpty()) {
            shown.setReason(fire.reason());
        }
        return shown.build();
    }

    SetScheduleOverlapResponse setOverlap(Caller caller, SetScheduleOverlapRequest request) {
        Entry old = find(caller, request.getName());
        Entry entry = new Entry(
                old.id(),
                old.account(),
                old.region(),
                old.name(),
                old.definition(),
                Overlap.valueOf(request.getOverlapPolicy()),
                old.createdAt(),
                clock.now(),
                old.nextDue());
        if (!Waits.read(() -> timetable.replace(caller.tenant(), entry, Precondition.none()))) {
            throw Rules.unknown(request.getName());
        }
        return SetScheduleOverlapResponse.getDefaultInstance();
    }

    BackfillScheduleResponse backfill(Caller caller, BackfillScheduleRequest request) {
        Instant now = clock.now();
        Instant from = Terms.time(request.getStartTime());
        Instant until = Terms.time(request.getEndTime());
        if (from.isAfter(until) || until.isAfter(now)) {
            throw Rules.invalid("The StartTime must not come after the EndTime, and both must have passed.");
        }
        Entry entry = find(caller, request.getName());
        Recurrence own = Terms.recurrence(entry.definition(), entry.createdAt());
        List<Instant> times = new Recurrence(own.expression(), own.zone(), begin(own, from), Optional.of(until))
                .next(from.minusMillis(1), MOST_BACKFILLED + 1);
        if (times.size() > MOST_BACKFILLED) {
            throw Rules.invalid("More than " + MOST_BACKFILLED + " times cannot be made up for at once.");
        }
        List<Fire> fires = times.stream()
                .map(time -> Fire.of(time, now, now, Firing.executionId(now, rng)))
                .toList();
        return BackfillScheduleResponse.newBuilder()
                .setFires(Waits.read(() -> timetable.addFires(caller.tenant(), entry.id(), fires)))
                .build();
    }

    /** What a calendar says can be made up for from before the schedule was made; what is counted from then cannot. */
    private static Instant begin(Recurrence own, Instant from) {
        return own.expression() instanceof ScheduleExpression.Cron && from.isBefore(own.from()) ? from : own.from();
    }

    PreviewScheduleExpressionResponse preview(Caller caller, PreviewScheduleExpressionRequest request) {
        String zone = request.hasScheduleExpressionTimezone() ? request.getScheduleExpressionTimezone() : "UTC";
        Rules.zone(zone);
        Instant from = request.hasStartDate() ? Terms.time(request.getStartDate()) : clock.now();
        PreviewScheduleExpressionResponse.Builder answer = PreviewScheduleExpressionResponse.newBuilder();
        new Recurrence(Rules.expression(request.getScheduleExpression()), ZoneId.of(zone), from, Optional.empty())
                .next(from.minusMillis(1), request.hasMaxResults() ? request.getMaxResults() : USUAL)
                .forEach(time -> answer.addTimes(of(time)));
        return answer.build();
    }
}
