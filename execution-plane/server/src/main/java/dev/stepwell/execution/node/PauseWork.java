package dev.stepwell.execution.node;

import dev.stepwell.contracts.calling.ActionTable;
import dev.stepwell.execution.calls.Calls;
import dev.stepwell.execution.definitions.Definitions;
import dev.stepwell.execution.endpoints.PauseCalls;
import dev.stepwell.execution.pauses.MachinePauses;
import dev.stepwell.execution.pauses.PauseBook;
import dev.stepwell.execution.pauses.PauseRunner;
import dev.stepwell.execution.pauses.PausedMachines;
import dev.stepwell.execution.ports.Ports;
import dev.stepwell.execution.turns.Holds;
import java.util.Optional;
import java.util.concurrent.Executor;

/** Who holds machines still: knows which are before anything begins, and tells their executions. */
final class PauseWork implements AutoCloseable {
    private final Ports ports;
    private final PausedMachines known;
    private final MachinePauses pauses;
    private Optional<PauseRunner> runner = Optional.empty();

    PauseWork(PauseBook book, Definitions definitions, Ports ports) {
        this.ports = ports;
        this.known = new PausedMachines(book, ports.clock());
        this.pauses = new MachinePauses(book, known, definitions);
    }

    /** What begins held still. */
    Holds known() {
        return known;
    }

    ActionTable actions() {
        return pauses.actions();
    }

    /** By these calls executions are reached, on these threads; to be said before {@link #start}. */
    void reach(Calls calls, Executor threads) {
        runner = Optional.of(pauses.runner(new PauseCalls(ports.store(), calls), ports.clock(), threads));
    }

    /** Learns which machines are paused. */
    void know() {
        known.start();
    }

    /** Begins to tell executions. */
    void start() {
        runner.ifPresent(PauseRunner::start);
    }

    @Override
    public void close() {
        runner.ifPresent(PauseRunner::close);
        known.close();
    }
}
