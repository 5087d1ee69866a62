package dev.stepwell.execution.endpoints;

import com.google.protobuf.Timestamp;
import java.time.Instant;

/** Times as messages carry them. */
public final class Times {
    private Times() {}

    /** A time. */
    public static Timestamp of(Instant time) {
        return Timestamp.newBuilder()
                .setSeconds(time.getEpochSecond())
                .setNanos(time.getNano())
                .build();
    }
}
