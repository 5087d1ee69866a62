package dev.stepwell.control.statemachines;

import dev.stepwell.asl.model.MachineType;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * An immutable revision of a machine. It outlives the machine, because executions are described by it.
 *
 * @param id the internal identity, under which it may be cached for ever
 * @param machineId the machine; a later machine of the same name has another
 * @param publicId AWS's {@code revisionId}; absent for a machine's first revision, which AWS calls {@code INITIAL}
 * @param createdAt when it was made, in whole milliseconds
 */
public record Revision(
        UUID id,
        UUID machineId,
        String machineName,
        MachineType type,
        Optional<UUID> publicId,
        Blueprint blueprint,
        Instant createdAt) {}
