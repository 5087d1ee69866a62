package dev.stepwell.execution.ports;

import dev.stepwell.engine.turn.Payload;
import dev.stepwell.engine.turn.StartFacts;
import java.time.Instant;

/**
 * The row a new execution gets in its first commit, beside its first records.
 *
 * @param region the region its machine lives in
 * @param accountId the tenant's account number, as it stands in the ARNs
 * @param facts what it is
 * @param input its input
 * @param startDate when it started
 */
public record Birth(String region, String accountId, StartFacts facts, Payload input, Instant startDate) {
    /** The same at another time. */
    public Birth at(Instant time) {
        return new Birth(region, accountId, facts, input, time);
    }
}
