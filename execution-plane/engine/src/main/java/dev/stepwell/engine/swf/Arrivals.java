package dev.stepwell.engine.swf;

import dev.stepwell.engine.record.ExecutionChange;
import dev.stepwell.engine.record.SwfExecutionChange;
import dev.stepwell.engine.turn.Effect;
import dev.stepwell.engine.turn.Input;
import dev.stepwell.engine.turn.Letter;
import dev.stepwell.engine.turn.Reply;
import dev.stepwell.engine.turn.SwfEffect;
import dev.stepwell.engine.turn.SwfInput;
import dev.stepwell.engine.turn.TaskRef;
import dev.stepwell.engine.workflow.Asker;
import dev.stepwell.engine.workflow.ChildPolicy;
import dev.stepwell.engine.workflow.TerminatedCause;
import java.util.Optional;

/** What comes to a run from outside: taken, or refused because it is too late, twice or about nothing. */
final class Arrivals {
    private final SwfTurn t;

    Arrivals(SwfTurn t) {
        this.t = t;
    }

    void take(Input input) {
        switch (input) {
            case Input.Start start -> start(start);
            case Input.Continue ignored -> {}
            case Input.Wake ignored -> {}
            case Input.HandOut handOut -> handOut(handOut);
            case Input.TaskSucceeded done -> Lambdas.completed(t, done.call(), done.task(), done.output());
            case Input.TaskFailed failed ->
                Lambdas.failed(t, failed.call(), failed.task(), failed.error(), failed.cause());
            case Input.RequestFailed failed -> Lambdas.failed(t, 0, failed.task(), failed.error(), failed.cause());
            case Input.TaskSubmitted ignored -> {}
            case Input.Inbox inbox -> inbox.letters().forEach(this::letter);
            case Input.Stop stop -> t.reply(stop.call(), new Reply.NotRunning());
            case Input.Redrive redrive ->
                t.reply(redrive.call(), new Reply.NotRedrivable("A workflow execution cannot be redriven"));
            case Input.Pause pause -> t.reply(pause.call(), new Reply.NotRunning());
            case Input.Resume resume -> t.reply(resume.call(), new Reply.NotRunning());
            case Input.DescribeMapRun describe -> t.reply(describe.call(), new Reply.NotRunning());
            case Input.UpdateMapRun update -> t.reply(update.call(), new Reply.NotRunning());
            case Input.ItemsRead ignored -> {}
            case Input.ReadingFailed ignored -> {}
            case Input.ResultsWritten ignored -> {}
            case Input.WritingFailed ignored -> {}
            case SwfInput own -> take(own);
        }
    }

    private void take(SwfInput input) {
        switch (input) {
            case SwfInput.DecisionsCompleted i -> DecisionTasks.complete(t, i);
            case SwfInput.ActivityCompleted i -> Activities.completed(t, i);
            case SwfInput.ActivityFailed i -> Activities.failed(t, i);
            case SwfInput.ActivityCanceled i -> Activities.canceled(t, i);
            case SwfInput.Signal i -> signal(i);
            case SwfInput.RequestCancel i -> requestCancel(i);
            case SwfInput.Terminate i -> terminate(i);
            case SwfInput.ChildStarted i -> known(i.initiatedEventId(), () -> Children.started(t, i));
            case SwfInput.ChildNotStarted i -> known(i.initiatedEventId(), () -> Children.notStarted(t, i));
            case SwfInput.ExternalChosen i -> Externals.choose(t, i);
            case SwfInput.ExternalDone i -> known(i.initiatedEventId(), () -> Externals.done(t, i));
            case SwfInput.ExternalUnknown i -> known(i.initiatedEventId(), () -> Externals.unknown(t, i));
            case SwfInput.Describe i -> t.reply(i.call(), described());
        }
    }

    /** What came of something that the run wanted of another is an event while the run is open. */
    private void known(long initiatedEventId, Runnable event) {
        if (t.run.isOpen()) {
            event.run();
        } else {
            Unsent.known(t, initiatedEventId);
        }
    }

    private void start(Input.Start start) {
        if (t.run.seq == 0) {
            t.event(new ExecutionChange.Started(start.facts(), start.input()));
        }
    }

