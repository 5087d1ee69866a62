package dev.stepwell.engine.record;

/**
 * Which events a task has.
 *
 * @param kind the family of events
 * @param resourceType of a service: the resourceType, such as {@code lambda}; otherwise empty
 * @param resource of a service: the resource, such as {@code invoke}; otherwise the ARN
 */
public record TaskFamily(Kind kind, String resourceType, String resource) {
    /** The three families of task events. */
    public enum Kind {
        /** ActivityScheduled and so on. */
        ACTIVITY,
        /** LambdaFunctionScheduled and so on. */
        FUNCTION,
        /** TaskScheduled and so on. */
        SERVICE
    }
}
