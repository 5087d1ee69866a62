package dev.stepwell.gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.internal.v1.ReportThrottlingRequest;
import dev.stepwell.contracts.internal.v1.ThrottledCount;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** What is told of throttled requests, and how often. */
@NullUnmarked
class ThrottleCountsTest {
    private Instant now = Instant.EPOCH;
    private final ThrottleCounts counts = new ThrottleCounts(() -> now);
    private final Ledger ledger = new Ledger();

    /** Books as the control plane keeps them: of each line the largest count. */
    private static final class Ledger implements ThrottleCounts.Books {
        private final Map<String, Long> lines = new HashMap<>();
        private final List<Integer> reports = new ArrayList<>();
        private boolean away;

        @Override
        public void enter(Caller caller, ReportThrottlingRequest request) {
            reports.add(request.getCountsCount());
            for (ThrottledCount count : request.getCountsList()) {
                String line = caller.tenant() + " " + count.getAction() + " " + count.getMinute();
                lines.merge(line, count.getCount(), Math::max);
            }
            if (away) {
                throw new IllegalStateException("the answer is lost");
            }
        }
    }

    private void throttled(long tenant, String action, int times) {
        IntStream.range(0, times).forEach(i -> counts.count(Callers.of(tenant), action));
    }

    @Test
    void countsByTenantActionAndMinute() {
        throttled(1, "StartExecution", 3);
        throttled(1, "GetActivityTask", 1);
        throttled(2, "StartExecution", 2);
        now = now.plus(Duration.ofMinutes(1));
        throttled(1, "StartExecution", 4);
        counts.report(ledger);
        assertThat(ledger.lines)
                .isEqualTo(Map.of(
                        "1 StartExecution 0", 3L,
                        "1 GetActivityTask 0", 1L,
                        "2 StartExecution 0", 2L,
                        "1 StartExecution 1", 4L));
    }

    @Test
    void tellsAllOfAMinuteAgainWhenMoreCameAndNothingWhenNothingDid() {
        throttled(1, "StartExecution", 3);
        counts.report(ledger);
        counts.report(ledger);
        assertThat(ledger.reports).containsExactly(1);
        throttled(1, "StartExecution", 2);
        counts.report(ledger);
        assertThat(ledger.lines).isEqualTo(Map.of("1 StartExecution 0", 5L));
        now = now.plus(Duration.ofMinutes(2));
        counts.report(ledger);
        assertThat(ledger.reports).containsExactly(1, 1);
    }

    @Test
    void losesNothingAndDoublesNothingWhileTheBooksAreAway() {
        ledger.away = true;
        throttled(1, "StartExecution", 3);
        assertThatThrownBy(() -> counts.report(ledger)).isInstanceOf(IllegalStateException.class);
        now = now.plus(Duration.ofMinutes(5));
        ledger.away = false;
        counts.report(ledger);
        assertThat(ledger.lines).isEqualTo(Map.of("1 StartExecution 0", 3L));
    }

    @Test
    void isBoundedInWhatItRemembersAndInWhatItSaysAtOnce() {
        for (int i = 0; i < ThrottleCounts.MOST + 5; i++) {
            throttled(1, "Action" + i, 1);
        }
        counts.report(ledger);
        assertThat(ledger.lines).hasSize(ThrottleCounts.MOST);
        assertThat(ledger.reports.stream()
                        .collect(Collectors.summarizingInt(Integer::intValue))
                        .getMax())
                .isEqualTo(1_000);
        now = now.plus(Duration.ofMinutes(1));
        counts.report(ledger);
        throttled(1, "StartExecution", 1);
        counts.report(ledger);
        assertThat(ledger.lines).as("what is over and entered makes room").containsEntry("1 StartExecution 1", 1L);
    }
}
