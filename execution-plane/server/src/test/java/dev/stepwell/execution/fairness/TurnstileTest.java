package dev.stepwell.execution.fairness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepwell.execution.fairness.Turnstile.Visit;
import dev.stepwell.execution.fakes.HandClock;
import dev.stepwell.execution.fakes.Rig;
import dev.stepwell.names.TenantId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TurnstileTest {
    private static final TenantId LOUD = new TenantId(1);
    private static final TenantId QUIET = new TenantId(2);
    private static final TenantId HEAVY = new TenantId(4);

    private final HandClock clock = new HandClock(Rig.DAWN);
    private final Turnstile turnstile = new Turnstile(() -> 4, clock, tenant -> tenant.equals(HEAVY) ? 4 : 1);
    private final List<TenantId> in = new ArrayList<>();
    private final List<Visit> visits = new ArrayList<>();

    private void enter(TenantId tenant, int times) {
        for (int i = 0; i < times; i++) {
            turnstile.enter(tenant, visit -> {
                in.add(tenant);
                visits.add(visit);
            });
        }
    }

    private void leave(int times) {
        for (int i = 0; i < times; i++) {
            visits.removeFirst().leave();
        }
    }

    @Test
    void asManyAreInsideAsMayBe() {
        enter(LOUD, 5);
        enter(QUIET, 5);
        assertThat(in).hasSize(4);

        leave(3);
        assertThat(in).hasSize(7);
    }

    @Test
    void noTenantHasMoreThanThreeQuartersOfThePlaces() {
        enter(LOUD, 10);
        assertThat(in).hasSize(3);
        enter(QUIET, 1);
        assertThat(in).containsExactly(LOUD, LOUD, LOUD, QUIET);
    }

    @Test
    void whoComesWhileAnotherHasThousandsIsTheNextButOne() {
        enter(HEAVY, 2);
        enter(LOUD, 5_000);
        enter(QUIET, 1);
        leave(2);

        assertThat(in.subList(4, 6)).contains(QUIET);
    }

    @Test
    void sharesAreByWeight() {
        enter(LOUD, 1_000);
        enter(QUIET, 1_000);
        enter(HEAVY, 1_000);
        in.clear();
        leave(600);

        assertThat(in.stream().filter(HEAVY::equals)).hasSizeBetween(396, 404);
        assertThat(in.stream().filter(QUIET::equals)).hasSizeBetween(98, 102);
    }

    /** Otherwise four slow ones of one tenant would keep everybody outside. */
    @Test
    void whoStaysLongGivesThePlaceAway() {
        enter(LOUD, 3);
        enter(HEAVY, 1);
        enter(QUIET, 1);
        enter(LOUD, 100);
        assertThat(in).hasSize(4);

        clock.pass(Duration.ofMillis(499));
        assertThat(in).hasSize(4);
        clock.pass(Duration.ofMillis(1));

        assertThat(in).hasSize(8).contains(QUIET);
        leave(4); // their places are given away already
        assertThat(in).hasSize(8);
    }

    @Test
    void leavingTwiceIsLeavingOnce() {
        enter(LOUD, 10);
        Visit first = visits.getFirst();
        first.leave();
        first.leave();

        assertThat(in).hasSize(4);
    }

    @Test
    void whoHasAskedForMostIsSentAwayFirst() {
        enter(LOUD, 90);
        enter(QUIET, 10);

        assertThat(turnstile.isFull(LOUD, 100)).isTrue();
        assertThat(turnstile.isFull(QUIET, 100)).isFalse();
        assertThat(turnstile.isFull(HEAVY, 100)).isFalse();
        assertThat(turnstile.isFull(LOUD, 101)).isFalse();
    }

    @Test
    void whoseShareIsLargerIsTurnedAwayLater() {
        enter(HEAVY, 60);
        enter(QUIET, 40);

        assertThat(turnstile.isFull(HEAVY, 100)).isFalse();
        assertThat(turnstile.isFull(QUIET, 100)).isTrue();
    }

    @Test
    void theDelayIsTheTenantsOwn() {
        enter(LOUD, 10);
        clock.pass(Duration.ofMillis(60));

        assertThat(turnstile.delay(LOUD)).isEqualTo(Duration.ofMillis(60));
        assertThat(turnstile.delay(QUIET)).isZero();
        leave(4);
        enter(QUIET, 1);
        assertThat(turnstile.delay(QUIET)).isZero();
    }
}
