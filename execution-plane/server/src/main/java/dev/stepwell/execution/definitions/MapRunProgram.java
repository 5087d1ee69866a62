package dev.stepwell.execution.definitions;

import dev.stepwell.asl.model.State;
import dev.stepwell.engine.maprun.MapRun;
import dev.stepwell.engine.maprun.MapRunMachine;
import dev.stepwell.engine.maprun.MapRunSnapshot;
import dev.stepwell.engine.turn.Machine;
import dev.stepwell.engine.turn.StartFacts;
import dev.stepwell.execution.turns.Program;
import java.util.Optional;

/** How the runs of a distributed Map are run. */
record MapRunProgram(State.MapState map, StartFacts facts) implements Program<MapRun>, Program.Freezer<MapRun> {
    private static final MapRunMachine MACHINE = new MapRunMachine();

    @Override
    public Machine<MapRun> machine() {
        return MACHINE;
    }

    @Override
    public MapRun fresh() {
        return new MapRun(map);
    }

    @Override
    public boolean heedsBeats(MapRun run) {
        return false;
    }

    @Override
    public long weight(MapRun run) {
        return run.weight();
    }

    @Override
    public Optional<Freezer<MapRun>> freezer() {
        return Optional.of(this);
    }

    @Override
    public byte[] freeze(MapRun run) {
        return MapRunSnapshot.write(run);
    }

    @Override
    public Optional<MapRun> thaw(byte[] bytes) {
        return MapRunSnapshot.read(map, facts, bytes);
    }
}
