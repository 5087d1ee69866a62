package dev.stepwell.execution.ports;

/**
 * Where tasks wait for workers: one line of an activity, or of a task list. A line is there by being used; nobody makes one.
 *
 * @param text what it is called, unique among a tenant's lines
 */
public record TaskLine(String text) {
    /** The line of a Step Functions activity. */
    public static TaskLine ofActivity(String activityArn) {
        return new TaskLine(activityArn);
    }

    @Override
    public String toString() {
        return text;
    }
}
