package dev.stepwell.execution.swf;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.execution.definitions.SwfRegistry;
import dev.stepwell.execution.ports.Clock;
import java.time.Duration;
import java.time.Instant;

/** How long domains keep what has closed (API reference, RegisterDomain: workflowExecutionRetentionPeriodInDays). */
record Retention(SwfRegistry registry, Clock clock) {
    /**
     * What closed before is not there any more.
     *
     * @throws dev.stepwell.contracts.calling.Fault UnknownResourceFault when there is no such domain
     */
    Instant keptSince(Caller caller, String domain) {
        int days = registry.domain(caller, domain).getRetentionDays();
        return clock.now().minus(Duration.ofDays(days));
    }
}
