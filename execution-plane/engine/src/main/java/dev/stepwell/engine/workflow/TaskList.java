package dev.stepwell.engine.workflow;

/**
 * A task list: it exists by being named, apart for decision and activity tasks, in a domain.
 *
 * @param kind of which tasks it is
 * @param region where its domain is
 * @param domain the name of its domain
 * @param name its name
 */
public record TaskList(Kind kind, String region, String domain, String name) {
    /** The two kinds of tasks that workers ask for. */
    public enum Kind {
        /** Asked for with PollForDecisionTask. */
        DECISION,
        /** Asked for with PollForActivityTask. */
        ACTIVITY
    }
}
