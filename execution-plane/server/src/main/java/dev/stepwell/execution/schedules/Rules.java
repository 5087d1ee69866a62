package dev.stepwell.execution.schedules;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.scheduler.v1.CreateScheduleRequest;
import dev.stepwell.contracts.scheduler.v1.FlexibleTimeWindow;
import dev.stepwell.contracts.scheduler.v1.Target;
import dev.stepwell.engine.schedule.ScheduleExpression;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a schedule must be, beyond the shape of its members. */
final class Rules {
    private static final String ROLE = "arn:aws[a-z-]*:iam::\\d{12}:role\\/[\\w+=,.@\\/-]+";
    private static final Pattern ROLE_ARN = Pattern.compile(ROLE);

    private Rules() {}

    /** Refuses what can be no schedule. Whether its target exists is for {@link Targets}. */
    static void check(CreateScheduleRequest definition, Instant now) {
        group(definition.hasGroupName() ? definition.getGroupName() : Terms.GROUP);
        expression(definition.getScheduleExpression());
        zone(Terms.zone(definition));
        dates(definition, now);
        window(definition.getFlexibleTimeWindow());
        role(definition.getTarget().getRoleArn());
        unsupported(definition);
    }

    private static void role(String arn) {
        if (!ROLE_ARN.matcher(arn).matches()) {
            throw invalid("1 validation error detected: Value '" + arn
                    + "' at 'target.roleArn' failed to satisfy constraint: Member must"
                    + " satisfy regular expression pattern: " + ROLE);
        }
    }

    /** There is one group. */
    static void group(String name) {
        if (!name.equals(Terms.GROUP)) {
            throw new Fault("ResourceNotFoundException", "Schedule group " + name + " does not exist.");
        }
    }

    static ScheduleExpression expression(String text) {
        return ScheduleExpression.parse(text).orElseThrow(() -> invalid("Invalid Schedule Expression " + text + "."));
    }

    static void zone(String text) {
        if (!Terms.isZone(text)) {
            throw invalid("Invalid ScheduleExpressionTimezone " + text + ".");
        }
    }

    private static void dates(CreateScheduleRequest definition, Instant now) {
        if (!definition.hasEndDate()) {
            return;
        }
        Instant end = Terms.time(definition.getEndDate());
        if (!end.isAfter(now)) {
            throw invalid("The EndDate you specify must be in the future.");
        }
        if (definition.hasStartDate() && !Terms.time(definition.getStartDate()).isBefore(end)) {
            throw invalid("The StartDate you specify must come before the EndDate.");
        }
    }

    private static void window(FlexibleTimeWindow window) {
        boolean flexible = window.getMode().equals("FLEXIBLE");
        if (flexible != window.hasMaximumWindowInMinutes()) {
            throw invalid(
                    flexible
                            ? "MaximumWindowInMinutes must be set when FlexibleTimeWindow is FLEXIBLE."
                            : "MaximumWindowInMinutes cannot be set when FlexibleTimeWindow is OFF.");
        }
    }

    /** What would be without effect here is refused rather than passed over. */
    private static void unsupported(CreateScheduleRequest definition) {
        Target target = definition.getTarget();
        Optional<String> member = definition.hasKmsKeyArn()
                ? Optional.of("KmsKeyArn")
                : target.hasDeadLetterConfig() ? Optional.of("DeadLetterConfig") : Optional.empty();
        member.ifPresent(name -> {
            throw invalid(name + " is not supported.");
        });
    }

    /** There is no schedule of that name. */
    static Fault unknown(String name) {
        return new Fault("ResourceNotFoundException", "Schedule " + name + " does not exist.");
    }

    static Fault invalid(String why) {
        return new Fault("ValidationException", why);
    }

    static String arn(Caller caller, String name) {
        return "arn:aws:scheduler:" + caller.region() + ":" + caller.account() + ":schedule/" + Terms.GROUP + "/"
                + name;
    }
}
