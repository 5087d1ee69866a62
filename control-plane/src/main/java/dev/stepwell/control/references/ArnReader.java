package dev.stepwell.control.references;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.names.Arn;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads the ARN of a request as the kind that the action works on. What is no ARN, or of another kind, is {@code InvalidArn} with
 * AWS's texts. An ARN of another account or region is left to the look-up: {@link #isOurs} says no, and the answer must be the one
 * for what does not exist, so that nobody learns what others have.
 */
public final class ArnReader {
    /** Numbers begin at 1 and have no leading zeros, so that a version has one ARN; an alias' name is never all digits. */
    private static final Pattern VERSION = Pattern.compile("[1-9][0-9]{0,8}");

    private ArnReader() {}

    /** The ARN of a state machine, perhaps with version or alias; a Map's labelled machine is not supported here (AWS's reason). */
    public static Arn.StateMachine stateMachine(String text) {
        return switch (read(text)) {
            case Arn.StateMachine machine -> machine;
            case Arn.LabelledStateMachine labelled ->
                throw new Fault(
                        "ValidationException",
                        "API does not support labeled ARNs: '" + labelled + "'",
                        Map.of("reason", "API_DOES_NOT_SUPPORT_LABELED_ARNS"));
            case Arn.Execution other -> throw wrongKind("execution");
            case Arn.Express other -> throw wrongKind("express");
            case Arn.MapRun other -> throw wrongKind("mapRun");
            case Arn.Activity other -> throw wrongKind("activity");
        };
    }

    /** The number in the ARN of a version; empty for a machine and for an alias. */
    public static Optional<Integer> versionNumber(Arn.StateMachine arn) {
        return arn.qualifier().filter(by -> VERSION.matcher(by).matches()).map(Integer::valueOf);
    }

    /** The name in the ARN of an alias; empty for a machine and for a version. */
    public static Optional<String> aliasName(Arn.StateMachine arn) {
        return arn.qualifier().filter(by -> !by.chars().allMatch(c -> c >= '0' && c <= '9'));
    }

    /** The ARN of an activity. */
    public static Arn.Activity activity(String text) {
        return switch (read(text)) {
            case Arn.Activity activity -> activity;
            case Arn.StateMachine other -> throw wrongKind("stateMachine");
            case Arn.LabelledStateMachine other -> throw wrongKind("stateMachine");
            case Arn.Execution other -> throw wrongKind("execution");
            case Arn.Express other -> throw wrongKind("express");
            case Arn.MapRun other -> throw wrongKind("mapRun");
        };
    }

    /** The ARN of anything this service knows. */
    public static Arn read(String text) {
        boolean storable = text.indexOf('\0') < 0;
        return Arn.parse(text).filter(arn -> storable).orElseThrow(() -> {
            String what = text.startsWith("arn:") ? text : "Invalid ARN prefix: " + text;
            return new Fault("InvalidArn", "Invalid Arn: '" + what + "'");
        });
    }

    /** Whether the ARN names the caller's own account in the region asked. */
    public static boolean isOurs(Caller caller, Arn arn) {
        return arn.account().equals(caller.account().value())
                && arn.region().equals(caller.region().value());
    }

    private static Fault wrongKind(String kind) {
        return new Fault("InvalidArn", "Invalid Arn: 'Resource type not valid in this context: " + kind + "'");
    }
}
