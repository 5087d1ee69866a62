package dev.stepwell.gateway.idempotency;

import com.google.protobuf.ByteString;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.internal.v1.ClaimIdempotencyKeyRequest;
import dev.stepwell.contracts.internal.v1.ClaimIdempotencyKeyResponse;
import dev.stepwell.contracts.internal.v1.FreeIdempotencyKeyRequest;
import dev.stepwell.contracts.internal.v1.KeepIdempotentAnswerRequest;
import dev.stepwell.contracts.internal.v1.KeptAnswer;
import dev.stepwell.names.TenantId;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;

/** Keeps keys and answers in memory, for ever; whoever dies over a request keeps its key for ever too. */
@NullUnmarked
public final class MemoryDesk implements IdempotencyDesk {
    private final Map<Whose, Line> lines = new HashMap<>();

    /** Whether nobody can be asked. */
    private volatile boolean gone;

    private record Whose(TenantId tenant, ByteString key) {}

    private record Line(ByteString fingerprint, String seed, String claim, KeptAnswer answer) {}

    /** From now on it is not to be reached, or is again. */
    public void gone(boolean now) {
        gone = now;
    }

    @Override
    public synchronized ClaimIdempotencyKeyResponse claim(Caller caller, ClaimIdempotencyKeyRequest request) {
        check();
        Whose whose = new Whose(caller.tenant(), request.getKey());
        Line line = lines.get(whose);
        if (line == null || line.claim().isEmpty()) {
            boolean same = line != null && line.fingerprint().equals(request.getFingerprint());
            String seed = same ? line.seed() : UUID.randomUUID().toString();
            lines.put(whose, new Line(request.getFingerprint(), seed, request.getClaim(), null));
            return ClaimIdempotencyKeyResponse.newBuilder().setSeed(seed).build();
        }
        if (!line.fingerprint().equals(request.getFingerprint())) {
            throw new Fault("IdempotencyKeyReused", "another request's");
        }
        if (line.answer() == null) {
            throw new Fault(IN_USE, "under way");
        }
        return ClaimIdempotencyKeyResponse.newBuilder()
                .setAnswered(line.answer())
                .build();
    }

    @Override
    public synchronized void keep(Caller caller, KeepIdempotentAnswerRequest request) {
        check();
        lines.computeIfPresent(
                new Whose(caller.tenant(), request.getKey()),
                (key, line) -> new Line(line.fingerprint(), line.seed(), line.claim(), request.getAnswer()));
    }

    @Override
    public synchronized void free(Caller caller, FreeIdempotencyKeyRequest request) {
        check();
        lines.computeIfPresent(
                new Whose(caller.tenant(), request.getKey()),
                (key, line) -> new Line(line.fingerprint(), line.seed(), "", null));
    }

    private void check() {
        if (gone) {
            throw new Fault("ServiceUnavailable", "nobody is there");
        }
    }
}
