package dev.stepwell.clients.decisions;

import software.amazon.awssdk.services.swf.SwfClient;
import software.amazon.awssdk.services.swf.model.ChildPolicy;

/** A domain in which each kind of type has three versions. */
record Types(SwfClient swf, String domain) {
    /** Of the workflow type and of the activity type. */
    static final String NAME = "type";

    /** Has a default for everything. */
    static final String WHOLE = "whole";

    /** Has none. */
    static final String BARE = "bare";

    /** Has all, and is deprecated. */
    static final String GONE = "gone";

    static final String SECONDS = "600";

    /** Of a function, which may take 300 at most. */
    static final String SECONDS_OF_A_FUNCTION = "60";

    void register() {
        swf.registerDomain(r -> r.name(domain).workflowExecutionRetentionPeriodInDays("1"));
        swf.registerWorkflowType(r -> r.domain(domain).name(NAME).version(BARE));
        swf.registerActivityType(r -> r.domain(domain).name(NAME).version(BARE));
        for (String version : new String[] {WHOLE, GONE}) {
            swf.registerWorkflowType(r -> r.domain(domain)
                    .name(NAME)
                    .version(version)
                    .defaultTaskList(l -> l.name("nobody asks"))
                    .defaultChildPolicy(ChildPolicy.TERMINATE)
                    .defaultExecutionStartToCloseTimeout(SECONDS)
                    .defaultTaskStartToCloseTimeout(SECONDS));
            swf.registerActivityType(r -> r.domain(domain)
                    .name(NAME)
                    .version(version)
                    .defaultTaskList(l -> l.name("nobody asks"))
                    .defaultTaskHeartbeatTimeout(SECONDS)
                    .defaultTaskScheduleToStartTimeout(SECONDS)
                    .defaultTaskScheduleToCloseTimeout(SECONDS)
                    .defaultTaskStartToCloseTimeout(SECONDS));
        }
        swf.deprecateWorkflowType(
                r -> r.domain(domain).workflowType(t -> t.name(NAME).version(GONE)));
        swf.deprecateActivityType(
                r -> r.domain(domain).activityType(t -> t.name(NAME).version(GONE)));
    }
}
