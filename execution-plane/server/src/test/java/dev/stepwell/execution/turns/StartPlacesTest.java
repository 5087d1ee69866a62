package dev.stepwell.execution.turns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepwell.execution.fakes.HandClock;
import dev.stepwell.execution.fakes.Rig;
import dev.stepwell.execution.ports.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What has begun goes on before anything else begins. */
class StartPlacesTest {
    private final HandClock hand = new HandClock(Rig.DAWN);
    private Duration lag = Duration.ZERO;
    private final StartPlaces places = new StartPlaces(new Clock() {
        @Override
        public Instant now() {
            return hand.now();
        }

        @Override
        public void after(Duration delay, Runnable task) {
            hand.after(delay.plus(lag), task);
        }

        @Override
        public void soon(Runnable task) {
            hand.after(lag, task);
        }
    });

    /** So many starts, one after another, with a look for each, beside executions that go on or not. */
    private void starts(int times, Duration late, boolean beside) {
        lag = late;
        for (int i = 0; i < times; i++) {
            if (beside) {
                places.goesOn();
            }
            places.now();
            hand.pass(StartPlaces.PAUSE.plus(late));
        }
    }

    @Test
    void thereAreFewerWhileWhatHasBegunWaitsLong() {
        starts(3, Duration.ofMillis(30), true);
        assertThat(places.now()).isLessThan(StartPlaces.MOST).isGreaterThan(StartPlaces.FEWEST);

        starts(50, Duration.ofMillis(30), true);
        assertThat(places.now()).isEqualTo(StartPlaces.FEWEST);
    }

    @Test
    void afterwardsThereAreMoreAgain() {
        starts(50, Duration.ofMillis(30), true);
        starts(10, Duration.ZERO, true);
        assertThat(places.now()).isEqualTo(StartPlaces.FEWEST + 10);

        starts(StartPlaces.MOST, Duration.ZERO, true);
        assertThat(places.now()).isEqualTo(StartPlaces.MOST);
    }

    @Test
    void onePauseChangesNothing() {
        starts(1, Duration.ofSeconds(1), true);
        starts(1, Duration.ZERO, true);
        assertThat(places.now()).isEqualTo(StartPlaces.MOST);
    }

    @Test
    void whereNothingIsRunningStartsHaveAllPlaces() {
        starts(50, Duration.ofMillis(30), false);
        assertThat(places.now()).isEqualTo(StartPlaces.MOST);
    }

    @Test
    void runningExecutionsAreForgottenSomeTimeAfterTheLastOfThem() {
        starts(50, Duration.ofMillis(30), true);
        hand.pass(Duration.ofSeconds(6));
        starts(1, Duration.ofMillis(30), false);
        assertThat(places.now()).isEqualTo(StartPlaces.MOST);
    }
}
