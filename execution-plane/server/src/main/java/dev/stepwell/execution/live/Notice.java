package dev.stepwell.execution.live;

import dev.stepwell.engine.turn.Effect;
import dev.stepwell.execution.ports.TurnCommit;
import dev.stepwell.names.ExecutionId;
import dev.stepwell.names.ExecutionKey;
import dev.stepwell.names.TenantId;
import java.util.Optional;

/**
 * An execution has moved.
 *
 * @param standing whether it has begun, ended or been begun again: what lists show of it
 */
record Notice(ExecutionKey key, boolean standing) {
    private static final int PARTS = 3;

    /** What a turn that is durable means to those who look on, if anything. */
    static Optional<Notice> of(TurnCommit turn) {
        boolean standing = turn.birth().isPresent()
                || turn.rows().stream().anyMatch(row -> row instanceof Effect.Close || row instanceof Effect.Reopen);
        return standing || !turn.records().isEmpty() ? Optional.of(new Notice(turn.key(), standing)) : Optional.empty();
    }

    /** The line that tells it. */
    String line() {
        return key.tenant() + " " + key.id() + (standing ? " s" : " e");
    }

    /** Reads a line; nothing when it is none: another version may say more. */
    static Optional<Notice> read(String line) {
        String[] parts = line.split(" ");
        try {
            return parts.length < PARTS
                    ? Optional.empty()
                    : Optional.of(new Notice(
                            new ExecutionKey(new TenantId(Long.parseLong(parts[0])), ExecutionId.of(parts[1])),
                            parts[2].equals("s")));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
