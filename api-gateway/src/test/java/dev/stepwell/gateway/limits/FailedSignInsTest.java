package dev.stepwell.gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.stepwell.contracts.calling.Fault;
import java.time.Duration;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** S23, on a clock that is cranked by hand: who fails to sign in is let try as often as is said, and not more than 2 % more or less. */
@NullUnmarked
class FailedSignInsTest {
    private long now;
    private final FailedSignIns failed = new FailedSignIns(() -> now);

    /** Tries so often a second, and fails; how many tries were let through. */
    private long let(String address, int perSecond, int seconds) {
        long let = 0;
        for (long i = 0; i < (long) perSecond * seconds; i++) {
            if (tries(address)) {
                let++;
            }
            now += Duration.ofSeconds(1).toNanos() / perSecond;
        }
        return let;
    }

    private boolean tries(String address) {
        try {
            failed.check(address);
            failed.failed(address);
            return true;
        } catch (Fault throttled) {
            assertThat(throttled.error()).isEqualTo("ThrottlingException");
            return false;
        }
    }

    @Test
    void theRateIsWhatIsSaid() {
        for (int perSecond : new int[] {2, 7, 50, 1_000}) {
            now += Duration.ofHours(1).toNanos();
            assertThat(let("192.0.2.1", perSecond, 3_600))
                    .as("%d tries a second", perSecond)
                    .isCloseTo(30 + 3_600, withinPercentage(2));
        }
    }

    @Test
    void whoTriesSeldomIsNeverKeptOut() {
        for (int i = 0; i < 10_000; i++) {
            assertThat(tries("192.0.2.1")).isTrue();
            now += Duration.ofSeconds(1).toNanos();
        }
    }

    @Test
    void addressesAreCountedApartAndNetworksOfVersionSixTogether() {
        assertThat(let("192.0.2.1", 1_000, 1)).isEqualTo(30);
        now = 0;
        assertThat(let("192.0.2.2", 1_000, 1)).isEqualTo(30);
        now = 0;
        assertThat(let("2001:db8:0:1:0:0:0:1", 1_000, 1)).isEqualTo(30);
        now = 0;
        assertThat(let("2001:db8:0:1:ffff:0:0:2", 1_000, 1)).isZero();
        now = 0;
        assertThat(let("2001:db8:0:2:0:0:0:1", 1_000, 1)).isEqualTo(30);
    }
}
