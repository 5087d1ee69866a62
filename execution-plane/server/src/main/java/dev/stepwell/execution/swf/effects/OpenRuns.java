package dev.stepwell.execution.swf.effects;

import dev.stepwell.engine.turn.StartFacts;
import dev.stepwell.execution.ports.ExecutionRow;
import dev.stepwell.execution.ports.Store;
import dev.stepwell.execution.ports.SwfBirths;
import dev.stepwell.names.ExecutionId;
import dev.stepwell.names.ExecutionKey;
import dev.stepwell.names.TenantId;
import java.util.Optional;

/**
 * Finds the runs that may be signalled, cancelled or terminated: of a workflow id there is at most one that is open. Throws {@link
 * dev.stepwell.execution.ports.StoreException} when the store cannot be read.
 */
public record OpenRuns(Store store) {
    /** Where to look, and for what. */
    public record Target(String region, String domain, String workflowId, Optional<String> runId) {
        private boolean means(StartFacts facts) {
            return facts.swf()
                    .filter(swf -> swf.domain().equals(domain)
                            && swf.execution().workflowId().equals(workflowId)
                            && facts.region().equals(region))
                    .isPresent();
        }
    }

    /** The open run of a workflow id; of that run id only, if there is one. */
    public Optional<ExecutionKey> find(TenantId tenant, Target target) {
        Optional<ExecutionRow> row = target.runId().isPresent()
                ? key(tenant, target.runId().get()).flatMap(store::find).filter(found -> target.means(found.facts()))
                : store.findByName(tenant, target.region(), SwfBirths.under(target.domain()), target.workflowId());
        return row.filter(found -> !found.status().isTerminal()).map(ExecutionRow::key);
    }

    /** The run of that run id, open or not, if it is one of the target's workflow. */
    Optional<ExecutionKey> named(TenantId tenant, Target target, String runId) {
        return key(tenant, runId)
                .flatMap(store::find)
                .filter(found -> target.means(found.facts()))
                .map(ExecutionRow::key);
    }

    /** The execution of a run id; nothing when it cannot be one. */
    public static Optional<ExecutionKey> key(TenantId tenant, String runId) {
        try {
            return Optional.of(new ExecutionKey(tenant, ExecutionId.of(runId)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
