package dev.stepwell.simulation.audit;

import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.engine.turn.Effect;
import dev.stepwell.engine.turn.Input;
import dev.stepwell.engine.turn.Machine;
import dev.stepwell.engine.turn.Outcome;
import dev.stepwell.engine.turn.Turn;
import java.util.List;

/**
 * A machine that is looked at while it decides.
 *
 * @param <S> the state of one execution
 */
public final class WatchedMachine<S> implements Machine<S> {
    private final Machine<S> machine;
    private final List<Watch<S>> watches;

    /** Watches a machine. */
    public WatchedMachine(Machine<S> machine, List<Watch<S>> watches) {
        this.machine = machine;
        this.watches = List.copyOf(watches);
    }

    /**
     * Looks at decisions.
     *
     * @param <S> the state of one execution
     */
    public interface Watch<S> {
        /** A turn was decided; nobody knows yet whether it will be durable. The state may only be looked at. */
        void decided(Outcome<S> outcome, List<Input> inputs, Turn turn);
    }

    @Override
    public Outcome<S> handle(S state, List<Input> inputs, Turn turn) {
        Outcome<S> outcome = machine.handle(state, inputs, turn);
        watches.forEach(watch -> watch.decided(outcome, inputs, turn));
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
