package dev.stepwell.control.idempotency;

import java.util.UUID;

/** What became of an attempt at a request. */
public sealed interface Claimed {
    /**
     * It is to do it.
     *
     * @param seed the same for all attempts of the request: what makes them one where that is told by a name or a token
     */
    record Yours(UUID seed) implements Claimed {}

    /** The request was done, and answered so. */
    record Done(Answer answer) implements Claimed {}
}
