package dev.stepwell.execution.definitions;

import dev.stepwell.asl.mock.Mocks;
import dev.stepwell.asl.model.Definition;
import dev.stepwell.engine.asl.AslMachine;
import dev.stepwell.engine.asl.AslRun;
import dev.stepwell.engine.asl.AslSnapshot;
import dev.stepwell.engine.turn.Machine;
import dev.stepwell.engine.turn.StartFacts;
import dev.stepwell.execution.ports.LogSetting;
import dev.stepwell.execution.turns.Program;
import java.util.Optional;

/** How executions of a definition in the Amazon States Language are run. */
public record AslProgram(Definition definition, Mocks mocks, LogSetting log)
        implements Program<AslRun>, Program.Freezer<AslRun> {
    private static final AslMachine MACHINE = new AslMachine();

    /** The longest an express execution may run (developer guide, "Quotas"). */
    private static final long EXPRESS_SECONDS = 300;

    /** How this execution of the definition is run, and nothing of it logged. */
    public static AslProgram of(StartFacts facts, Definition definition) {
        return of(facts, definition, LogSetting.OFF);
    }

    /** How this execution of the definition is run and logged. */
    public static AslProgram of(StartFacts facts, Definition definition, LogSetting log) {
        return of(facts, definition, Mocks.NONE, log);
    }

    /** The same with what its tasks are pretended to answer. */
    static AslProgram of(StartFacts facts, Definition definition, Mocks mocks, LogSetting log) {
        return new AslProgram(facts.isExpress() ? definition.within(EXPRESS_SECONDS) : definition, mocks, log);
    }

    @Override
    public Machine<AslRun> machine() {
        return MACHINE;
    }

    @Override
    public AslRun fresh() {
        return new AslRun(definition, mocks);
    }

    @Override
    public boolean heedsBeats(AslRun run) {
        return run.watchesHeartbeats();
    }

    @Override
    public long weight(AslRun run) {
        return run.weight();
    }

    @Override
    public Optional<Freezer<AslRun>> freezer() {
        return Optional.of(this);
    }

    @Override
    public byte[] freeze(AslRun run) {
        return AslSnapshot.write(run);
    }

    @Override
    public Optional<AslRun> thaw(byte[] bytes) {
        return AslSnapshot.read(definition, mocks, bytes);
    }
}
