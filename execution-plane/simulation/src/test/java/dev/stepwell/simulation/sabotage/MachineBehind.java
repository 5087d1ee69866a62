package dev.stepwell.simulation.sabotage;

import dev.stepwell.engine.asl.AslRun;
import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.engine.turn.Effect;
import dev.stepwell.engine.turn.Input;
import dev.stepwell.engine.turn.Machine;
import dev.stepwell.engine.turn.Outcome;
import dev.stepwell.engine.turn.Turn;
import java.util.List;

/** A machine that does what the one behind it does, for sabotages to differ from in one thing. */
class MachineBehind implements Machine<AslRun> {
    final Machine<AslRun> machine;

    MachineBehind(Machine<AslRun> machine) {
        this.machine = machine;
    }

    @Override
    public Outcome<AslRun> handle(AslRun state, List<Input> inputs, Turn turn) {
        return machine.handle(state, inputs, turn);
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
