package dev.stepwell.engine.asl;

import dev.stepwell.engine.record.ExecutionChange;
import dev.stepwell.engine.record.PauseChange;
import dev.stepwell.engine.record.TaskChange;
import dev.stepwell.engine.record.TaskFamily;
import dev.stepwell.engine.turn.Effect;
import dev.stepwell.engine.turn.Input;
import dev.stepwell.engine.turn.Letter;
import dev.stepwell.engine.turn.Reply;
import dev.stepwell.engine.turn.SwfInput;
import dev.stepwell.engine.turn.TaskRef;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** What comes from outside: taken, or refused because it is too late, twice or about nothing. */
final class Arrivals {
    private final AslTurn t;
    private final Set<Long> answered = new HashSet<>();

    Arrivals(AslTurn t) {
        this.t = t;
    }

    void take(Input input) {
        switch (input) {
            case Input.Start start -> start(start);
            case Input.Continue ignored -> {}
            case Input.Wake ignored -> {}
            case Input.HandOut handOut -> handOut(handOut);
            case Input.TaskSubmitted submitted -> submitted(submitted);
            case Input.RequestFailed failed -> requestFailed(failed);
            case Input.TaskSucceeded done -> succeeded(done);
            case Input.TaskFailed failed -> failed(failed);
            case Input.Inbox inbox -> inbox.letters().forEach(this::letter);
            case Input.Stop stop -> stop(stop);
            case Input.ItemsRead ignored -> {}
            case Input.ReadingFailed ignored -> {}
            case Input.ResultsWritten ignored -> {}
            case Input.WritingFailed ignored -> {}
            case Input.DescribeMapRun describe -> answer(describe.call(), new Reply.NotRunning());
            case Input.UpdateMapRun update -> answer(update.call(), new Reply.NotRunning());
            case Input.Redrive redrive -> answer(redrive.call(), Redriving.redrive(t, redrive));
            case Input.Pause pause -> pause(pause);
            case Input.Resume resume -> resume(resume);
            case SwfInput foreign -> answer(foreign.call(), new Reply.NotRunning());
        }
    }

    /** Answers a call that the end of the execution came before. */
    void refuseUnanswered(Input input) {
        switch (input) {
            case Input.Start ignored -> {}
            case Input.Continue ignored -> {}
            case Input.Wake ignored -> {}
            case Input.TaskSubmitted ignored -> {}
            case Input.RequestFailed ignored -> {}
            case Input.ItemsRead ignored -> {}
            case Input.ReadingFailed ignored -> {}
            case Input.ResultsWritten ignored -> {}
            case Input.WritingFailed ignored -> {}
            case Input.DescribeMapRun describe -> answer(describe.call(), new Reply.NotRunning());
            case Input.UpdateMapRun update -> answer(update.call(), new Reply.NotRunning());
            case Input.Inbox inbox -> inbox.letters().forEach(letter -> t.effect(new Effect.TakenIn(letter.slip())));
            case Input.HandOut handOut -> answer(handOut.call(), new Reply.NotOnOffer());
            case Input.TaskSucceeded done -> answer(done.call(), new Reply.TaskClosed());
            case Input.TaskFailed failed -> answer(failed.call(), new Reply.TaskClosed());
            case Input.Stop stop -> answer(stop.call(), new Reply.Stopped(t.run.stoppedAt));
            case Input.Redrive redrive -> answer(redrive.call(), Redriving.refused(t));
            case Input.Pause pause -> answer(pause.call(), new Reply.NotRunning());
            case Input.Resume resume -> answer(resume.call(), new Reply.NotRunning());
            case SwfInput foreign -> answer(foreign.call(), new Reply.NotRunning());
        }
    }

    private void answer(long call, Reply.Answer answer) {
        if (answered.add(call)) {
            t.reply(call, answer);
        }
    }

    private void start(Input.Start start) {
        if (t.run.seq == 0) {
            t.event(0, new ExecutionChange.Started(start.facts(), start.input(), start.variables()));
        }
    }

