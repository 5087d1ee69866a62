package dev.stepwell.engine.workflow;

import java.util.Optional;

/** Who asks something of a workflow execution, named so that what is asked twice, as its answer was lost, is taken in once (law 9). */
public sealed interface Asker permits Initiator, ClientRequest {
    /** The decision that asked; empty when it was a client. */
    static Optional<Initiator> decision(Optional<Asker> asker) {
        return asker.filter(Initiator.class::isInstance).map(Initiator.class::cast);
    }
}
