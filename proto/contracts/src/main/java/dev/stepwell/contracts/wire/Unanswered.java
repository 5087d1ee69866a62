package dev.stepwell.contracts.wire;

import dev.stepwell.contracts.calling.Fault;

/** Nothing came back from a plane: neither an answer nor a refusal of its own. Carries no stack trace. */
final class Unanswered extends Exception {
    private static final long serialVersionUID = 1;

    private final boolean begun;

    /**
     * @param begun whether the request may have reached the plane; if not, surely nothing was done
     */
    Unanswered(String why, boolean begun) {
        super(why, null, false, false);
        this.begun = begun;
    }

    boolean begun() {
        return begun;
    }

    /** What the asker is told. */
    Fault fault() {
        return new Fault(FaultStatus.UNAVAILABLE, "The service cannot answer now. Try again.");
    }
}
