package dev.stepwell.sdk;

/**
 * Makes ARNs of Step Functions out of names.
 *
 * @param region the region that the installation answers for
 * @param account the tenant's twelve digits
 */
public record Arns(String region, String account) {
    /** A state machine's. */
    public String stateMachine(String name) {
        return of("stateMachine:" + name);
    }

    /** An activity's. */
    public String activity(String name) {
        return of("activity:" + name);
    }

    /** An execution's. */
    public String execution(String stateMachine, String name) {
        return of("execution:" + stateMachine + ":" + name);
    }

    private String of(String resource) {
        return "arn:aws:states:" + region + ":" + account + ":" + resource;
    }
}