    private void handOut(Input.HandOut handOut) {
        Optional<Frame> frame = open(handOut.task());
        Step.Working working = frame.map(Frame::working).orElse(null);
        if (frame.isEmpty() || working == null || working.family().kind() != TaskFamily.Kind.ACTIVITY) {
            answer(handOut.call(), new Reply.NotOnOffer());
            return;
        }
        if (working.started().isEmpty()) {
            t.event(
                    frame.get(),
                    new TaskChange.Started(frame.get().id, working.family(), handOut.worker(), handOut.poll()));
            t.effect(new Effect.TaskHandedOut(handOut.task()));
        } else if (!working.isAnswerTo(handOut.poll())) {
            answer(handOut.call(), new Reply.NotOnOffer());
            return;
        }
        String token = t.turn.sealer().seal(handOut.task());
        answer(
                handOut.call(),
                new Reply.ActivityHandedOut(
                        working.arguments(), token, t.run.facts().executionArn()));
    }

    private void submitted(Input.TaskSubmitted submitted) {
        Optional<Frame> frame = open(submitted.task());
        Step.Working working = frame.map(Frame::working).orElse(null);
        if (frame.isPresent() && working != null && !working.submitted()) {
            t.event(frame.get(), new TaskChange.Submitted(frame.get().id, working.family(), submitted.output()));
        }
    }

    /** What a worker or a child has reported stands, even when the request that reached it counts as failed. */
    private void requestFailed(Input.RequestFailed failed) {
        open(failed.task()).ifPresent(frame -> {
            Step.Working working = frame.working();
            if (working != null && working.started().isPresent() && !working.submitted()) {
                TaskChange end = new TaskChange.Failed(
                        frame.id,
                        working.family(),
                        failed.error(),
                        failed.cause().map(Errors::clipped));
                close(
                        frame,
                        working,
                        working.early()
                                .map(early -> TaskBody.endOf(frame, working, early))
                                .orElse(end));
            }
        });
    }

    private void succeeded(Input.TaskSucceeded done) {
        completable(done.call(), done.task()).ifPresent(frame -> {
            Step.Working working = (Step.Working) frame.step;
            TaskChange end = new TaskChange.Succeeded(frame.id, working.family(), done.output());
            ended(frame, working, TaskBody.bounded(t, frame, working, end));
            answer(done.call(), new Reply.Accepted());
        });
    }

    private void failed(Input.TaskFailed failed) {
        completable(failed.call(), failed.task()).ifPresent(frame -> {
            Step.Working working = (Step.Working) frame.step;
            ended(
                    frame,
                    working,
                    new TaskChange.Failed(
                            frame.id,
                            working.family(),
                            failed.error(),
                            failed.cause().map(Errors::clipped)));
            answer(failed.call(), new Reply.Accepted());
        });
    }

    private void ended(Frame frame, Step.Working working, TaskChange end) {
        boolean tooEarly = TaskBody.endsLater(AslRun.resourceOf(frame)) && !working.submitted();
        if (tooEarly) {
            // The task is not closed yet: nobody would wait for the service's answer then.
            t.note(frame.last, early(frame, end));
        } else {
            close(frame, working, end);
        }
    }

    private void close(Frame frame, Step.Working working, TaskChange end) {
        t.event(frame, end);
        t.effect(new Effect.CloseTask(working.task()));
    }

    private void letter(Letter letter) {
        t.effect(new Effect.TakenIn(letter.slip()));
        switch (letter) {
            case Letter.ChildEnded child -> childEnded(child);
            case Letter.GivenUp givenUp -> givenUp(givenUp);
            case Letter.PolicyApplied ignored -> {} // no parent of Amazon SWF has started it
            case Letter.Unsent ignored -> {} // only runs of Amazon SWF write such
        }
    }

    /** A child's end is the end of the task that waits for it, unless that has ended otherwise. */
    private void childEnded(Letter.ChildEnded child) {
        Optional<Frame> mapping = open(child.slip().task()).filter(frame -> frame.step instanceof Step.Mapping);
        if (mapping.isPresent()) {
            t.event(mapping.get(), MapRunBody.endOf(mapping.get(), child));
            return;
        }
        completable(0, child.slip().task()).ifPresent(frame -> {
            Step.Working working = (Step.Working) frame.step;
            ended(frame, working, TaskBody.bounded(t, frame, working, Children.endOf(frame, working, child)));
        });
    }

