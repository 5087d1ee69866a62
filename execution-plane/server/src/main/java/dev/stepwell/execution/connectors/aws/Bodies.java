package dev.stepwell.execution.connectors.aws;

import java.util.concurrent.atomic.AtomicReference;
import software.amazon.awssdk.core.sync.ResponseTransformer;

/** Bodies that travel as streams, which a state holds as texts. */
final class Bodies {
    /** What the SDK calls that member, which its metadata do not tell. */
    static final String MEMBER = "Body";

    private Bodies() {}

    /** Reads the body into a place, and gives the rest of the answer. */
    static ResponseTransformer<Object, Object> into(AtomicReference<byte[]> place) {
        return (answer, in) -> {
            place.set(in.readAllBytes());
            return answer;
        };
    }
}
