package dev.stepwell.control.domains;

import org.jooq.Condition;
import org.jooq.Field;

/** How a domain or a type stands, in AWS's words. */
public enum RegistrationStatus {
    /** In use. */
    REGISTERED,
    /** What is open goes on, nothing new begins. */
    DEPRECATED;

    /** The status that follows from whether there is a time of deprecation. */
    public static RegistrationStatus of(boolean deprecated) {
        return deprecated ? DEPRECATED : REGISTERED;
    }

    /** The rows that stand so, by the column that holds the time of their deprecation. */
    public Condition rows(Field<?> deprecatedAt) {
        return switch (this) {
            case REGISTERED -> deprecatedAt.isNull();
            case DEPRECATED -> deprecatedAt.isNotNull();
        };
    }
}
