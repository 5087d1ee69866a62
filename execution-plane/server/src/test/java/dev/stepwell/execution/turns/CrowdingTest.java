package dev.stepwell.execution.turns;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CrowdingTest {
    private static final Duration LONG = Crowding.TARGET.plusMillis(1);

    private final Crowding crowding = new Crowding();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    private boolean afterAnInterval(int late, int prompt) {
        crowding.stands(now);
        for (int i = 0; i < late; i++) {
            crowding.waited(LONG, now);
        }
        for (int i = 0; i < prompt; i++) {
            crowding.waited(Crowding.TARGET, now);
        }
        now = now.plus(Crowding.INTERVAL);
        return crowding.stands(now);
    }

    @Test
    void whatWaitsAllThroughAnIntervalIsACrowd() {
        assertThat(afterAnInterval(300, 100)).isTrue();
        assertThat(afterAnInterval(299, 101)).isFalse();
    }

    @Test
    void aBurstIsNone() {
        crowding.waited(LONG, now);
        for (int i = 0; i < 1_000; i++) {
            crowding.waited(LONG, now.plusMillis(499));
        }

        assertThat(crowding.stands(now.plusMillis(499))).isFalse();
    }

    @Test
    void littleToDoIsNoneHoweverLongItTakes() {
        assertThat(afterAnInterval(Crowding.FEWEST - 1, 0)).isFalse();
        assertThat(afterAnInterval(Crowding.FEWEST, 0)).isTrue();
    }

    @Test
    void itIsOverWhenNothingWaitsAnyMore() {
        assertThat(afterAnInterval(100, 0)).isTrue();
        assertThat(afterAnInterval(0, 100)).isFalse();
        assertThat(afterAnInterval(100, 0)).isTrue();
        assertThat(afterAnInterval(0, 0)).isFalse();
    }

    @Test
    void whatIsLongAgoDoesNotCount() {
        crowding.stands(now);
        for (int i = 0; i < 100; i++) {
            crowding.waited(LONG, now);
        }

        assertThat(crowding.stands(now.plus(Crowding.INTERVAL.multipliedBy(3)))).isFalse();
    }
}
