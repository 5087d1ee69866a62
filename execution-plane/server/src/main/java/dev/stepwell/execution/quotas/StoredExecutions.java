package dev.stepwell.execution.quotas;

import dev.stepwell.execution.ports.Lookouts;
import dev.stepwell.execution.ports.Survey.MachineCount;
import dev.stepwell.execution.ports.SwfRuns;
import java.time.Instant;

/**
 * Open executions as the store has them. Children of map runs are no executions of the account's, and those of express machines are few and
 * short: they are counted along.
 *
 * @param lookouts where to look
 */
public record StoredExecutions(Lookouts lookouts) {
    private static final Instant EVER = Instant.parse("9999-12-31T00:00:00Z");

    /** See {@link OpenExecutions.Counting}. */
    public long count(OpenExecutions.Place place, int most) {
        return place.domain()
                .map(domain -> (long) lookouts.runs().count(place.tenant(), open(place.region(), domain), most))
                .orElseGet(() -> lookouts.survey().running(place.tenant(), place.region()).stream()
                        .mapToLong(MachineCount::count)
                        .sum());
    }

    private static SwfRuns.Wanted open(String region, String domain) {
        return new SwfRuns.Wanted(
                region,
                domain,
                SwfRuns.State.OPEN,
                SwfRuns.By.START,
                Instant.EPOCH,
                EVER,
                Instant.EPOCH,
                new SwfRuns.All());
    }
}
