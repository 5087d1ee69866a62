package dev.stepwell.control.idempotency;

import com.google.protobuf.ByteString;
import java.util.Optional;

/**
 * How a request was answered.
 *
 * @param status that of HTTP
 * @param contentType what the body is
 * @param body absent where it is not kept
 */
public record Answer(int status, String contentType, Optional<ByteString> body) {
    /** Tells nothing of what was answered. */
    @Override
    public String toString() {
        return "Answer[" + status + "]";
    }
}
