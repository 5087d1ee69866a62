package dev.stepwell.control.statemachines;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.control.statemachines.VersionStore.Described;
import dev.stepwell.control.statemachines.VersionStore.Numbered;
import java.time.Instant;
import java.util.Optional;
import org.jooq.DSLContext;

/**
 * A machine whose newest revision is published.
 *
 * @param machine with the highest version number there is now
 * @param version the version that its newest revision is
 */
record Publication(StateMachine machine, Numbered version) {
    /** The most versions of one machine (service quotas). */
    static final int MOST = 1000;

    /**
     * Publishes the newest revision of a machine that the transaction holds; what is a version already stays that one, whatever
     * description is given now (AWS, PublishStateMachineVersion).
     */
    static Publication of(
            DSLContext sql, Caller caller, StateMachine machine, Optional<String> description, Instant now) {
        Optional<Numbered> existing = VersionStore.of(caller.tenant(), caller.region(), sql, machine.current());
        if (existing.isPresent()) {
            return new Publication(machine, existing.get());
        }
        if (VersionStore.count(
                        caller.tenant(), caller.region(), sql, machine.current().machineId())
                >= MOST) {
            throw new Fault(
                    "ServiceQuotaExceededException",
                    "A state machine can have at most " + MOST + " versions: delete those that are not used");
        }
        StateMachine next = machine.withNextVersion();
        Numbered version = new Numbered(next.lastVersion(), now);
        insert(sql, caller, next, version, description);
        return new Publication(next, version);
    }

    /** Writes the row of a version of the machine's newest revision. */
    static void insert(
            DSLContext sql, Caller caller, StateMachine machine, Numbered version, Optional<String> description) {
        VersionStore.insert(
                caller.tenant(),
                caller.region(),
                sql,
                new Described(version, description.orElse(""), machine.deleting(), machine.current()));
    }
}
