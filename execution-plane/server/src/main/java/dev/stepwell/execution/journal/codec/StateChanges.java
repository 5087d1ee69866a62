package dev.stepwell.execution.journal.codec;

import dev.stepwell.contracts.internal.v1.JournalFormat;
import dev.stepwell.engine.record.StateChange;
import dev.stepwell.engine.record.StateChange.Aborted;
import dev.stepwell.engine.record.StateChange.Entered;
import dev.stepwell.engine.record.StateChange.EvaluationFailed;
import dev.stepwell.engine.record.StateChange.Exited;
import dev.stepwell.engine.record.StateChange.RetryArmed;
import dev.stepwell.engine.record.StateChange.WaitArmed;
import dev.stepwell.engine.turn.Payload;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What happens to a state of a frame. */
final class StateChanges {
    private StateChanges() {}

    static void write(StateChange change, JournalFormat.Record.Builder to, ValueWriter values) {
        switch (change) {
            case Entered c ->
                to.setStateEntered(JournalFormat.StateEntered.newBuilder()
                        .setFrame(c.frame())
                        .setKind(c.kind().number())
                        .setName(c.name())
                        .setInput(values.value(c.input())));
            case Exited c -> to.setStateExited(exited(c, values));
            case Aborted c ->
                to.setStateAborted(JournalFormat.StateAborted.newBuilder()
                        .setFrame(c.frame())
                        .setKind(c.kind().number()));
            case WaitArmed c ->
                to.setWaitArmed(
                        JournalFormat.WaitArmed.newBuilder().setFrame(c.frame()).setUntil(Words.time(c.until())));
            case RetryArmed c ->
                to.setRetryArmed(JournalFormat.RetryArmed.newBuilder()
                        .setFrame(c.frame())
                        .setRetrier(c.retrier())
                        .setUntil(Words.time(c.until())));
            case EvaluationFailed c -> to.setEvaluationFailed(evaluationFailed(c));
        }
    }

    private static JournalFormat.EvaluationFailed evaluationFailed(EvaluationFailed c) {
        JournalFormat.EvaluationFailed.Builder out = JournalFormat.EvaluationFailed.newBuilder()
                .setFrame(c.frame())
                .setError(c.error())
                .setCause(c.cause())
                .setState(c.state());
        c.location().ifPresent(out::setLocation);
        return out.build();
    }

    private static JournalFormat.StateExited exited(Exited c, ValueWriter values) {
        JournalFormat.StateExited.Builder out = JournalFormat.StateExited.newBuilder()
                .setFrame(c.frame())
                .setKind(c.kind().number())
                .setName(c.name())
                .setOutput(values.value(c.output()));
        write(c.assigned(), values).forEach(out::addAssigned);
        c.next().ifPresent(out::setNext);
        return out.build();
    }

    static List<JournalFormat.Assigned> write(Map<String, Payload> variables, ValueWriter values) {
        List<JournalFormat.Assigned> written = new ArrayList<>(variables.size());
        variables.forEach((name, value) -> written.add(JournalFormat.Assigned.newBuilder()
                .setName(name)
                .setValue(values.value(value))
                .build()));
        return written;
    }

    static Map<String, Payload> variables(List<JournalFormat.Assigned> written, ValueReader values) {
        Map<String, Payload> variables = new LinkedHashMap<>();
        for (JournalFormat.Assigned each : written) {
            variables.put(Words.known(each).getName(), values.payload(each.getValue()));
        }
        return variables;
    }

    static Entered entered(JournalFormat.StateEntered c, ValueReader values) {
        Words.known(c);
        return new Entered(c.getFrame(), Words.kind(c.getKind()), c.getName(), values.payload(c.getInput()));
    }

    static Exited exited(JournalFormat.StateExited c, ValueReader values) {
        Words.known(c);
        return new Exited(
                c.getFrame(),
                Words.kind(c.getKind()),
                c.getName(),
                values.payload(c.getOutput()),
                variables(c.getAssignedList(), values),
                c.hasNext() ? Optional.of(c.getNext()) : Optional.empty());
    }

    static Aborted aborted(JournalFormat.StateAborted c) {
        return new Aborted(Words.known(c).getFrame(), Words.kind(c.getKind()));
    }

    static WaitArmed waitArmed(JournalFormat.WaitArmed c) {
        return new WaitArmed(Words.known(c).getFrame(), Words.time(c.getUntil()));
    }

    static RetryArmed retryArmed(JournalFormat.RetryArmed c) {
        return new RetryArmed(Words.known(c).getFrame(), c.getRetrier(), Words.time(c.getUntil()));
    }

    static EvaluationFailed evaluationFailed(JournalFormat.EvaluationFailed c) {
        Words.known(c);
        return new EvaluationFailed(
                c.getFrame(),
                c.getError(),
                c.getCause(),
                c.hasLocation() ? Optional.of(c.getLocation()) : Optional.empty(),
                c.getState());
    }
}
