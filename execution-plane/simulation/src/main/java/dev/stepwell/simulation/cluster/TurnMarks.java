package dev.stepwell.simulation.cluster;

import dev.stepwell.engine.asl.AslRun;
import dev.stepwell.engine.turn.Effect;
import dev.stepwell.engine.turn.Input;
import dev.stepwell.engine.turn.Outcome;
import dev.stepwell.engine.turn.Reply;
import dev.stepwell.engine.turn.Turn;
import dev.stepwell.simulation.audit.WatchedMachine;
import dev.stepwell.simulation.world.Mark;
import dev.stepwell.simulation.world.Marks;
import java.util.List;

/** Notes what turns are like. */
final class TurnMarks implements WatchedMachine.Watch<AslRun> {
    private final Marks marks;

    TurnMarks(Marks marks) {
        this.marks = marks;
    }

    @Override
    public void decided(Outcome<AslRun> outcome, List<Input> inputs, Turn turn) {
        if (inputs.size() > 1) {
            marks.reach(Mark.INPUTS_TOGETHER);
        }
        if (outcome.effects().stream().anyMatch(Effect.GoOn.class::isInstance)) {
            marks.reach(Mark.TURN_CUT_SHORT);
        }
        if (outcome.replies().stream().anyMatch(reply -> reply.answer() instanceof Reply.NotOnOffer)) {
            marks.reach(Mark.SECOND_HAND_OUT_REFUSED);
        }
    }
}
