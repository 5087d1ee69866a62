package dev.stepwell.execution.turns;

import dev.stepwell.engine.turn.TokenSealer;
import dev.stepwell.names.ExecutionKey;

/** Makes the sealers of task tokens. */
@FunctionalInterface
public interface Sealers {
    /** The sealer of an execution, under the key that was fixed at its start. */
    TokenSealer of(ExecutionKey key, int tokenKey);
}
