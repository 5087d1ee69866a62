package dev.stepwell.execution.journal.codec;

import dev.stepwell.contracts.internal.v1.JournalFormat;
import dev.stepwell.engine.record.ExecutionChange;
import dev.stepwell.engine.record.ExecutionChange.Aborted;
import dev.stepwell.engine.record.ExecutionChange.Failed;
import dev.stepwell.engine.record.ExecutionChange.Redriven;
import dev.stepwell.engine.record.ExecutionChange.Started;
import dev.stepwell.engine.record.ExecutionChange.Succeeded;
import dev.stepwell.engine.record.ExecutionChange.TimedOut;
import dev.stepwell.engine.record.PauseChange;
import java.util.Optional;

/** What happens to an execution as a whole, and its pauses. */
final class ExecutionChanges {
    private ExecutionChanges() {}

    static void write(ExecutionChange change, JournalFormat.Record.Builder to, ValueWriter values) {
        switch (change) {
            case Started c -> {
                JournalFormat.ExecutionStarted.Builder started = JournalFormat.ExecutionStarted.newBuilder()
                        .setFacts(FactsFormat.write(c.facts()))
                        .setInput(values.value(c.input()));
                StateChanges.write(c.variables(), values).forEach(started::addVariables);
                to.setExecutionStarted(started);
            }
            case Succeeded c ->
                to.setExecutionSucceeded(
                        JournalFormat.ExecutionSucceeded.newBuilder().setOutput(values.value(c.output())));
            case Failed c -> to.setExecutionFailed(Words.failure(c.error(), c.cause()));
            case TimedOut c -> to.setExecutionTimedOut(Words.failure(c.error(), c.cause()));
            case Aborted c -> to.setExecutionAborted(Words.failure(c.error(), c.cause()));
            case Redriven c -> {
                JournalFormat.ExecutionRedriven.Builder redriven =
                        JournalFormat.ExecutionRedriven.newBuilder().setRedriveCount(c.redriveCount());
                c.clientToken().ifPresent(redriven::setClientToken);
                to.setExecutionRedriven(redriven);
            }
        }
    }

    static void write(PauseChange change, JournalFormat.Record.Builder to) {
        switch (change) {
            case PauseChange.Paused c -> {
                JournalFormat.ExecutionPaused.Builder paused = JournalFormat.ExecutionPaused.newBuilder();
                c.by().ifPresent(paused::setBy);
                c.reason().ifPresent(paused::setReason);
                if (c.withMachine()) {
                    paused.setWithMachine(true);
                }
                to.setExecutionPaused(paused);
            }
            case PauseChange.Resumed c -> to.setExecutionResumed(JournalFormat.ExecutionResumed.getDefaultInstance());
        }
    }

    static PauseChange.Paused paused(JournalFormat.ExecutionPaused c) {
        Words.known(c);
        return new PauseChange.Paused(
                c.hasBy() ? Optional.of(c.getBy()) : Optional.empty(),
                c.hasReason() ? Optional.of(c.getReason()) : Optional.empty(),
                c.getWithMachine());
    }

    static PauseChange.Resumed resumed(JournalFormat.ExecutionResumed c) {
        Words.known(c);
        return new PauseChange.Resumed();
    }

    static Started started(JournalFormat.ExecutionStarted c, ValueReader values) {
        Words.known(c);
        return new Started(
                FactsFormat.read(c.getFacts()),
                values.payload(c.getInput()),
                StateChanges.variables(c.getVariablesList(), values));
    }

    static Succeeded succeeded(JournalFormat.ExecutionSucceeded c, ValueReader values) {
        return new Succeeded(values.payload(Words.known(c).getOutput()));
    }

    static Failed failed(JournalFormat.Failure c) {
        return new Failed(Words.error(Words.known(c)), Words.cause(c));
    }

    static TimedOut timedOut(JournalFormat.Failure c) {
        return new TimedOut(Words.error(Words.known(c)), Words.cause(c));
    }

    static Aborted aborted(JournalFormat.Failure c) {
        return new Aborted(Words.error(Words.known(c)), Words.cause(c));
    }

    static Redriven redriven(JournalFormat.ExecutionRedriven c) {
        Words.known(c);
        return new Redriven(
                c.getRedriveCount(), c.hasClientToken() ? Optional.of(c.getClientToken()) : Optional.empty());
    }
}
