package dev.stepwell.execution.quotas;

import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.quotas.Quotas;
import dev.stepwell.engine.decision.Admission;
import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.engine.record.StateChange;
import dev.stepwell.engine.turn.Limits;
import dev.stepwell.engine.turn.StartFacts;
import dev.stepwell.names.ExecutionKey;
import dev.stepwell.names.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The bounds that the tenants' quotas are.
 *
 * @param quotas what may be spent
 * @param open how many executions are open
 */
public record QuotaBounds(Quotas quotas, OpenExecutions open) implements TenantBounds {
    @Override
    public Limits limits(TenantId tenant) {
        return new Limits(
                (int) quotas.most(tenant, "PayloadBytes"),
                (int) quotas.most(tenant, "HistoryEvents"),
                Limits.AWS.recordsPerTurn(),
                Limits.AWS.openIterations(),
                (int) quotas.most(tenant, "swf.OpenOfAKindPerExecution"));
    }

    /** Standard executions wait when the account's states follow each other too fast; express ones never (developer guide, "Quotas"). */
    @Override
    public Duration pause(ExecutionKey key, StartFacts facts, List<JournalRecord> records) {
        if (facts.isExpress() || facts.swf().isPresent()) {
            return Duration.ZERO;
        }
        int entered = 0;
        for (JournalRecord record : records) {
            if (record.change() instanceof StateChange.Entered) {
                entered++;
            }
        }
        return quotas.owe(key.tenant(), "StateTransition", entered);
    }

    @Override
    public Admission decision(TenantId tenant, String kind) {
        return quotas.take(tenant, "swf.decision." + kind) ? Admission.ADMITTED : Admission.RATE_EXCEEDED;
    }

    @Override
    public void ofExecution(ExecutionKey run, String action) {
        if (!quotas.take(run.tenant(), "swf.execution." + action, run.id().toString())) {
            throw throttled();
        }
    }

    @Override
    public void start(TenantId tenant, boolean express) {
        if (!quotas.take(tenant, express ? "StartExecution.Express" : "StartExecution")) {
            throw throttled();
        }
    }

    @Override
    public double weight(TenantId tenant) {
        return Math.max(1, quotas.most(tenant, "DispatchWeight"));
    }

    @Override
    public long objectBytes(TenantId tenant) {
        return quotas.most(tenant, "ObjectMegabytes") << 20;
    }

    @Override
    public Optional<OpenExecutions.Leave> begin(OpenExecutions.Place place) {
        return open.ask(place);
    }

    private static Fault throttled() {
        return new Fault("ThrottlingException", "Rate exceeded");
    }
}
