package dev.stepwell.execution.quotas;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepwell.contracts.quotas.Allowances;
import dev.stepwell.contracts.quotas.Multiple;
import dev.stepwell.contracts.quotas.Quota;
import dev.stepwell.contracts.quotas.Quotas;
import dev.stepwell.execution.fakes.HandClock;
import dev.stepwell.execution.ports.StoreException;
import dev.stepwell.execution.quotas.OpenExecutions.Leave;
import dev.stepwell.execution.quotas.OpenExecutions.Place;
import dev.stepwell.names.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Counting on a clock that is cranked by hand, with a number for a store. */
class OpenExecutionsTest {
    private static final TenantId TENANT = new TenantId(1);
    private static final Place PLACE = new Place(TENANT, "us-east-1", Optional.empty());

    private final HandClock clock = new HandClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final Quotas quotas = new Quotas(() -> 0);
    private long stored;
    private int counts;
    private boolean away;
    private final OpenExecutions open = new OpenExecutions(quotas, clock, (place, most) -> {
        counts++;
        if (away) {
            throw new StoreException("away", false, null);
        }
        return Math.min(stored, most);
    });

    private void most(long count) {
        quotas.settle(new Allowances(Multiple.OFF, 1, Map.of(TENANT, Map.of("OpenExecutions", new Quota.Most(count)))));
    }

    /** Begins one if that is allowed. */
    private boolean begin() {
        Optional<Leave> leave = open.ask(PLACE);
        leave.ifPresent(one -> {
            stored++;
            one.close();
        });
        clock.settle();
        return leave.isPresent();
    }

    @Test
    void asManyAsMayBeAndNotOneMore() {
        most(5);
        for (int i = 0; i < 5; i++) {
            assertThat(begin()).isTrue();
        }
        clock.pass(Duration.ofSeconds(10));
        assertThat(begin()).isFalse();
        stored -= 2;
        clock.pass(Duration.ofSeconds(10));
        assertThat(begin()).isTrue();
        assertThat(begin()).isTrue();
        assertThat(begin()).isFalse();
        assertThat(stored).isEqualTo(5);
    }

    @Test
    void whoIsRefusedOftenDoesNotCountOften() {
        most(0);
        for (int i = 0; i < 1_000; i++) {
            assertThat(begin()).isFalse();
        }
        assertThat(counts).isEqualTo(1);
    }

    @Test
    void farFromTheMostItIsCountedSeldom() {
        most(1_000_000);
        for (int i = 0; i < 10_000; i++) {
            assertThat(begin()).isTrue();
            clock.pass(Duration.ofSeconds(1));
        }
        assertThat(counts).isEqualTo(1);
    }

    @Test
    void whatIsUnderWayCountsAndWhatDidNotBeginDoesNot() {
        most(2);
        Leave first = open.ask(PLACE).orElseThrow();
        Leave second = open.ask(PLACE).orElseThrow();
        clock.pass(Duration.ofSeconds(10)); // the store knows of neither
        assertThat(open.ask(PLACE)).isEmpty();
        first.unused();
        first.close();
        assertThat(begin()).isTrue();
        second.close();
        assertThat(open.ask(PLACE)).isEmpty();
    }

    @Test
    void whatOthersHaveBegunIsFoundAtTheCount() {
        most(5);
        assertThat(begin()).isTrue();
        stored += 3;
        clock.pass(Duration.ofSeconds(10));
        for (int i = 0; i < 3; i++) {
            begin();
            clock.pass(Duration.ofSeconds(2));
        }
        assertThat(begin()).isFalse();
    }

    @Test
    void whileTheStoreIsAwayWhatIsKnownHolds() {
        most(2);
        away = true;
        assertThat(begin()).isTrue();
        assertThat(begin()).isTrue();
        clock.pass(Duration.ofSeconds(10));
        assertThat(begin()).isFalse();
        away = false;
        stored = 0;
        clock.pass(Duration.ofSeconds(10));
        assertThat(begin()).isTrue();
    }
}
