package dev.stepwell.control.tags;

import static dev.stepwell.control.schema.Tables.STATE_MACHINE;
import static dev.stepwell.control.schema.Tables.TAG;

import dev.stepwell.contracts.calling.Fault;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Tags that mean something to the platform. They are how a client that knows AWS's actions only says what AWS has no word for; a key of
 * their kind that means nothing is refused, as it is a slip.
 */
public final class OwnTags {
    /** Of a state machine: the priority of its executions' tasks among those of their tenant, a whole number of 32 bits. */
    public static final String PRIORITY = "stepwell:priority";

    private static final String PREFIX = "stepwell:";

    private OwnTags() {}

    /** Throws {@code ValidationException} for a tag of this kind that says nothing that is understood. */
    static void check(String key, String value) {
        if (!key.startsWith(PREFIX)) {
            return;
        }
        if (!key.equals(PRIORITY)) {
            throw new Fault(
                    "ValidationException", "No such tag of the platform: '" + key + "'; there is '" + PRIORITY + "'");
        }
        try {
            Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new Fault(
                    "ValidationException",
                    "The tag '" + PRIORITY + "' is a whole number from " + Integer.MIN_VALUE + " to "
                            + Integer.MAX_VALUE + ", not '" + value + "'");
        }
    }

    /** The priority of a machine as its tag has it, to be selected with its row; null when it has none. See {@link #priority}. */
    public static Field<String> priorityOfMachine() {
        return DSL.field(DSL.select(TAG.VALUE)
                        .from(TAG)
                        .where(TAG.TENANT_ID.eq(STATE_MACHINE.TENANT_ID), TAG.REGION.eq(STATE_MACHINE.REGION))
                        .and(TAG.KIND.eq(TaggedKind.STATE_MACHINE.stored()))
                        .and(TAG.NAME.eq(STATE_MACHINE.NAME))
                        .and(TAG.KEY.eq(PRIORITY)))
                .as("priority");
    }

    /** What such a tag says. Read here and not by the database, which knows other numbers than {@link #check} does; 0 when it says nothing. */
    public static int priority(@Nullable String value) {
        try {
            return value == null ? 0 : Integer.parseInt(value);
        } catch (NumberFormatException e) {
            return 0; // from before the key meant anything
        }
    }
}
