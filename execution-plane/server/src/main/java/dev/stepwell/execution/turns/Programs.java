package dev.stepwell.execution.turns;

import dev.stepwell.engine.turn.StartFacts;
import dev.stepwell.names.ExecutionKey;

/** Finds the program of an execution. */
@FunctionalInterface
public interface Programs {
    /**
     * The program of the revision that the execution was started with. May ask the control plane, and wait for it.
     *
     * @throws NotDone.Unavailable when the revision cannot be had for the moment
     */
    Program<?> programOf(ExecutionKey key, StartFacts facts);
}
