package dev.stepwell.gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.calling.Rate;
import dev.stepwell.contracts.quotas.Allowances;
import dev.stepwell.contracts.quotas.Multiple;
import dev.stepwell.contracts.quotas.Quota;
import dev.stepwell.contracts.quotas.Quotas;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** S23, on a clock that is cranked by hand: a key may ask as often as its rate says, and not more than 2 % more or less. */
@NullUnmarked
class KeyRateTest {
    private static final String ACTION = "ListActivities";

    private final ThrottleCounts counts = new ThrottleCounts(InstantSource.system());
    private long now;
    private final Quotas quotas = new Quotas(() -> now);
    private final Admission admission = new Admission(Limits.DEFAULT, counts, quotas);

    private static Caller key(String id, Rate rate) {
        Caller any = Callers.of(42);
        return new Caller(
                any.tenant(),
                any.account(),
                any.region(),
                id,
                any.scopes(),
                any.requestId(),
                List.of(),
                "",
                Optional.ofNullable(rate));
    }

    private boolean enters(Caller caller) {
        try {
            admission.enter(caller, ACTION, false).close();
            return true;
        } catch (Fault throttled) {
            assertThat(throttled.error()).isEqualTo("ThrottlingException");
            assertThat(throttled.text()).isEqualTo("Rate exceeded");
            return false;
        }
    }

    /** Asks so often a second; how often it was let in. */
    private long let(Caller caller, int perSecond, int seconds) {
        long let = 0;
        for (long i = 0; i < (long) perSecond * seconds; i++) {
            let += enters(caller) ? 1 : 0;
            now += Duration.ofSeconds(1).toNanos() / perSecond;
        }
        return let;
    }

    @Test
    void theRateIsWhatIsSaid() {
        for (Rate rate : List.of(new Rate(1, 1), new Rate(3, 30), new Rate(50, 10), new Rate(700, 700))) {
            for (int asked : new int[] {2, 10}) {
                now += Duration.ofHours(1).toNanos();
                assertThat(let(key("eager", rate), rate.perSecond() * asked, 600))
                        .as("%s, asked %d times as often", rate, asked)
                        .isCloseTo(rate.burst() + 600L * rate.perSecond(), withinPercentage(2));
            }
        }
    }

    @Test
    void whoAsksLessOftenIsNeverRefused() {
        assertThat(let(key("modest", new Rate(50, 1)), 50, 60)).isEqualTo(3_000);
    }

    @Test
    void twoKeysOfATenantAreCountedApart() {
        Caller slow = key("slow", new Rate(5, 5));
        Caller fast = key("fast", new Rate(20, 20));
        Caller free = key("free", null);
        for (int i = 0; i < 100; i++) {
            assertThat(enters(free)).isTrue();
        }
        assertThat(let(slow, 1_000, 1)).isCloseTo(5 + 5, withinPercentage(10));
        assertThat(let(fast, 1_000, 1)).isCloseTo(20 + 20, withinPercentage(5));
    }

    /** A key that asks too often keeps the others of its tenant out of nothing. */
    @Test
    void whatAKeyIsRefusedCostsItsTenantNothing() {
        Caller slow = key("slow", new Rate(1, 2));
        quotas.settle(new Allowances(Multiple.OFF, 1, Map.of(slow.tenant(), Map.of(ACTION, new Quota.Bucket(10, 1)))));
        for (int i = 0; i < 100; i++) {
            assertThat(enters(slow)).isEqualTo(i < 2);
        }
        assertThat(quotas.uses().get(slow.tenant())).containsExactly(new Quotas.Use(ACTION, 2, 0));
        counts.report((of, report) -> assertThat(report.getCounts(0).getCount()).isEqualTo(98));
    }

    @Test
    void severalGatewaysHaveAnEqualPartEach() {
        quotas.settle(new Allowances(Multiple.OFF, 4, Map.of()));
        assertThat(let(key("shared", new Rate(100, 40)), 1_000, 60)).isCloseTo(10 + 60 * 25, withinPercentage(2));
    }

    @Test
    void anotherRateHoldsAtOnce() {
        assertThat(let(key("changed", new Rate(100, 1)), 1_000, 10)).isCloseTo(1_000, withinPercentage(2));
        assertThat(let(key("changed", new Rate(10, 1)), 1_000, 100)).isCloseTo(1_000, withinPercentage(2));
        assertThat(let(key("changed", null), 1_000, 1)).isEqualTo(1_000);
    }
}
