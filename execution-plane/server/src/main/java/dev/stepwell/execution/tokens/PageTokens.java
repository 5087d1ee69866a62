package dev.stepwell.execution.tokens;

import dev.stepwell.execution.ports.Clock;
import dev.stepwell.names.TenantId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** Page tokens: bound to the tenant and the query that gave them, and good for 24 hours, as AWS has it. */
public final class PageTokens {
    /** How long a token is good for. */
    public static final Duration LIFE = Duration.ofHours(24);

    private final Supplier<MasterKeys> keys;
    private final Clock clock;
    private final Sealing sealing;

    /** Tokens under master secrets that stay as they are. */
    public PageTokens(MasterKeys keys, Clock clock) {
        this(() -> keys, clock);
    }

    /** Tokens under the cluster's master secrets, asked for each time: they may be replaced while it runs. */
    public PageTokens(Supplier<MasterKeys> keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
        this.sealing = new Sealing(keys, "stepwell page token");
    }

    /**
     * A token.
     *
     * @param query everything but the page that the request asks for: the token is good for the same only
     * @param cursor where the next page begins
     */
    public String seal(TenantId tenant, String query, byte[] cursor) {
        byte[] plain = ByteBuffer.allocate(8 + cursor.length)
                .putLong(clock.now().toEpochMilli())
                .put(cursor)
                .array();
        return sealing.seal(keys.get().current(), associated(tenant, query), plain);
    }

    /** The cursor; nothing when the token is malformed, forged, too old, or of another tenant or query (AWS: InvalidToken). */
    public Optional<byte[]> open(TenantId tenant, String query, String token) {
        return sealing.open(associated(tenant, query), token).flatMap(plain -> {
            ByteBuffer in = ByteBuffer.wrap(plain);
            Instant made = Instant.ofEpochMilli(in.getLong());
            byte[] cursor = new byte[in.remaining()];
            in.get(cursor);
            return made.plus(LIFE).isAfter(clock.now()) ? Optional.of(cursor) : Optional.empty();
        });
    }

    private static byte[] associated(TenantId tenant, String query) {
        return (tenant + "\n" + query).getBytes(StandardCharsets.UTF_8);
    }
}
