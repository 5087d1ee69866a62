package dev.stepwell.execution.quotas;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.engine.decision.Admission;
import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.engine.turn.Limits;
import dev.stepwell.engine.turn.StartFacts;
import dev.stepwell.names.ExecutionKey;
import dev.stepwell.names.TenantId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** To what tenants are held. Whoever says nothing but the limits of an execution holds them to nothing else. */
@FunctionalInterface
public interface TenantBounds {
    /** The bounds of a tenant's executions. */
    Limits limits(TenantId tenant);

    /** How long an execution rests after a turn that has recorded this, whatever waits for it. */
    default Duration pause(ExecutionKey key, StartFacts facts, List<JournalRecord> records) {
        return Duration.ZERO;
    }

    /** What is said to a decision of that kind before the machine looks at it. */
    default Admission decision(Caller caller, String kind) {
        return Admission.ADMITTED;
    }

    /** Throws ThrottlingException when an action is asked of one workflow execution too often. */
    default void ofExecution(ExecutionKey run, String action) {}

    /** Throws ThrottlingException when executions are started too often. */
    default void start(Caller caller, boolean express) {}

    /** A tenant's share of what there is too little of, against others'; 1 is the usual one. */
    default double weight(TenantId tenant) {
        return 1;
    }

    /** How many bytes the tenant's objects may take that the platform keeps itself. */
    default long objectBytes(TenantId tenant) {
        return Long.MAX_VALUE;
    }

    /** Leave to begin an execution that is counted there; empty when there would be too many. */
    default Optional<OpenExecutions.Leave> begin(OpenExecutions.Place place) {
        return Optional.of(OpenExecutions.Leave.uncounted());
    }
}
