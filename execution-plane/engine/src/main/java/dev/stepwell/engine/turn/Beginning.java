package dev.stepwell.engine.turn;

import java.util.Optional;

/**
 * Where an execution begins that does not begin at its machine's StartAt. AWS has no word for it.
 *
 * @param state the state of the machine's own flow that is entered first
 * @param origin the execution it was forked from, if it was
 */
public record Beginning(String state, Optional<Origin> origin) {
    /**
     * The place in a history that an execution was forked from.
     *
     * @param executionArn of the execution forked from
     * @param eventId the last event of it that was taken account of
     */
    public record Origin(String executionArn, long eventId) {}
}
