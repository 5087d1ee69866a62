package dev.stepwell.engine.asl;

import dev.stepwell.engine.record.ExecutionChange;
import dev.stepwell.engine.turn.Effect;
import dev.stepwell.engine.turn.RunStatus;
import dev.stepwell.engine.turn.TaskRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The end of an execution: one terminal event (law 10), and nothing of it stays open. */
final class Ending {
    private Ending() {}

    static void end(AslTurn t, ExecutionChange change, long previous) {
        List<TaskRef> open = new ArrayList<>(t.run.openTasks.keySet());
        open.sort((a, b) -> Long.compare(a.scheduledEventId(), b.scheduledEventId()));
        List<Effect> givenUp = open.stream()
                .flatMap(task -> t.run.frameOf(task).stream())
                .flatMap(frame -> Children.giveUp(frame).stream())
                .toList();
        t.lastEvent(previous, change);
        open.forEach(task -> t.effect(new Effect.CloseTask(task)));
        givenUp.forEach(t::effect);
        t.run.facts().parent().ifPresent(parent -> t.effect(new Effect.TellParent(parent)));
        t.effect(closing(change));
    }

    private static Effect.Close closing(ExecutionChange change) {
        return switch (change) {
            case ExecutionChange.Started started -> throw new IllegalArgumentException("a start ends nothing");
            case ExecutionChange.Redriven redriven -> throw new IllegalArgumentException("a redrive ends nothing");
            case ExecutionChange.Succeeded s ->
                new Effect.Close(RunStatus.SUCCEEDED, Optional.of(s.output()), Optional.empty(), Optional.empty());
            case ExecutionChange.Failed f -> new Effect.Close(RunStatus.FAILED, Optional.empty(), f.error(), f.cause());
            case ExecutionChange.TimedOut ignored ->
                // Only the history tells the error; the execution's description has none (measured from AWS).
                new Effect.Close(RunStatus.TIMED_OUT, Optional.empty(), Optional.empty(), Optional.empty());
            case ExecutionChange.Aborted f ->
                new Effect.Close(RunStatus.ABORTED, Optional.empty(), f.error(), f.cause());
        };
    }
}
