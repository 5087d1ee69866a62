package dev.stepwell.gateway.guard;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.options.v1.Scope;
import dev.stepwell.gateway.guard.References.Subject;
import java.util.Locale;

/** Whether a key may do something. The refusal is IAM's, and the same whether or not the resource exists. */
final class Rights {
    private static final String PREFIX = "SCOPE_";
    private static final String SWF = "swf:";

    private Rights() {}

    /** Refuses with {@code AccessDeniedException}, of SWF {@code OperationNotPermittedFault}, what the caller's key has no scope for, or is confined away from. */
    static void check(Caller caller, Scope scope, String action, Subject subject) {
        if (!has(caller, scope, subject)) {
            throw denied(caller, action, subject);
        }
    }

    /** Whether the caller's key has the scope, and reaches the subject. */
    static boolean has(Caller caller, Scope scope, Subject subject) {
        return hasScope(caller, scope) && reaches(caller, subject);
    }

    /** Whether the caller's key has the scope, whatever it reaches. */
    static boolean hasScope(Caller caller, Scope scope) {
        return switch (scope) {
            case SCOPE_ANY -> true;
            case SCOPE_UNSPECIFIED, UNRECOGNIZED -> false;
            case SCOPE_READ, SCOPE_WRITE, SCOPE_EXECUTE, SCOPE_WORKER, SCOPE_ADMIN, SCOPE_OPERATOR ->
                caller.scopes().contains(name(scope));
        };
    }

    /** As keys spell it. */
    static String name(Scope scope) {
        return scope.name().substring(PREFIX.length()).toLowerCase(Locale.ROOT);
    }

    /** A task's token is a right in itself; what is about no resource asks for all of them, as in IAM. */
    private static boolean reaches(Caller caller, Subject subject) {
        if (caller.resources().isEmpty()) {
            return true;
        }
        if (subject.arns().isEmpty()) {
            return subject.byToken() || caller.resources().contains(References.NOTHING_IN_PARTICULAR);
        }
        return subject.arns().stream().allMatch(caller::reaches);
    }

    private static Fault denied(Caller caller, String action, Subject subject) {
        return new Fault(
                action.startsWith(SWF) ? "OperationNotPermittedFault" : "AccessDeniedException",
                "User: arn:aws:iam::" + caller.account() + ":user/" + caller.principal()
                        + " is not authorized to perform: " + action + " on resource: " + subject.text()
                        + " because no identity-based policy allows the " + action + " action");
    }
}
