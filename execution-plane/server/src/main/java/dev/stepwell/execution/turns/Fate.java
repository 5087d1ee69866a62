package dev.stepwell.execution.turns;

import dev.stepwell.execution.ports.StoreException;
import dev.stepwell.execution.ports.Verdict;

/** What became of a turn that was given to the committer. */
sealed interface Fate {
    /**
     * The store has decided.
     *
     * @param late whether a write of the turn was in doubt, so that it may still arrive after it was found not to be there
     */
    record Decided(Verdict verdict, boolean late) implements Fate {}

    /** Nothing was written, because the store could not be asked. */
    record NotWritten(StoreException why) implements Fate {}
}
