package dev.stepwell.execution.definitions;

import dev.stepwell.engine.swf.SwfMachine;
import dev.stepwell.engine.swf.SwfRun;
import dev.stepwell.engine.swf.SwfSnapshot;
import dev.stepwell.engine.turn.Machine;
import dev.stepwell.engine.turn.StartFacts;
import dev.stepwell.execution.turns.Program;
import dev.stepwell.execution.turns.Programs;
import java.util.Optional;

/** How workflow executions of SWF are run: what they do their deciders say. */
public record SwfProgram(StartFacts facts) implements Program<SwfRun>, Program.Freezer<SwfRun> {
    private static final SwfMachine MACHINE = new SwfMachine();

    /** Programs that run these as well. */
    public static Programs beside(Programs others) {
        return (key, facts) -> facts.swf().isPresent() ? new SwfProgram(facts) : others.programOf(key, facts);
    }

    @Override
    public Machine<SwfRun> machine() {
        return MACHINE;
    }

    @Override
    public SwfRun fresh() {
        return new SwfRun();
    }

    @Override
    public boolean heedsBeats(SwfRun run) {
        return run.heedsBeats();
    }

    @Override
    public long weight(SwfRun run) {
        return run.weight();
    }

    @Override
    public Optional<Freezer<SwfRun>> freezer() {
        return Optional.of(this);
    }

    @Override
    public byte[] freeze(SwfRun run) {
        return SwfSnapshot.write(run);
    }

    @Override
    public Optional<SwfRun> thaw(byte[] bytes) {
        return SwfSnapshot.read(facts, bytes);
    }
}
