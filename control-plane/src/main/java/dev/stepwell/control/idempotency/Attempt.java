package dev.stepwell.control.idempotency;

import com.google.protobuf.ByteString;
import java.util.HexFormat;
import java.util.UUID;

/**
 * One attempt at a request that is to be done once.
 *
 * @param key a digest of who asks and of the key
 * @param claim of this attempt alone
 */
public record Attempt(ByteString key, UUID claim) {
    /** What an answer to it is sealed for, beside the tenant. */
    String context() {
        return HexFormat.of().formatHex(key.toByteArray());
    }
}
