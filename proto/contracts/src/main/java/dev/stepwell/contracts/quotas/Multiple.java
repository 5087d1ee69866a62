package dev.stepwell.contracts.quotas;

/**
 * How many times AWS's buckets an installation gives to each of its tenants. What is counted ({@link Quota.Most}) is never multiplied.
 *
 * @param factor 0: buckets are not in force, but for those that an operator has set
 */
public record Multiple(long factor) {
    private static final long MOST = 100_000;

    /** Calls are not limited. */
    public static final Multiple OFF = new Multiple(0);

    /** AWS's own buckets. */
    public static final Multiple AWS = new Multiple(1);

    public Multiple {
        if (factor < 0 || factor > MOST) {
            throw new IllegalArgumentException("quotas are off, aws, or x1 to x" + MOST);
        }
    }

    /** As {@link #parse} reads it. */
    public String text() {
        return factor == 0 ? "off" : "x" + factor;
    }

    /** Reads {@code off}, {@code aws} or {@code xN}; throws {@link IllegalArgumentException} for anything else. */
    public static Multiple parse(String text) {
        return switch (text) {
            case "off" -> OFF;
            case "aws" -> AWS;
            default -> {
                if (!text.matches("x[1-9][0-9]{0,5}")) {
                    throw new IllegalArgumentException("quotas are off, aws, or x1 to x" + MOST + ", not " + text);
                }
                yield new Multiple(Long.parseLong(text.substring(1)));
            }
        };
    }
}
