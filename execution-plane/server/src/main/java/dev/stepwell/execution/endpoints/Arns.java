package dev.stepwell.execution.endpoints;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.names.Arn;

/**
 * Reads the ARNs of requests. One of another account or region names nothing here, and is answered like one that names nothing at all, so
 * that nobody learns what others have.
 */
public final class Arns {
    private Arns() {}

    /** The ARN of a standard execution, or of an express one that a map run has started, wherever it may be. */
    public static Arn.Execution execution(String text) {
        return switch (parse(text)) {
            case Arn.Execution execution -> execution;
            case Arn.Express child
            when child.machine().contains("/") ->
                new Arn.Execution(child.region(), child.account(), child.machine(), child.name() + ":" + child.uuid());
            case Arn.Express express -> throw Faults.wrongResource("express");
            case Arn.StateMachine machine -> throw Faults.wrongResource("stateMachine");
            case Arn.LabelledStateMachine machine -> throw Faults.wrongResource("stateMachine");
            case Arn.MapRun mapRun -> throw Faults.wrongResource("mapRun");
            case Arn.Activity activity -> throw Faults.wrongResource("activity");
        };
    }

    /** The ARN of a machine, a version or an alias. */
    public static Arn.StateMachine stateMachine(String text) {
        return switch (parse(text)) {
            case Arn.StateMachine machine -> machine;
            case Arn.LabelledStateMachine machine -> throw Faults.labelled(text);
            case Arn.Execution execution -> throw Faults.wrongResource("execution");
            case Arn.Express express -> throw Faults.wrongResource("express");
            case Arn.MapRun mapRun -> throw Faults.wrongResource("mapRun");
            case Arn.Activity activity -> throw Faults.wrongResource("activity");
        };
    }

    /** The ARN of a map run. */
    static Arn.MapRun mapRun(String text) {
        return switch (parse(text)) {
            case Arn.MapRun mapRun -> mapRun;
            case Arn.StateMachine machine -> throw Faults.wrongResource("stateMachine");
            case Arn.LabelledStateMachine machine -> throw Faults.wrongResource("stateMachine");
            case Arn.Execution execution -> throw Faults.wrongResource("execution");
            case Arn.Express express -> throw Faults.wrongResource("express");
            case Arn.Activity activity -> throw Faults.wrongResource("activity");
        };
    }

    /** The ARN of an activity. */
    public static Arn.Activity activity(String text) {
        return switch (parse(text)) {
            case Arn.Activity activity -> activity;
            case Arn.StateMachine machine -> throw Faults.wrongResource("stateMachine");
            case Arn.LabelledStateMachine machine -> throw Faults.wrongResource("stateMachine");
            case Arn.Execution execution -> throw Faults.wrongResource("execution");
            case Arn.Express express -> throw Faults.wrongResource("express");
            case Arn.MapRun mapRun -> throw Faults.wrongResource("mapRun");
        };
    }

    /** Whether the ARN is of the caller's account and of the region that was asked. */
    public static boolean isHere(Caller caller, Arn arn) {
        return arn.account().equals(caller.account().value())
                && arn.region().equals(caller.region().value());
    }

    private static Arn parse(String text) {
        return Arn.parse(text).orElseThrow(() -> Faults.invalidArn(text));
    }
}
