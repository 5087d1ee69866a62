package dev.stepwell.simulation.audit;

import dev.stepwell.engine.asl.AslRun;
import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.engine.turn.Effect;
import dev.stepwell.engine.turn.Input;
import dev.stepwell.engine.turn.Machine;
import dev.stepwell.engine.turn.Outcome;
import dev.stepwell.engine.turn.Turn;
import java.util.List;

/** A machine that is looked at while it decides. */
public final class WatchedMachine implements Machine<AslRun> {
    private final Machine<AslRun> machine;
    private final List<Watch> watches;

    /** Watches a machine. */
    public WatchedMachine(Machine<AslRun> machine, Watch... watches) {
        this.machine = machine;
        this.watches = List.of(watches);
    }

    /** Looks at decisions. */
    public interface Watch {
        /** A turn was decided; nobody knows yet whether it will be durable. The state may only be looked at. */
        void decided(Outcome<AslRun> outcome, List<Input> inputs, Turn turn);
    }

    @Override
    public Outcome<AslRun> handle(AslRun state, List<Input> inputs, Turn turn) {
        Outcome<AslRun> outcome = machine.handle(state, inputs, turn);
        watches.forEach(watch -> watch.decided(outcome, inputs, turn));
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
