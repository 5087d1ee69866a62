package dev.stepwell.control.tags;

/** What tags may hang on. */
public enum TaggedKind {
    /** A state machine. */
    STATE_MACHINE("stateMachine"),
    /** An activity. */
    ACTIVITY("activity"),
    /** A domain of SWF. */
    DOMAIN("domain");

    private final String stored;

    TaggedKind(String stored) {
        this.stored = stored;
    }

    /** The word in the table and in the ARN. */
    String stored() {
        return stored;
    }
}
