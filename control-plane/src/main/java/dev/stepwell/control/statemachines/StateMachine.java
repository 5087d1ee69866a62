package dev.stepwell.control.statemachines;

import dev.stepwell.asl.model.MachineType;
import java.time.Instant;
import java.util.Optional;

/**
 * A machine as its row has it, with its newest revision.
 *
 * @param createdAt when it was made, in whole milliseconds
 * @param request how it was created, for idempotence
 * @param lastVersion the highest version number ever given; 0 before the first
 * @param deleting whether it waits for its executions to end
 */
record StateMachine(
        String name, Instant createdAt, Publishing request, int lastVersion, boolean deleting, Revision current) {
    /** Machine, revision and type are one row's matter. */
    MachineType type() {
        return current.type();
    }

    /** The status, as AWS names it. */
    String status() {
        return deleting ? "DELETING" : "ACTIVE";
    }

    /** The machine with one more version. */
    StateMachine withNextVersion() {
        return new StateMachine(name, createdAt, request, lastVersion + 1, deleting, current);
    }

    /**
     * Whether a version is published in the same step as a create or update.
     *
     * @param description only with publish
     */
    record Publishing(boolean publish, Optional<String> description) {}
}
