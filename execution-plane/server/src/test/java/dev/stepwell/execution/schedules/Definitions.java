package dev.stepwell.execution.schedules;

import dev.stepwell.contracts.scheduler.v1.CreateScheduleRequest;
import dev.stepwell.contracts.scheduler.v1.FlexibleTimeWindow;
import dev.stepwell.contracts.scheduler.v1.Target;

/** Schedules as clients make them. */
final class Definitions {
    private static final String ROLE = "arn:aws:iam::123456789012:role/r";

    private Definitions() {}

    /** A schedule that fires on time; without an input when that is empty. */
    static CreateScheduleRequest.Builder of(String name, String expression, String target, String input) {
        Target.Builder what = Target.newBuilder().setArn(target).setRoleArn(ROLE);
        if (!input.isEmpty()) {
            what.setInput(input);
        }
        return CreateScheduleRequest.newBuilder()
                .setName(name)
                .setScheduleExpression(expression)
                .setTarget(what)
                .setFlexibleTimeWindow(FlexibleTimeWindow.newBuilder().setMode("OFF"));
    }
}