    private void givenUp(Letter.GivenUp givenUp) {
        boolean byParent = t.run.facts()
                .parent()
                .filter(parent -> parent.execution().equals(givenUp.slip().sender())
                        && parent.task().equals(givenUp.slip().task()))
                .isPresent();
        if (byParent && !t.run.status.isTerminal()) {
            Optional<String> cause = Optional.of(Children.givenUp(givenUp.parentArn()));
            Ending.end(t, new ExecutionChange.Aborted(Optional.empty(), cause), 0);
        }
    }

    private static TaskChange.EndedEarly early(Frame frame, TaskChange end) {
        return switch (end) {
            case TaskChange.Succeeded s ->
                new TaskChange.EndedEarly(frame.id, Optional.of(s.output()), Optional.empty(), Optional.empty());
            case TaskChange.Failed f -> new TaskChange.EndedEarly(frame.id, Optional.empty(), f.error(), f.cause());
            case TaskChange.Scheduled other -> throw notAnEnd(other);
            case TaskChange.Started other -> throw notAnEnd(other);
            case TaskChange.Submitted other -> throw notAnEnd(other);
            case TaskChange.TimedOut other -> throw notAnEnd(other);
            case TaskChange.EndedEarly other -> throw notAnEnd(other);
            case TaskChange.BeatSeen other -> throw notAnEnd(other);
        };
    }

    private static IllegalArgumentException notAnEnd(TaskChange change) {
        return new IllegalArgumentException("not reported by anybody: " + change);
    }

    private void stop(Input.Stop stop) {
        if (!t.run.status.isTerminal()) {
            // AWS lets the event follow nothing (previousEventId 0), whatever was running.
            Ending.end(t, new ExecutionChange.Aborted(stop.error(), stop.cause()), 0);
        }
        answer(stop.call(), new Reply.Stopped(t.run.stoppedAt));
    }

    private void pause(Input.Pause pause) {
        if (t.run.status.isTerminal()) {
            answer(pause.call(), new Reply.NotRunning());
            return;
        }
        if (t.run.pause == null) {
            t.note(t.run.frame(0).last, new PauseChange.Paused(pause.by(), pause.reason(), pause.withMachine()));
        }
        t.run.paused().ifPresent(now -> answer(pause.call(), new Reply.Paused(now.since())));
    }

    private void resume(Input.Resume resume) {
        if (t.run.status.isTerminal()) {
            answer(resume.call(), new Reply.NotRunning());
            return;
        }
        Optional<AslRun.Pause> pause = t.run.paused();
        if (resume.withMachine() && pause.filter(own -> !own.withMachine()).isPresent()) {
            answer(resume.call(), new Reply.Paused(pause.get().since()));
            return;
        }
        if (pause.isPresent()) {
            t.note(t.run.frame(0).last, new PauseChange.Resumed());
        }
        answer(resume.call(), new Reply.Resumed());
    }

    /** The frame that waits for this task's end; otherwise the call is refused. */
    private Optional<Frame> completable(long call, TaskRef task) {
        Optional<Frame> frame = open(task);
        if (frame.isPresent()
                && frame.get().step instanceof Step.Working working
                && working.started().isPresent()
                && working.early().isEmpty()) {
            return frame;
        }
        boolean notBegun =
                frame.map(Frame::working).filter(w -> w.started().isEmpty()).isPresent();
        boolean unheardOf = task.scheduledEventId() > t.run.lastEvent || task.generation() > t.run.generation;
        answer(call, unheardOf || notBegun ? new Reply.NoSuchTask() : new Reply.TaskClosed());
        return Optional.empty();
    }

    private Optional<Frame> open(TaskRef task) {
        return t.run.frameOf(task).filter(frame -> !frame.halted && !frame.isMocked());
    }
}
