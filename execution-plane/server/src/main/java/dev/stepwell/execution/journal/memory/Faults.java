package dev.stepwell.execution.journal.memory;

import dev.stepwell.execution.ports.TurnCommit;
import java.util.List;
import java.util.Optional;

/** Says what goes wrong with a {@link FaultyStore}. Everything goes well unless it is overridden. */
public interface Faults {
    /** What becomes of the commit of a group. */
    default Fate commit(List<TurnCommit> group) {
        return Fate.WELL;
    }

    /** Why a turn of a group is refused, if it is; its neighbours go through. */
    default Optional<String> refusal(TurnCommit turn) {
        return Optional.empty();
    }

    /** Whether the next of all other calls fails. */
    default boolean fails(String method) {
        return false;
    }

    /** How a commit can end. */
    enum Fate {
        /** As the store has it. */
        WELL,
        /** Nothing is written, and the caller knows. */
        FAILS,
        /** It is written, and the answer is lost. */
        IN_DOUBT_WRITTEN,
        /** Nothing is written, and the answer is lost too. */
        IN_DOUBT_LOST
    }
}
