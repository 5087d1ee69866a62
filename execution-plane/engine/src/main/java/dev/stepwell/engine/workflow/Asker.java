package dev.stepwell.engine.workflow;

import java.util.Optional;

/** Who asks something of a workflow execution, named so that what is asked twice, as its answer was lost, is taken in once (law 9). */
public sealed interface Asker permits Initiator, ClientRequest {
    /** The decision that asked; empty when it was a client. */
    static Optional<Initiator> decision(Optional<Asker> asker) {
        return asker.filter(Initiator.class::isInstance).map(Initiator.class::cast);
    }

    /** The id of the client's request; empty when it was a decision that asked. */
    static Optional<String> request(Optional<Asker> asker) {
        return asker.filter(ClientRequest.class::isInstance).map(client -> ((ClientRequest) client).id());
    }

    /** Whichever of the two is there. */
    static Optional<Asker> of(Optional<Initiator> decision, Optional<String> request) {
        return decision.map(Asker.class::cast).or(() -> request.map(ClientRequest::new));
    }
}
