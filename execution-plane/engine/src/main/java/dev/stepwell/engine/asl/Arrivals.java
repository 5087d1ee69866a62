package dev.stepwell.engine.asl;

import dev.stepwell.engine.record.ExecutionChange;
import dev.stepwell.engine.record.TaskChange;
import dev.stepwell.engine.record.TaskFamily;
import dev.stepwell.engine.turn.Effect;
import dev.stepwell.engine.turn.Input;
import dev.stepwell.engine.turn.Payload;
import dev.stepwell.engine.turn.Reply;
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
            case Input.TaskSucceeded done -> succeeded(done);
            case Input.TaskFailed failed -> failed(failed);
            case Input.Stop stop -> stop(stop);
        }
    }

    /** Answers a call that the end of the execution came before. */
    void refuseUnanswered(Input input) {
        switch (input) {
            case Input.Start ignored -> {}
            case Input.Continue ignored -> {}
            case Input.Wake ignored -> {}
            case Input.TaskSubmitted ignored -> {}
            case Input.HandOut handOut -> answer(handOut.call(), new Reply.NotOnOffer());
            case Input.TaskSucceeded done -> answer(done.call(), new Reply.TaskClosed());
            case Input.TaskFailed failed -> answer(failed.call(), new Reply.TaskClosed());
            case Input.Stop stop -> answer(stop.call(), new Reply.Stopped(t.run.stoppedAt));
        }
    }

    private void answer(long call, Reply.Answer answer) {
        if (answered.add(call)) {
            t.reply(call, answer);
        }
    }

    private void start(Input.Start start) {
        if (t.run.seq == 0) {
            t.event(0, new ExecutionChange.Started(start.facts(), start.input()));
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
        answer(handOut.call(), new Reply.HandedOut(working.arguments(), token));
    }

    private void submitted(Input.TaskSubmitted submitted) {
        Optional<Frame> frame = open(submitted.task());
        Step.Working working = frame.map(Frame::working).orElse(null);
        if (frame.isPresent() && working != null && !working.submitted()) {
            t.event(frame.get(), new TaskChange.Submitted(frame.get().id, working.family(), submitted.output()));
        }
    }

    private void succeeded(Input.TaskSucceeded done) {
        completable(done.call(), done.task()).ifPresent(frame -> {
            Step.Working working = (Step.Working) frame.step;
            ended(frame, working, done.call(), outcomeOf(frame, working, done.output()));
        });
    }

    private void failed(Input.TaskFailed failed) {
        completable(failed.call(), failed.task()).ifPresent(frame -> {
            Step.Working working = (Step.Working) frame.step;
            ended(
                    frame,
                    working,
                    failed.call(),
                    new TaskChange.Failed(
                            frame.id,
                            working.family(),
                            failed.error(),
                            failed.cause().map(Errors::clipped)));
        });
    }

    /** A result beyond the limit fails the task (recorded from AWS; the name is the resource type or the ARN). */
    private TaskChange outcomeOf(Frame frame, Step.Working working, Payload output) {
        TaskFamily family = working.family();
        if (output.bytes() <= t.limits().payloadBytes()) {
            return new TaskChange.Succeeded(frame.id, family, output);
        }
        String name = family.kind() == TaskFamily.Kind.SERVICE ? family.resourceType() : family.resource();
        return new TaskChange.Failed(
                frame.id, family, Optional.of(Errors.DATA_LIMIT_EXCEEDED), Optional.of(Errors.tooLarge(name)));
    }

    private void ended(Frame frame, Step.Working working, long call, TaskChange end) {
        boolean waitsForToken = TaskBody.endsByToken(AslRun.resourceOf(frame)) && !working.submitted();
        boolean byToken = call != 0;
        if (waitsForToken && byToken) {
            // The task is not closed yet: nobody would wait for the service's answer then.
            t.note(frame.last, early(frame, end));
        } else {
            // What a worker has reported stands, even when the request that reached it counts as failed.
            t.event(
                    frame,
                    working.early().map(e -> TaskBody.endOf(frame, working, e)).orElse(end));
            t.effect(new Effect.CloseTask(working.task()));
        }
        answer(call, new Reply.Accepted());
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

    /** The frame that waits for this task's end; otherwise the call is refused. */
    private Optional<Frame> completable(long call, TaskRef task) {
        Optional<Frame> frame = open(task);
        if (frame.isPresent()
                && frame.get().step instanceof Step.Working working
                && working.started().isPresent()
                && (working.early().isEmpty() || call == 0)) {
            return frame;
        }
        boolean notBegun =
                frame.map(Frame::working).filter(w -> w.started().isEmpty()).isPresent();
        boolean unheardOf = task.scheduledEventId() > t.run.lastEvent || task.generation() > t.run.generation;
        answer(call, unheardOf || notBegun ? new Reply.NoSuchTask() : new Reply.TaskClosed());
        return Optional.empty();
    }

    private Optional<Frame> open(TaskRef task) {
        return t.run.frameOf(task).filter(frame -> !frame.halted);
    }
}
