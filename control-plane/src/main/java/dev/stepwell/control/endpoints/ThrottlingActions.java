package dev.stepwell.control.endpoints;

import dev.stepwell.contracts.calling.ActionTable;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.internal.v1.ReportThrottlingRequest;
import dev.stepwell.contracts.internal.v1.ReportThrottlingResponse;
import dev.stepwell.contracts.internal.v1.ThrottledCount;
import dev.stepwell.contracts.platform.v1.GetThrottlingRequest;
import dev.stepwell.contracts.platform.v1.GetThrottlingResponse;
import dev.stepwell.contracts.platform.v1.ThrottledAction;
import dev.stepwell.control.quotas.Throttling;
import dev.stepwell.control.quotas.Throttling.Count;
import dev.stepwell.control.quotas.Throttling.Throttled;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/** How often requests were throttled: what gateways report, and what tenants are told. */
final class ThrottlingActions {
    private final Throttling throttling;
    private final InstantSource clock;

    ThrottlingActions(Throttling throttling, InstantSource clock) {
        this.throttling = throttling;
        this.clock = clock;
    }

    ActionTable table() {
        return ActionTable.builder()
                .add("ReportThrottling", ReportThrottlingRequest.class, this::report)
                .add("GetThrottling", GetThrottlingRequest.class, this::describe)
                .build();
    }

    private ReportThrottlingResponse report(Caller caller, ReportThrottlingRequest request) {
        throttling.enter(
                caller.tenant(),
                UUID.fromString(request.getGateway()),
                request.getCountsList().stream().map(ThrottlingActions::read).toList());
        return ReportThrottlingResponse.getDefaultInstance();
    }

    private static Count read(ThrottledCount count) {
        return new Count(
                count.getAction(), Instant.EPOCH.plus(Duration.ofMinutes(count.getMinute())), count.getCount());
    }

    private GetThrottlingResponse describe(Caller caller, GetThrottlingRequest request) {
        Instant now = clock.instant();
        List<Throttled> throttled = throttling.before(caller.tenant(), now);
        return GetThrottlingResponse.newBuilder()
                .setAsOf(Translation.timestamp(now))
                .setLastHour(throttled.stream().mapToLong(Throttled::hour).sum())
                .setLastDay(throttled.stream().mapToLong(Throttled::day).sum())
                .addAllActions(throttled.stream().map(ThrottlingActions::print).toList())
                .build();
    }

    private static ThrottledAction print(Throttled throttled) {
        return ThrottledAction.newBuilder()
                .setAction(throttled.action())
                .setLastHour(throttled.hour())
                .setLastDay(throttled.day())
                .build();
    }
}
