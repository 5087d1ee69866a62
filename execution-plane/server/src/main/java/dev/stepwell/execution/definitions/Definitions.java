package dev.stepwell.execution.definitions;

import dev.stepwell.asl.mock.Mocks;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.internal.v1.ResolveStateMachineResponse;
import java.net.URI;
import java.util.Optional;

/** The questions to the control plane. All may block; all throw {@link dev.stepwell.contracts.calling.Fault} as the control plane refuses. */
public interface Definitions {
    /** The revision behind the ARN of a machine, a version or an alias, drawn by weight. Refused with StateMachineDoesNotExist. */
    ResolveStateMachineResponse resolve(Caller caller, String stateMachineArn);

    /** A revision of the caller's tenant. */
    Revision revision(Caller caller, String revisionId);

    /** What a mock profile of a machine says now, as the id of a revision of it. Refused with StateMachineDoesNotExist. */
    String mockRevision(Caller caller, String stateMachineArn, String profile);

    /** What a mock profile of the caller's tenant said once. */
    Mocks mocks(Caller caller, String mockRevisionId);

    /** Where functions of the caller's tenant are invoked, if anywhere. */
    Optional<URI> functionEndpoint(Caller caller);

    /** Refuses with ActivityDoesNotExist when there is no such activity. */
    void requireActivity(Caller caller, String activityArn);
}
