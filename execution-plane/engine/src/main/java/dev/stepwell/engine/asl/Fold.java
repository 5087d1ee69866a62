package dev.stepwell.engine.asl;

import dev.stepwell.asl.model.State;
import dev.stepwell.engine.record.ExecutionChange;
import dev.stepwell.engine.record.FanOutChange;
import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.engine.record.MapRunChange;
import dev.stepwell.engine.record.PauseChange;
import dev.stepwell.engine.record.StateChange;
import dev.stepwell.engine.record.SwfChange;
import dev.stepwell.engine.record.TaskChange;
import dev.stepwell.engine.turn.RunStatus;
import dev.stepwell.engine.turn.TaskRef;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The one way an execution's state changes (law 1): what each record means. */
final class Fold {
    private Fold() {}

    static void apply(AslRun run, JournalRecord record) {
        if (record.seq() != run.seq + 1) {
            throw new IllegalStateException("record " + record.seq() + " does not follow " + run.seq);
        }
        run.seq = record.seq();
        if (record.isEvent()) {
            run.lastEvent = record.eventId();
        }
        switch (record.change()) {
            case ExecutionChange change -> execution(run, record, change);
            case PauseChange change -> pause(run, record, change);
            case StateChange change -> state(run, record, change);
            case TaskChange change -> task(run, record, change);
            case FanOutChange change -> FanOutFold.apply(run, record, change);
            case MapRunChange change -> throw new IllegalStateException("no map run: " + change);
            case SwfChange change -> throw new IllegalStateException("no workflow execution: " + change);
        }
    }

    private static void execution(AslRun run, JournalRecord record, ExecutionChange change) {
        switch (change) {
            case ExecutionChange.Started started -> {
                run.facts = started.facts();
                run.input = started.input();
                run.startedAt = record.at();
                Frame root = run.open(new Frame(0, Frame.NO_PARENT, 0, run.definition.flow(), started.input(), 0));
                started.facts().beginning().ifPresent(beginning -> root.stateName = beginning.state());
                root.variables.putAll(started.variables());
                run.refresh(root);
            }
            case ExecutionChange.Succeeded ended -> end(run, record, RunStatus.SUCCEEDED);
            case ExecutionChange.Failed ended -> end(run, record, RunStatus.FAILED);
            case ExecutionChange.TimedOut ended -> end(run, record, RunStatus.TIMED_OUT);
            case ExecutionChange.Aborted ended -> end(run, record, RunStatus.ABORTED);
            case ExecutionChange.Redriven redriven -> RedriveFold.apply(run, record, redriven);
        }
    }

    private static void pause(AslRun run, JournalRecord record, PauseChange change) {
        switch (change) {
            case PauseChange.Paused paused ->
                run.pause = new AslRun.Pause(record.at(), paused.by(), paused.reason(), paused.withMachine());
            case PauseChange.Resumed resumed -> {
                Instant since = run.paused().map(AslRun.Pause::since).orElse(record.at());
                run.rested = run.rested.plus(Duration.between(since, record.at()));
                run.pause = null;
            }
        }
    }

    private static void end(AslRun run, JournalRecord record, RunStatus status) {
        run.status = status;
        run.pause = null;
        run.stoppedAt = record.at();
        if (status == RunStatus.SUCCEEDED) {
            run.frames.clear(); // of the others, a redrive goes on with them
        }
        run.openTasks.clear();
        run.runnable.clear();
    }

    private static void state(AslRun run, JournalRecord record, StateChange change) {
        Frame frame = run.frame(change.frame());
        switch (change) {
            case StateChange.Entered entered -> {
                frame.stateName = entered.name();
                frame.data = entered.input();
                frame.last = record.eventId();
                frame.enteredEvent = record.eventId();
                frame.enteredAfter = record.previousEventId();
                frame.enteredAt = record.at();
                frame.mockedAttempt = Frame.REAL;
                frame.retries = new int
                        [frame.state() instanceof State.Recovering r ? r.retry().size() : 0];
                run.move(frame, new Step.Body());
            }
            case StateChange.Exited exited -> {
                frame.last = record.eventId();
                frame.data = exited.output();
                frame.variables.putAll(exited.assigned());
                run.dropChildren(frame);
                exited.next().ifPresent(next -> frame.stateName = next);
                run.move(frame, exited.next().isPresent() ? new Step.Enter() : new Step.Ended());
                if (exited.next().isEmpty() && !frame.isRoot()) {
                    FanOutFold.childEnded(run, frame);
                }
            }
            case StateChange.EvaluationFailed failed -> {
                frame.last = record.eventId();
                boolean open = FanOutFold.isOpen(frame);
                run.dropChildren(frame);
                run.move(frame, new Step.Failed(Optional.of(failed.error()), Optional.of(failed.cause()), open));
            }
            case StateChange.Aborted aborted -> frame.stateAborted = true;
            case StateChange.WaitArmed armed -> run.move(frame, new Step.Waiting(armed.until()));
            case StateChange.RetryArmed armed -> {
                frame.retries[armed.retrier()]++;
                frame.last = record.previousEventId();
                run.dropChildren(frame);
                run.move(frame, new Step.Retrying(armed.until()));
            }
        }
    }

    private static void task(AslRun run, JournalRecord record, TaskChange change) {
        Frame frame = run.frame(change.frame());
        if (record.isEvent()) {
            frame.last = record.eventId();
        }
        switch (change) {
            case TaskChange.Scheduled s -> {
                frame.mockedAttempt = run.countMocked(frame.stateName);
                run.move(frame, scheduled(new TaskRef(record.eventId(), run.generation), s));
            }
            case TaskChange.Started started -> run.move(frame, working(frame).startedAt(record.at(), started.poll()));
            case TaskChange.Submitted submitted ->
                run.move(frame, working(frame).asSubmitted());
            case TaskChange.EndedEarly end -> run.move(frame, working(frame).endedEarly(end));
            case TaskChange.BeatSeen seen -> run.move(frame, working(frame).withBeat(seen.beat()));
            case TaskChange.Succeeded succeeded -> run.move(frame, new Step.Done(succeeded.output()));
            case TaskChange.Failed failed -> run.move(frame, Step.Failed.of(failed.error(), failed.cause()));
            case TaskChange.TimedOut failed -> run.move(frame, Step.Failed.of(failed.error(), failed.cause()));
        }
    }

    private static Step.Working scheduled(TaskRef task, TaskChange.Scheduled s) {
        return new Step.Working(
                task,
                s.family(),
                s.parameters(),
                s.roleArn(),
                Optional.empty(),
                s.timeoutSeconds().orElse(0),
                s.heartbeatSeconds().orElse(0),
                Optional.empty(),
                false,
                Optional.empty(),
                0);
    }

    private static Step.Working working(Frame frame) {
        if (frame.step instanceof Step.Working working) {
            return working;
        }
        throw new IllegalStateException("frame " + frame.id + " has no open task");
    }
}
