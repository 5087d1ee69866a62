package dev.stepwell.execution.turns;

import dev.stepwell.execution.ports.StoreException;
import dev.stepwell.execution.ports.Verdict;

/** What became of a turn that was given to the committer. */
sealed interface Fate {
    /** The store has decided. */
    record Decided(Verdict verdict) implements Fate {}

    /** Nothing was written, because the store could not be asked. */
    record NotWritten(StoreException why) implements Fate {}
}
