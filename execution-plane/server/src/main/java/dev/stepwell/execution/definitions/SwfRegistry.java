package dev.stepwell.execution.definitions;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.internal.v1.ResolveSwfDomainResponse;
import dev.stepwell.contracts.internal.v1.SwfActivityType;
import dev.stepwell.contracts.internal.v1.SwfWorkflowType;
import java.util.Optional;

/**
 * The questions to the control plane about SWF. All may block; all throw {@link dev.stepwell.contracts.calling.Fault} as the control
 * plane refuses: {@code UnknownResourceFault} when the caller has no such domain. Answers may be a second old.
 */
public interface SwfRegistry {
    /** How a domain stands. */
    ResolveSwfDomainResponse domain(Caller caller, String domain);

    /** A workflow type with its status and defaults; empty when no such type is registered in the domain. */
    Optional<SwfWorkflowType> workflowType(Caller caller, String domain, String name, String version);

    /** An activity type with its status and defaults; empty when no such type is registered in the domain. */
    Optional<SwfActivityType> activityType(Caller caller, String domain, String name, String version);
}
