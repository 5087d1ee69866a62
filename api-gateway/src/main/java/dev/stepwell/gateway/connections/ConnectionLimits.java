package dev.stepwell.gateway.connections;

import java.time.Duration;

/**
 * The bounds of one listening port.
 *
 * @param total the most connections that are open
 * @param perAddress the most of them from one address; a proxy in front is one
 * @param patience how long the server waits for a request that was begun, or for an answer to be taken
 */
public record ConnectionLimits(int total, int perAddress, Duration patience) {
    /** Twice what may be held open by long polls; and 20 seconds, in which a megabyte comes by any line. */
    public static final ConnectionLimits DEFAULT = new ConnectionLimits(20_000, 10_000, Duration.ofSeconds(20));

    public ConnectionLimits {
        if (total <= 0 || perAddress <= 0 || !patience.isPositive()) {
            throw new IllegalArgumentException("limits are positive");
        }
    }
}
