package dev.stepwell.execution.express;

import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.engine.turn.StartFacts;
import dev.stepwell.names.ExecutionKey;
import java.util.Optional;

/** Sees the records of one execution as they come, of which nothing is stored. Must neither wait nor throw. */
public interface Witness {
    /** A record; one after the other, on any thread. */
    void saw(JournalRecord record);

    /** There are no more. Is not said of an execution that is given up. */
    void ended();

    /** Whoever wants to see executions. */
    @FunctionalInterface
    interface Calling {
        /** Who sees this one, if anybody does; must neither wait nor throw. */
        Optional<Witness> to(ExecutionKey key, StartFacts facts);
    }
}
