package dev.stepwell.execution.ports;

import dev.stepwell.engine.turn.Payload;
import dev.stepwell.engine.turn.RunStatus;
import dev.stepwell.engine.turn.StartFacts;
import dev.stepwell.engine.workflow.CloseStatus;
import dev.stepwell.names.ExecutionKey;
import java.time.Instant;
import java.util.Optional;

/**
 * What the store knows of an execution beside its records.
 *
 * @param key who it is
 * @param facts what it is
 * @param status how it stands
 * @param startDate when it started
 * @param stopDate when it ended
 * @param input its input
 * @param output its output, if it succeeded
 * @param error its error, if it did not
 * @param cause the cause of that
 * @param closeStatus how it ended, if it is a workflow execution of Amazon SWF
 * @param redrives how it has been redriven
 * @param lease who owns it
 */
public record ExecutionRow(
        ExecutionKey key,
        StartFacts facts,
        RunStatus status,
        Instant startDate,
        Optional<Instant> stopDate,
        Payload input,
        Optional<Payload> output,
        Optional<String> error,
        Optional<String> cause,
        Optional<CloseStatus> closeStatus,
        Redrives redrives,
        Lease lease) {

    /** Whether it runs under another node that is alive, as seen by one that reads it. */
    public boolean isElsewhere(Incarnation reader) {
        return !status.isTerminal()
                && lease.ownerAlive()
                && lease.owner().filter(owner -> !owner.equals(reader)).isPresent();
    }

    /**
     * Who owns an execution and up to where it has come.
     *
     * @param owner empty when nobody does
     * @param ownerAlive whether nobody had ended the owner's life when the row was read: until then it owns what it owns, however late it is
     * @param ownerAddress where the owner's node takes calls
     */
    public record Lease(
            Optional<Incarnation> owner, boolean ownerAlive, Optional<String> ownerAddress, long epoch, long seq) {}
}
