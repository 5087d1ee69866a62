package dev.stepwell.execution.items;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.engine.turn.StartFacts;
import dev.stepwell.execution.connectors.aws.OwnS3;
import dev.stepwell.execution.definitions.AslPrograms;
import dev.stepwell.names.ExecutionKey;

/** Where map runs have their objects. */
@FunctionalInterface
public interface ItemPlaces {
    /**
     * The objects that a run may read and write; may block.
     *
     * @throws dev.stepwell.execution.turns.NotDone.Unavailable when it cannot be said now where they are
     */
    TenantObjects of(ExecutionKey run, StartFacts facts);

    /** At the tenant's own S3 service where it has one, else in a store that is there for all. */
    static ItemPlaces in(OwnS3 own, ObjectStore others) {
        return (run, facts) -> {
            Caller whose = AslPrograms.callerOf(run, facts);
            return own.of(whose).map(S3Objects::inPieces).orElseGet(() -> others.of(run.tenant()));
        };
    }
}
