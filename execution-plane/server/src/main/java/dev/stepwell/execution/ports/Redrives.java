package dev.stepwell.execution.ports;

import java.time.Instant;
import java.util.Optional;

/**
 * How an execution has been redriven.
 *
 * @param count how often
 * @param last when it was last
 */
public record Redrives(int count, Optional<Instant> last) {
    /** Not at all. */
    public static final Redrives NONE = new Redrives(0, Optional.empty());
}
