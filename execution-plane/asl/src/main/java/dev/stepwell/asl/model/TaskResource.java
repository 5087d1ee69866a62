package dev.stepwell.asl.model;

import java.util.Locale;

/** What the Resource of a Task means. The Resource is a constant string, so it is read once with the definition. */
public sealed interface TaskResource {
    /** The suffix of a job whose output is parsed; its colon is no separator. */
    String SYNC_2 = ".sync:2";

    /** The ARN as written. */
    String arn();

    /** An activity of this account or another one: done by workers that poll. */
    record Activity(String arn) implements TaskResource {}

    /** A function by its own ARN; its history has the LambdaFunction events. */
    record Function(String arn) implements TaskResource {}

    /**
     * A service integration, {@code arn:aws:states:::SERVICE:ACTION[.PATTERN]}; its history has the Task events.
     *
     * @param service the resourceType of the events, such as {@code lambda} or {@code aws-sdk:sfn}
     * @param action the resource of the events, with its suffix, such as {@code invoke.waitForTaskToken}
     * @param pattern how the task ends
     */
    record Service(String arn, String service, String action, Pattern pattern) implements TaskResource {}

    /** The three ways an integration ends (developer guide, "Service integration patterns"). */
    enum Pattern {
        REQUEST_RESPONSE,
        SYNC,
        WAIT_FOR_TASK_TOKEN
    }

    /** Reads a Resource; an ARN of no known form is taken as a service and refused when the definition is checked. */
    static TaskResource of(String arn) {
        String[] p = arn.split(":", 7);
        if (p.length == 7 && p[2].equals("states") && p[5].equals("activity")) {
            return new Activity(arn);
        }
        if (p.length == 7 && p[2].equals("lambda") && p[5].equals("function")) {
            return new Function(arn);
        }
        String rest = arn.startsWith("arn:aws:states:::") ? arn.substring("arn:aws:states:::".length()) : arn;
        String unversioned = rest.endsWith(SYNC_2) ? rest.substring(0, rest.length() - SYNC_2.length()) : rest;
        int colon = unversioned.lastIndexOf(':');
        String service = colon < 0 ? rest : rest.substring(0, colon);
        String action = colon < 0 ? "" : rest.substring(colon + 1);
        return new Service(arn, service.toLowerCase(Locale.ROOT), action, patternOf(action));
    }

    private static Pattern patternOf(String action) {
        if (action.endsWith(".waitForTaskToken")) {
            return Pattern.WAIT_FOR_TASK_TOKEN;
        }
        return action.endsWith(".sync") || action.endsWith(SYNC_2) ? Pattern.SYNC : Pattern.REQUEST_RESPONSE;
    }
}
