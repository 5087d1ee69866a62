package dev.stepwell.execution.definitions;

import com.google.protobuf.Message;
import dev.stepwell.contracts.calling.Caller;

/** The control plane, in process or over the wire. */
@FunctionalInterface
public interface Registry {
    /**
     * Has an action of the control plane done.
     *
     * @param action its name, such as {@code ResolveStateMachine}
     * @throws dev.stepwell.contracts.calling.Fault when it refuses; any other failure means that it could not be asked
     */
    Message ask(String action, Caller caller, Message request);
}
