package dev.stepwell.execution.ports;

import dev.stepwell.engine.turn.Payload;
import dev.stepwell.engine.turn.StartFacts;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The row a new execution gets in its first commit, beside its first records.
 *
 * @param region the region its machine lives in
 * @param accountId the tenant's account number, as it stands in the ARNs
 * @param facts what it is
 * @param input its input
 * @param variables that are there from the start; only with a beginning of its own
 * @param startDate when it started
 */
public record Birth(
        String region,
        String accountId,
        StartFacts facts,
        Payload input,
        Map<String, Payload> variables,
        Instant startDate) {
    public Birth {
        variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
    }

    /** One at the machine's StartAt, where there are no variables. */
    public Birth(String region, String accountId, StartFacts facts, Payload input, Instant startDate) {
        this(region, accountId, facts, input, Map.of(), startDate);
    }

    /** The same of another execution. */
    public Birth of(StartFacts other) {
        return new Birth(region, accountId, other, input, variables, startDate);
    }

    /** The same with variables that are there from the start. */
    public Birth with(Map<String, Payload> given) {
        return new Birth(region, accountId, facts, input, given, startDate);
    }

    /** The same at another time. */
    public Birth at(Instant time) {
        return new Birth(region, accountId, facts, input, variables, time);
    }
}
