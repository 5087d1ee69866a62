package dev.stepwell.gateway.limits;

/**
 * The bounds of one gateway.
 *
 * @param requestBytes the largest request with its headers that anybody may send (AWS: 1 MB, hard)
 * @param headers the most headers of a request
 * @param quick the most requests under way that are answered at once
 * @param held the most requests under way that may be held open: polls, synchronous runs
 */
public record Limits(int requestBytes, int headers, int quick, int held) {
    /** AWS's largest request. */
    public static final int AWS_REQUEST_BYTES = 1_048_576;

    /** AWS's largest payload. */
    static final int AWS_PAYLOAD_BYTES = 262_144;

    /** AWS's size, and what a small machine bears. */
    public static final Limits DEFAULT = new Limits(AWS_REQUEST_BYTES, 100, 1_000, 10_000);

    public Limits {
        if (requestBytes <= 0 || headers <= 0 || quick <= 0 || held <= 0) {
            throw new IllegalArgumentException("limits are positive");
        }
    }
}
