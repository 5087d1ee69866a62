package dev.stepwell.execution.pauses;

import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.engine.turn.Input;
import dev.stepwell.execution.endpoints.PauseCalls;
import dev.stepwell.execution.pauses.PauseBook.Pass;
import dev.stepwell.execution.ports.Clock;
import dev.stepwell.execution.ports.ExecutionRow;
import dev.stepwell.execution.ports.StoreException;
import dev.stepwell.execution.sweeps.Sweep;
import dev.stepwell.execution.turns.NotDone;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/**
 * Tells the running executions of machines that were paused or resumed, some at a time. Every node looks, and one is at a machine at a time; when
 * it dies another goes on. To be told twice is to be told once.
 */
public final class PauseRunner implements AutoCloseable {
    private static final Logger LOG = System.getLogger(PauseRunner.class.getName());
    private static final Duration LOOK = Duration.ofSeconds(1);

    /** Longer than some of a pass may take: whoever dies over it leaves it to others after that. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final int PASSES_AT_ONCE = 4;
    private static final int TOLD_AT_ONCE = 64;

    private final PauseBook book;
    private final PauseCalls calls;
    private final Executor threads;
    private final Sweep sweep;

    /** Does nothing until {@link #start}. */
    PauseRunner(PauseBook book, PauseCalls calls, Clock clock, Executor threads) {
        this.book = book;
        this.calls = calls;
        this.threads = threads;
        this.sweep = new Sweep("executions are told of the pauses of their machines later", LOOK, clock, this::step);
    }

    /** Begins to look. */
    public void start() {
        sweep.start();
    }

    private boolean step() {
        List<Pass> passes = book.take(PASSES_AT_ONCE, PATIENCE);
        passes.forEach(pass -> threads.execute(() -> tell(pass)));
        return passes.size() == PASSES_AT_ONCE;
    }

    private void tell(Pass pass) {
        Input input = pass.goesOn() ? new Input.Resume(0, true) : PausedMachines.input(pass.pause());
        try {
            List<ExecutionRow> some = calls.store()
                    .list(
                            pass.tenant(),
                            PauseCalls.running(
                                    pass.machine().region(), pass.machine().name(), pass.last(), TOLD_AT_ONCE));
            List<CompletableFuture<Void>> told = some.stream()
                    .map(row -> CompletableFuture.runAsync(() -> tell(pass, row, input), threads))
                    .toList();
            told.forEach(CompletableFuture::join);
            boolean over = some.size() < TOLD_AT_ONCE;
            book.told(pass, over ? Optional.empty() : PauseCalls.last(some), PausedMachines.KNOWN);
            if (!over) {
                sweep.after(Duration.ZERO); // the next ones are due
            }
        } catch (StoreException | CompletionException e) {
            LOG.log(Level.WARNING, "executions of {0} are told later: {1}", pass.machine(), e.toString());
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "executions of " + pass.machine(), e);
        }
    }

    /** One that cannot be reached now keeps the others behind it waiting: the pass goes on from here when it is due again. */
    private void tell(Pass pass, ExecutionRow row, Input input) {
        try {
            calls.tell(row.key(), pass.machine().region(), input);
        } catch (NotDone.Unknown gone) {
            LOG.log(Level.DEBUG, "{0} has gone", row.key());
        } catch (NotDone | Fault e) {
            throw new CompletionException(e);
        }
    }

    @Override
    public void close() {
        sweep.close();
    }
}
