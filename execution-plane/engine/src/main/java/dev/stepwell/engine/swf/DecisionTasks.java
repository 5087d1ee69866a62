package dev.stepwell.engine.swf;

import dev.stepwell.engine.decision.Sent;
import dev.stepwell.engine.record.DecisionTaskChange;
import dev.stepwell.engine.record.DecisionTaskChange.Limit;
import dev.stepwell.engine.turn.Effect;
import dev.stepwell.engine.turn.Input;
import dev.stepwell.engine.turn.Reply;
import dev.stepwell.engine.turn.SwfEffect;
import dev.stepwell.engine.turn.SwfInput.DecisionsCompleted;
import dev.stepwell.engine.turn.SwfInput.ListOverride;
import dev.stepwell.engine.workflow.SwfSettings;
import dev.stepwell.engine.workflow.TaskList;
import java.util.List;
import java.util.Optional;

/**
 * The decision task: scheduled when there is something to see and none is open, handed out, answered with decisions, or timed out
 * (Amazon SWF developer guide, "Tasks").
 */
final class DecisionTasks {
    private DecisionTasks() {}

    /** Whether a decision task is due: at most one is open at any time. */
    static boolean isWanted(SwfRun run) {
        return run.isOpen() && run.unseen && run.decisionTask == null;
    }

    static void scheduleIfWanted(SwfTurn t) {
        if (!isWanted(t.run)) {
            return;
        }
        SwfSettings settings = t.run.settings();
        Optional<ListOverride> override = t.run.override;
        t.event(new DecisionTaskChange.Scheduled(
                override.map(ListOverride::taskList).orElse(t.run.taskList),
                settings.taskPriority(),
                settings.taskStartToClose(),
                override.flatMap(ListOverride::scheduleToStart)));
        offer(t.run).ifPresent(t::effect);
    }

    /** The offer of a task that nobody has taken yet. */
    static Optional<Effect> offer(SwfRun run) {
        DecisionTask task = run.decisionTask;
        if (task == null || task.phase() != DecisionTask.Phase.SCHEDULED) {
            return Optional.empty();
        }
        TaskList list = run.list(TaskList.Kind.DECISION, task.scheduled().taskList());
        return Optional.of(new SwfEffect.OfferTask(
                task.ref(), list, SwfSettings.priority(task.scheduled().taskPriority())));
    }

    static boolean isIt(SwfRun run, Input.HandOut handOut) {
        return run.decisionTask != null && run.decisionTask.ref().equals(handOut.task());
    }

    /** Gives the task to who asks for it, and again to who asks the same question again. */
    static void handOut(SwfTurn t, Input.HandOut handOut) {
        DecisionTask task = t.run.decisionTask;
        if (task != null && task.phase() == DecisionTask.Phase.SCHEDULED) {
            t.event(new DecisionTaskChange.Started(task.eventId(), handOut.worker(), handOut.poll()));
            t.effect(new Effect.TaskHandedOut(handOut.task()));
            task = t.run.decisionTask;
        }
        if (task == null || task.poll() != handOut.poll()) {
            t.reply(handOut.call(), new Reply.NotOnOffer());
            return;
        }
        t.reply(
                handOut.call(),
                new Reply.SwfDecisionTask(
                        t.turn.sealer().seal(handOut.task()),
                        task.startedEventId(),
                        t.run.previousStartedEventId,
                        t.run.swf()));
    }

    /** Takes decisions in, or refuses them all: then the task is still open. */
    static void complete(SwfTurn t, DecisionsCompleted completed) {
        DecisionTask task = t.run.decisionTask;
        if (task == null
                || task.phase() != DecisionTask.Phase.STARTED
                || !task.ref().equals(completed.task())) {
            t.reply(completed.call(), Arrivals.refusal(t.run, completed.task()));
            return;
        }
        if (closesTooEarly(completed.decisions())) {
            t.reply(completed.call(), new Reply.DecisionsRefused("Close must be last decision in list"));
            return;
        }
        long completedEventId = t.event(new DecisionTaskChange.Completed(
                task.eventId(),
                task.startedEventId(),
                completed.executionContext(),
                completed.override().map(ListOverride::taskList),
                completed.override().flatMap(ListOverride::scheduleToStart)));
        t.effect(new Effect.CloseTask(completed.task()));
        Decisions decisions = new Decisions(t, completedEventId);
        completed.decisions().forEach(decisions::take);
        t.reply(completed.call(), new Reply.Accepted());
    }

    private static boolean closesTooEarly(List<Sent> decisions) {
        return decisions.stream()
                .limit(Math.max(0, decisions.size() - 1))
                .anyMatch(sent -> sent.decision().isClosing());
    }

    static void timeOut(SwfTurn t) {
        DecisionTask task = t.run.decisionTask;
        if (task != null) {
            Limit limit = task.phase() == DecisionTask.Phase.STARTED ? Limit.START_TO_CLOSE : Limit.SCHEDULE_TO_START;
            t.event(new DecisionTaskChange.TimedOut(limit, task.eventId(), task.startedEventId()));
            t.effect(new Effect.CloseTask(task.ref()));
        }
    }
}
