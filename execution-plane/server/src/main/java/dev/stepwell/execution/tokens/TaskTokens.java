package dev.stepwell.execution.tokens;

import dev.stepwell.engine.turn.TaskRef;
import dev.stepwell.engine.turn.TokenSealer;
import dev.stepwell.execution.turns.Sealers;
import dev.stepwell.names.ExecutionId;
import dev.stepwell.names.ExecutionKey;
import dev.stepwell.names.TenantId;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Task tokens. Each says whose task it is and which attempt, so that completing a task searches for nothing; sealed deterministically,
 * as they are written into parameters while these are evaluated (blueprint §3). 76 characters.
 */
public final class TaskTokens implements Sealers {
    private static final int PLAIN = 8 + 16 + 8 + 4;
    private static final byte[] NOTHING = {};

    private final Supplier<MasterKeys> keys;
    private final Sealing sealing;

    /** Tokens under master secrets that stay as they are. */
    public TaskTokens(MasterKeys keys) {
        this(() -> keys);
    }

    /** Tokens under the cluster's master secrets, asked for each time: they may be replaced while it runs. */
    public TaskTokens(Supplier<MasterKeys> keys) {
        this.keys = keys;
        this.sealing = new Sealing(keys, "stepwell task token");
    }

    /** What a token says. */
    public record Opened(ExecutionKey key, TaskRef task) {}

    /** The key under which new executions seal. */
    public int currentKey() {
        return keys.get().current();
    }

    @Override
    public TokenSealer of(ExecutionKey key, int tokenKey) {
        return task -> sealing.seal(tokenKey, NOTHING, plain(key, task));
    }

    /** What the token says; nothing when it is malformed, forged or of another tenant (AWS: InvalidToken). */
    public Optional<Opened> open(TenantId tenant, String token) {
        return sealing.open(NOTHING, token)
                .filter(plain -> plain.length == PLAIN)
                .flatMap(plain -> {
                    ByteBuffer in = ByteBuffer.wrap(plain);
                    if (in.getLong() != tenant.value()) {
                        return Optional.empty();
                    }
                    ExecutionId id = new ExecutionId(new UUID(in.getLong(), in.getLong()));
                    return Optional.of(
                            new Opened(new ExecutionKey(tenant, id), new TaskRef(in.getLong(), in.getInt())));
                });
    }

    private static byte[] plain(ExecutionKey key, TaskRef task) {
        UUID id = key.id().value();
        return ByteBuffer.allocate(PLAIN)
                .putLong(key.tenant().value())
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .putLong(task.scheduledEventId())
                .putInt(task.generation())
                .array();
    }
}