    private void handOut(Input.HandOut handOut) {
        if (DecisionTasks.isIt(t.run, handOut)) {
            DecisionTasks.handOut(t, handOut);
        } else {
            Activities.handOut(t, handOut);
        }
    }

    /** Why a task cannot be completed: it never was handed out, or it is over. */
    static Reply.Answer refusal(SwfRun run, TaskRef task) {
        long eventId = task.scheduledEventId();
        boolean unheardOf = eventId > run.lastEvent || task.generation() != 0;
        boolean notBegun = DecisionTask.phase(run) == DecisionTask.Phase.SCHEDULED
                        && run.decisionTask != null
                        && run.decisionTask.eventId() == eventId
                || ActivityTask.phase(run, eventId) == ActivityTask.Phase.SCHEDULED;
        return unheardOf || notBegun ? new Reply.NoSuchTask() : new Reply.TaskClosed();
    }

    private void signal(SwfInput.Signal signal) {
        if (isNews(signal.call(), signal.from())) {
            t.event(new SwfExecutionChange.Signaled(signal.name(), signal.input(), signal.from()));
        }
        t.reply(signal.call(), new Reply.Accepted());
    }

    private void requestCancel(SwfInput.RequestCancel request) {
        if (isNews(request.call(), request.from())) {
            t.event(new SwfExecutionChange.CancelRequested(request.from(), false));
        }
        t.reply(request.call(), new Reply.Accepted());
    }

    /** Whether it is to be recorded: what is brought twice is not, and to a run that has ended it is refused. */
    private boolean isNews(long call, Optional<Asker> from) {
        boolean known = from.filter(t.run.heard::knows).isPresent();
        if (!t.run.isOpen() && !known) {
            t.reply(call, new Reply.NotRunning());
        }
        return t.run.isOpen() && !known;
    }

    private void terminate(SwfInput.Terminate terminate) {
        if (!t.run.isOpen()) {
            t.reply(terminate.call(), new Reply.NotRunning());
            return;
        }
        ChildPolicy policy = terminate.childPolicy().orElse(t.run.settings().childPolicy());
        Ending.end(
                t,
                new SwfExecutionChange.Terminated(terminate.reason(), terminate.details(), policy, terminate.cause()));
        t.reply(terminate.call(), new Reply.Accepted());
    }

    private void letter(Letter letter) {
        if (letter instanceof Letter.Unsent note) {
            Unsent.askAgain(t, note); // it stays until it is known what came of it
            return;
        }
        t.effect(new Effect.TakenIn(letter.slip()));
        switch (letter) {
            case Letter.ChildEnded child -> {
                if (t.run.isOpen()) {
                    Children.ended(t, child);
                }
            }
            case Letter.Unsent ignored -> {}
            case Letter.PolicyApplied applied -> policy(applied);
            case Letter.GivenUp ignored -> {} // no task of a state machine starts a workflow execution
        }
    }

    private void policy(Letter.PolicyApplied applied) {
        t.run.continuedAs.ifPresent(runId ->
                t.effect(new SwfEffect.ForwardPolicy(runId, applied.slip().task(), applied.policy())));
        if (!t.run.isOpen() || !t.run.swf().parent().equals(Optional.of(applied.parent()))) {
            return;
        }
        switch (applied.policy()) {
            case TERMINATE ->
                Ending.end(
                        t,
                        new SwfExecutionChange.Terminated(
                                Optional.empty(),
                                Optional.empty(),
                                t.run.settings().childPolicy(),
                                TerminatedCause.CHILD_POLICY_APPLIED));
            case REQUEST_CANCEL -> t.event(new SwfExecutionChange.CancelRequested(Optional.of(applied.parent()), true));
            case ABANDON -> {}
        }
    }

    private Reply.Answer described() {
        SwfRun run = t.run;
        return new Reply.SwfDescribed(
                run.activities.size(),
                run.decisionTask == null ? 0 : 1,
                run.timers.size(),
                run.isOpen() ? run.children.size() : 0,
                run.lambdas.size(),
                run.cancelRequested,
                run.latestActivityTask,
                run.context);
    }
}
