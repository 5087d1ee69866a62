package dev.stepwell.simulation.audit;

import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.engine.turn.Effect;
import dev.stepwell.engine.turn.Input;
import dev.stepwell.engine.turn.Machine;
import dev.stepwell.engine.turn.Outcome;
import dev.stepwell.engine.turn.Turn;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;

/**
 * A machine that is asked some things twice, as the same state, inputs and turn must give the same outcome (law 2).
 *
 * @param <S> the state of one execution
 */
public final class TwiceAsked<S> implements Machine<S> {
    private final Machine<S> machine;
    private final ToLongFunction<S> seq;
    private final long every;
    private final UnaryOperator<S> copy;
    private final Violations violations;

    /**
     * Asks a machine again.
     *
     * @param seq the seq of the last record of a state
     * @param every at every so many records
     * @param copy another state like a given one, which has started; the given one stays as it is
     */
    public TwiceAsked(
            Machine<S> machine, ToLongFunction<S> seq, long every, UnaryOperator<S> copy, Violations violations) {
        this.machine = machine;
        this.seq = seq;
        this.every = every;
        this.copy = copy;
        this.violations = violations;
    }

    @Override
    public Outcome<S> handle(S state, List<Input> inputs, Turn turn) {
        long last = seq.applyAsLong(state);
        if (last == 0 || last % every != 0) {
            return machine.handle(state, inputs, turn);
        }
        S other = copy.apply(state);
        Outcome<S> outcome = machine.handle(state, inputs, turn);
        Outcome<S> again = machine.handle(other, inputs, turn);
        boolean same = outcome.records().equals(again.records())
                && outcome.effects().equals(again.effects())
                && outcome.replies().equals(again.replies());
        if (!same) { // only then in words, which are long
            violations.add(
                    "law 2",
                    inputs + " at " + last,
                    "the same turn came to " + again + " when it was done again, and first to " + outcome);
        }
        return outcome;
    }

    @Override
    public S apply(S state, JournalRecord record) {
        return machine.apply(state, record);
    }

    @Override
    public List<Effect> pending(S state, Turn turn) {
        return machine.pending(state, turn);
    }
}
