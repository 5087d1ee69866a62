package dev.stepwell.engine.swf;

import dev.stepwell.engine.record.SwfExecutionChange;
import dev.stepwell.engine.turn.Effect;
import dev.stepwell.engine.turn.Payload;
import dev.stepwell.engine.turn.RunStatus;
import dev.stepwell.engine.turn.SwfEffect;
import dev.stepwell.engine.turn.TaskRef;
import dev.stepwell.engine.workflow.ChildPolicy;
import dev.stepwell.engine.workflow.CloseStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The end of a run: one closing event (law 10), nothing of it stays open, and its children are dealt with. */
final class Ending {
    private Ending() {}

    static void end(SwfTurn t, SwfExecutionChange.Ending ending) {
        List<TaskRef> open = openTasks(t.run);
        List<Child> children = List.copyOf(t.run.children.values());
        t.lastEvent(ending);
        open.forEach(task -> t.effect(new Effect.CloseTask(task)));
        Unsent.notes(t.run).forEach(t::effect);
        policyOf(ending)
                .ifPresent(policy -> children.forEach(child -> t.effect(new SwfEffect.ApplyPolicy(
                        child.eventId(), child.initiatedAt(), child.initiated().workflowId(), policy))));
        if (!(ending instanceof SwfExecutionChange.ContinuedAsNew)) {
            t.run.facts().parent().ifPresent(parent -> t.effect(new Effect.TellParent(parent)));
        }
        t.effect(closing(ending));
    }

    private static List<TaskRef> openTasks(SwfRun run) {
        List<TaskRef> open = new ArrayList<>();
        DecisionTask decision = run.decisionTask;
        if (decision != null) {
            open.add(decision.ref());
        }
        run.activities.values().forEach(task -> open.add(task.ref()));
        run.lambdas.values().forEach(task -> open.add(task.ref()));
        open.sort((a, b) -> Long.compare(a.scheduledEventId(), b.scheduledEventId()));
        return open;
    }

    /** What happens to children: something only when the run did not end by its decider's will. */
    private static Optional<ChildPolicy> policyOf(SwfExecutionChange.Ending ending) {
        Optional<ChildPolicy> policy = switch (ending) {
            case SwfExecutionChange.Terminated c -> Optional.of(c.childPolicy());
            case SwfExecutionChange.TimedOut c -> Optional.of(c.childPolicy());
            case SwfExecutionChange.Completed ignored -> Optional.empty();
            case SwfExecutionChange.Failed ignored -> Optional.empty();
            case SwfExecutionChange.Canceled ignored -> Optional.empty();
            case SwfExecutionChange.ContinuedAsNew ignored -> Optional.empty();
        };
        return policy.filter(p -> p != ChildPolicy.ABANDON);
    }

    private static Effect closing(SwfExecutionChange.Ending ending) {
        return switch (ending) {
            case SwfExecutionChange.Completed c ->
                close(RunStatus.SUCCEEDED, c, c.result(), Optional.empty(), Optional.empty());
            case SwfExecutionChange.ContinuedAsNew c ->
                close(RunStatus.SUCCEEDED, c, Optional.empty(), Optional.empty(), Optional.empty());
            case SwfExecutionChange.Failed c -> close(RunStatus.FAILED, c, Optional.empty(), c.reason(), c.details());
            case SwfExecutionChange.Canceled c ->
                close(RunStatus.ABORTED, c, Optional.empty(), Optional.empty(), c.details());
            case SwfExecutionChange.Terminated c ->
                close(RunStatus.ABORTED, c, Optional.empty(), c.reason(), c.details());
            case SwfExecutionChange.TimedOut c ->
                close(RunStatus.TIMED_OUT, c, Optional.empty(), Optional.empty(), Optional.empty());
        };
    }

    private static Effect close(
            RunStatus status,
            SwfExecutionChange.Ending ending,
            Optional<Payload> result,
            Optional<String> reason,
            Optional<Payload> details) {
        CloseStatus closeStatus = SwfFold.statusOf(ending);
        return new Effect.Close(status, result, reason, details.map(Payload::text), Optional.of(closeStatus));
    }
}
