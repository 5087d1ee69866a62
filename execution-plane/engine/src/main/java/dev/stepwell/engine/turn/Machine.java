package dev.stepwell.engine.turn;

import dev.stepwell.engine.record.JournalRecord;
import java.util.List;

/**
 * A kind of execution: how it decides and how its state changes.
 *
 * @param <S> the state of one execution, the fold of its records. A state that is given to {@link #handle} or {@link #apply} is
 *     consumed: only the returned one may be used afterwards, and after a commit that failed or is in doubt not even that one.
 */
public interface Machine<S> {
    /**
     * Decides. The same state, inputs and turn give the same outcome, byte for byte (law 2). The work of one call is bounded by
     * {@link Limits#recordsPerTurn()}; what is left over is asked for by an {@link Effect.GoOn}.
     */
    Outcome<S> handle(S state, List<Input> inputs, Turn turn);

    /** The one way a state changes: folding this over the records of an execution gives its live state (law 1). */
    S apply(S state, JournalRecord record);

    /**
     * All effects the state still waits for. A node that takes over an execution carries these out, as it cannot know which of
     * them its predecessor did.
     */
    List<Effect> pending(S state, Turn turn);
}
