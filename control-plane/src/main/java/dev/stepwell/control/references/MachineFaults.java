package dev.stepwell.control.references;

import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.names.Arn;

/** AWS's refusals for machines that are not there, or not for long. */
public final class MachineFaults {
    private MachineFaults() {}

    /** No machine, version or alias has that ARN. */
    public static Fault doesNotExist(String arn) {
        return new Fault("StateMachineDoesNotExist", "State Machine Does Not Exist: '" + arn + "'");
    }

    /** The machine waits for its executions to end, and changes no more. */
    public static Fault deleting(Arn.StateMachine arn) {
        return new Fault("StateMachineDeleting", "State Machine is being deleted: '" + arn.unqualified() + "'");
    }

    /** An alias or one of its versions is not there; AWS does not say which. */
    public static Fault resourceNotFound() {
        return new Fault("ResourceNotFound", "Request references a resource that does not exist.");
    }

    /** The ARN is that of a machine, a version or an alias, but of the wrong one of the three. */
    public static Fault notHere(String arn) {
        return new Fault("InvalidArn", "Invalid Arn: 'Resource type not valid in this context: " + arn + "'");
    }
}
