package dev.stepwell.execution.announcements;

import java.util.List;

/** Somebody outside who is told of changes. */
@FunctionalInterface
public interface Listener {
    /** The most that one is told at once. */
    int MOST = 10;

    /**
     * Tells of changes, at most {@link #MOST}; may block.
     *
     * @return one answer per change, in order: whether it has been taken
     * @throws RuntimeException when none has
     */
    List<Boolean> tell(List<StatusChange> changes);
}
