package dev.stepwell.execution.endpoints;

import com.google.protobuf.Timestamp;
import java.time.Instant;

/** Times as messages carry them. */
final class Times {
    private Times() {}

    static Timestamp of(Instant time) {
        return Timestamp.newBuilder()
                .setSeconds(time.getEpochSecond())
                .setNanos(time.getNano())
                .build();
    }
}
