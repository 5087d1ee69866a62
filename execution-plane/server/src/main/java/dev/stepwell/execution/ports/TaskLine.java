package dev.stepwell.execution.ports;

import dev.stepwell.engine.workflow.TaskList;

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

    /** The line of a task list, of which the decision tasks and the activity tasks of a domain have their own. */
    public static TaskLine ofList(TaskList list) {
        String kind = switch (list.kind()) {
            case DECISION -> "decisions";
            case ACTIVITY -> "activities";
        };
        return new TaskLine(String.join("/", "swf", list.region(), list.domain(), kind, list.name()));
    }

    @Override
    public String toString() {
        return text;
    }
}
