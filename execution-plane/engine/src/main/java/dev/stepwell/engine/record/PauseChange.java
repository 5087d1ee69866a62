package dev.stepwell.engine.record;

import java.util.Optional;

/**
 * An execution is held still for a while. None is an event, as AWS knows no pause; so none is an {@link ExecutionChange}, which all are told
 * to those outside.
 */
public sealed interface PauseChange extends Change {
    /**
     * From now on it does nothing of its own.
     *
     * @param by who asked for it
     * @param reason why, in that one's words
     * @param withMachine whether its machine is paused, and it with all others of that
     */
    record Paused(Optional<String> by, Optional<String> reason, boolean withMachine) implements PauseChange {}

    /** It goes on. */
    record Resumed() implements PauseChange {}
}
