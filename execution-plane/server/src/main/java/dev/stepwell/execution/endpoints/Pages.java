package dev.stepwell.execution.endpoints;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.execution.ports.Store.After;
import dev.stepwell.execution.tokens.PageTokens;
import dev.stepwell.names.ExecutionId;
import dev.stepwell.names.ExecutionKey;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.UUID;

/** The pages of lists: a token says after which execution the next one begins, and is good for the same question only. */
public record Pages(PageTokens tokens) {
    /** The token of the page after this execution. */
    public String after(Caller caller, String query, After last) {
        UUID id = last.key().id().value();
        byte[] cursor = ByteBuffer.allocate(24)
                .putLong(last.startDate().toEpochMilli())
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
        return tokens.seal(caller.tenant(), query, cursor);
    }

    /** Where the page of a token begins; refused with InvalidToken if it is none, or of another question. */
    public After open(Caller caller, String query, String token) {
        byte[] cursor = tokens.open(caller.tenant(), query, token)
                .filter(bytes -> bytes.length == 24)
                .orElseThrow(Faults::invalidToken);
        ByteBuffer in = ByteBuffer.wrap(cursor);
        Instant start = Instant.ofEpochMilli(in.getLong());
        UUID id = new UUID(in.getLong(), in.getLong());
        return new After(start, new ExecutionKey(caller.tenant(), new ExecutionId(id)));
    }
}
