package dev.stepwell.execution.connectors.aws;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import software.amazon.awssdk.core.sync.ResponseTransformer;

/** Bodies that travel as streams, which a state holds as texts. */
final class Bodies {
    /** What the SDK calls that member, which its metadata do not tell. */
    static final String MEMBER = "Body";

    /** More than a state's payload ever is; what is longer is not read. */
    private static final int CAP = 16 * 1024 * 1024;

    private Bodies() {}

    /** The body is longer than a state can hold. */
    static final class TooLarge extends RuntimeException {
        private static final long serialVersionUID = 1;

        TooLarge() {
            super("too large", null, false, false);
        }
    }

    /** Reads the body into a place, and gives the rest of the answer. */
    static ResponseTransformer<Object, Object> into(AtomicReference<byte[]> place) {
        return (answer, in) -> {
            try {
                byte[] read = in.readNBytes(CAP + 1);
                if (read.length > CAP) {
                    in.abort();
                    throw new TooLarge();
                }
                place.set(read);
                return answer;
            } catch (IOException e) {
                throw new IllegalStateException("the answer broke off: " + e.getMessage(), e);
            }
        };
    }
}
