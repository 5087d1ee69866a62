package dev.stepwell.simulation.audit;

import dev.stepwell.engine.asl.AslRun;
import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.engine.turn.Effect;
import dev.stepwell.engine.turn.Input;
import dev.stepwell.engine.turn.Machine;
import dev.stepwell.engine.turn.Outcome;
import dev.stepwell.engine.turn.Turn;
import java.util.List;
import java.util.function.UnaryOperator;

/** A machine that is asked some things twice, as the same state, inputs and turn must give the same outcome (law 2). */
public final class TwiceAsked implements Machine<AslRun> {
    private static final long EVERY = 4;

    private final Machine<AslRun> machine;
    private final UnaryOperator<AslRun> copy;
    private final Violations violations;

    /**
     * Asks a machine again.
     *
     * @param copy another state like a given one, which has started; the given one stays as it is
     */
    public TwiceAsked(Machine<AslRun> machine, UnaryOperator<AslRun> copy, Violations violations) {
        this.machine = machine;
        this.copy = copy;
        this.violations = violations;
    }

    @Override
    public Outcome<AslRun> handle(AslRun state, List<Input> inputs, Turn turn) {
        if (state.seq() == 0 || state.seq() % EVERY != 0) {
            return machine.handle(state, inputs, turn);
        }
        String where = state.facts().executionArn() + " at " + state.seq();
        AslRun other = copy.apply(state);
        Outcome<AslRun> outcome = machine.handle(state, inputs, turn);
        Outcome<AslRun> again = machine.handle(other, inputs, turn);
        boolean same = outcome.records().equals(again.records())
                && outcome.effects().equals(again.effects())
                && outcome.replies().equals(again.replies());
        violations.require(same, "law 2", where, "the same turn came to something else when it was done again");
        return outcome;
    }

    @Override
    public AslRun apply(AslRun state, JournalRecord record) {
        return machine.apply(state, record);
    }

    @Override
    public List<Effect> pending(AslRun state, Turn turn) {
        return machine.pending(state, turn);
    }
}
