package dev.stepwell.execution.quotas;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.quotas.Quotas;
import dev.stepwell.engine.decision.Admission;
import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.engine.record.StateChange;
import dev.stepwell.engine.turn.Limits;
import dev.stepwell.engine.turn.StartFacts;
import dev.stepwell.names.AccountId;
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
 * @param brakes hears of executions that rest
 */
public record QuotaBounds(Quotas quotas, OpenExecutions open, Brakes brakes) implements TenantBounds {
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
        Duration rest = quotas.owe(key.tenant(), new AccountId(facts.account()), "StateTransition", entered);
        if (rest.isPositive()) {
            brakes.rests(key, facts, entered);
        }
        return rest;
    }

    @Override
    public Admission decision(Caller caller, String kind) {
        return quotas.take(caller, "swf.decision." + kind) ? Admission.ADMITTED : Admission.RATE_EXCEEDED;
    }

    @Override
    public void ofExecution(ExecutionKey run, String action) {
        if (!quotas.take(run.tenant(), "swf.execution." + action, run.id().toString())) {
            throw throttled();
        }
    }

    @Override
    public void start(Caller caller, boolean express) {
        if (!quotas.take(caller, express ? "StartExecution.Express" : "StartExecution")) {
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
