package dev.stepwell.control.endpoints;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.internal.v1.ReportThrottlingRequest;
import dev.stepwell.contracts.internal.v1.ThrottledCount;
import dev.stepwell.contracts.platform.v1.GetThrottlingRequest;
import dev.stepwell.contracts.platform.v1.GetThrottlingResponse;
import dev.stepwell.control.House;
import dev.stepwell.control.database.ControlDatabase;
import dev.stepwell.control.quotas.Throttling;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What gateways report of throttled requests, and what tenants are told of it. */
class ThrottlingActionsTest {
    private static House house;
    private Caller caller;

    @BeforeAll
    static void build() {
        house = new House();
    }

    @AfterAll
    static void close() {
        house.close();
    }

    @BeforeEach
    void newTenant() {
        caller = house.newTenant();
    }

    /** @param ago how many minutes before now it was counted */
    private void report(UUID gateway, String action, int ago, long count) {
        report(caller, gateway, action, house.clock.instant().minus(Duration.ofMinutes(ago)), count);
    }

    private static void report(Caller caller, UUID gateway, String action, Instant at, long count) {
        house.call(
                "ReportThrottling",
                caller,
                ReportThrottlingRequest.newBuilder()
                        .setGateway(gateway.toString())
                        .addCounts(ThrottledCount.newBuilder()
                                .setAction(action)
                                .setMinute(at.getEpochSecond() / 60)
                                .setCount(count))
                        .build());
    }

    private GetThrottlingResponse told(Caller of) {
        return house.call("GetThrottling", of, GetThrottlingRequest.getDefaultInstance());
    }

    private List<String> lines() {
        return told(caller).getActionsList().stream()
                .map(one -> one.getAction() + " " + one.getLastHour() + " " + one.getLastDay())
                .toList();
    }

    @Test
    void nobodyWasThrottledAtFirst() {
        GetThrottlingResponse told = told(caller);
        assertThat(told.getLastHour()).isZero();
        assertThat(told.getLastDay()).isZero();
        assertThat(told.getActionsList()).isEmpty();
        assertThat(told.getAsOf()).isEqualTo(Translation.timestamp(house.clock.instant()));
    }

    @Test
    void whatIsReportedTwiceCountsOnceAndGatewaysAddUp() {
        UUID one = UUID.randomUUID();
        report(one, "StartExecution", 5, 3);
        report(one, "StartExecution", 5, 7);
        report(one, "StartExecution", 5, 7);
        report(one, "StartExecution", 5, 3); // an old report that was late
        report(UUID.randomUUID(), "StartExecution", 5, 2);
        assertThat(lines()).containsExactly("StartExecution 9 9");
    }

    @Test
    void theHourAndTheDayBeforeNowAreCountedWorstFirst() {
        UUID gateway = UUID.randomUUID();
        report(gateway, "StartExecution", 5, 1);
        report(gateway, "StartExecution", 61, 10);
        report(gateway, "GetActivityTask", 59, 4);
        report(gateway, "SendTaskSuccess", 60 * 23, 100);
        report(gateway, "SendTaskSuccess", 60 * 24 + 1, 1_000);
        assertThat(lines()).containsExactly("GetActivityTask 4 4", "StartExecution 1 11", "SendTaskSuccess 0 100");
        assertThat(told(caller).getLastHour()).isEqualTo(5);
        assertThat(told(caller).getLastDay()).isEqualTo(115);
    }

    @Test
    void othersAreToldNothingOfIt() {
        report(UUID.randomUUID(), "StartExecution", 5, 3);
        assertThat(told(house.newTenant()).getActionsList()).isEmpty();
    }

    @Test
    void whatNobodyAsksForAnyMoreIsSweptAway() {
        UUID gateway = UUID.randomUUID();
        Instant now = Instant.now(); // the sweep goes by the database's clock
        report(caller, gateway, "StartExecution", now.minus(Duration.ofHours(26)), 3);
        report(caller, gateway, "StartExecution", now.minus(Duration.ofHours(23)), 4);
        Throttling throttling = new Throttling(new ControlDatabase(house.source));
        throttling.sweep();
        assertThat(throttling.before(caller.tenant(), now.minus(Duration.ofHours(22))))
                .containsExactly(new Throttling.Throttled("StartExecution", 0, 4));
    }
}
