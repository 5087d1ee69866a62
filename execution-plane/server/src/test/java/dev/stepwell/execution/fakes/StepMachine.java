package dev.stepwell.execution.fakes;

import dev.stepwell.asl.model.TaskResource;
import dev.stepwell.engine.record.Change;
import dev.stepwell.engine.record.ExecutionChange;
import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.engine.record.StateChange;
import dev.stepwell.engine.record.StateKind;
import dev.stepwell.engine.record.TaskChange;
import dev.stepwell.engine.record.TaskFamily;
import dev.stepwell.engine.turn.Effect;
import dev.stepwell.engine.turn.Input;
import dev.stepwell.engine.turn.Machine;
import dev.stepwell.engine.turn.Outcome;
import dev.stepwell.engine.turn.Payload;
import dev.stepwell.engine.turn.Reply;
import dev.stepwell.engine.turn.RunStatus;
import dev.stepwell.engine.turn.SwfInput;
import dev.stepwell.engine.turn.TaskRef;
import dev.stepwell.engine.turn.Turn;
import dev.stepwell.execution.turns.Program;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A machine that does its steps one after the other. The input says which: {@code {"steps": ["activity", "function", "wait", "pass"]}}. A
 * step takes the input of the execution; the output of the last is the output of the whole. A wait is ten seconds. An input {@code
 * {"poison": true}} makes {@code Stop} fail with a defect.
 */
public final class StepMachine implements Machine<StepMachine.Steps>, Program<StepMachine.Steps> {
    public static final String ACTIVITY = "arn:aws:states:us-east-1:123456789012:activity:work";
    public static final String FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:work";
    public static final Duration WAIT = Duration.ofSeconds(10);

    /** How far it is: the step it works on, and what that step waits for. */
    public record Steps(
            long seq,
            long events,
            Payload input,
            int step,
            boolean entered,
            long task,
            long handedTo,
            Optional<Instant> until,
            boolean ended,
            Optional<Instant> endedAt) {
        static final Steps NONE =
                new Steps(0, 0, Payload.of("{}"), 0, false, 0, 0, Optional.empty(), false, Optional.empty());
    }

    @Override
    public Machine<Steps> machine() {
        return this;
    }

    @Override
    public Steps fresh() {
        return Steps.NONE;
    }

    @Override
    public boolean heedsBeats(Steps state) {
        return false;
    }

    @Override
    public long weight(Steps state) {
        return 1;
    }

    @Override
    public Optional<Freezer<Steps>> freezer() {
        return Optional.empty();
    }

    @Override
    public Outcome<Steps> handle(Steps state, List<Input> inputs, Turn turn) {
        Work work = new Work(state, turn);
        for (Input input : inputs) {
            work.take(input);
        }
        return new Outcome<>(work.state, work.records, work.effects, work.replies);
    }

    @Override
    public Steps apply(Steps s, JournalRecord record) {
        long events = record.isEvent() ? record.eventId() : s.events;
        Steps at = new Steps(
                record.seq(), events, s.input, s.step, s.entered, s.task, s.handedTo, s.until, s.ended, s.endedAt);
        Change change = record.change();
        if (change instanceof ExecutionChange.Started started) {
            return with(at, started.input(), 0, false, 0, 0, Optional.empty());
        } else if (change instanceof ExecutionChange) {
            return new Steps(
                    at.seq,
                    at.events,
                    at.input,
                    at.step,
                    false,
                    0,
                    0,
                    Optional.empty(),
                    true,
                    Optional.of(record.at()));
        } else if (change instanceof StateChange.Entered) {
            return with(at, at.input, at.step, true, 0, 0, Optional.empty());
        } else if (change instanceof StateChange.Exited) {
            return with(at, at.input, at.step + 1, false, 0, 0, Optional.empty());
        } else if (change instanceof TaskChange.Scheduled) {
            return with(at, at.input, at.step, true, record.eventId(), 0, Optional.empty());
        } else if (change instanceof TaskChange.Started started) {
            return with(at, at.input, at.step, true, at.task, started.poll(), Optional.empty());
        } else if (change instanceof StateChange.WaitArmed armed) {
            return with(at, at.input, at.step, true, 0, 0, Optional.of(armed.until()));
        }
        return at;
    }

    private static Steps with(
            Steps s, Payload input, int step, boolean entered, long task, long handedTo, Optional<Instant> until) {
        return new Steps(s.seq, s.events, input, step, entered, task, handedTo, until, s.ended, s.endedAt);
    }

    @Override
    public List<Effect> pending(Steps s, Turn turn) {
        if (s.ended) {
            return List.of();
        }
        if (s.until.isPresent()) {
            return List.of(new Effect.WakeAt(s.until.get()));
        }
        if (s.task != 0 && s.handedTo == 0) {
            return List.of(ask(s));
        }
        return s.task == 0 ? List.of(new Effect.GoOn()) : List.of();
    }

    private static String kind(Steps s) {
        return s.input.json().path("steps").path(s.step).asText();
    }

    private static Effect ask(Steps s) {
        TaskRef task = new TaskRef(s.task, 0);
        return kind(s).equals("activity")
                ? new Effect.OfferActivity(task, ACTIVITY, 0)
                : new Effect.Invoke(task, TaskResource.of(FUNCTION), s.input, Optional.empty(), false, Instant.EPOCH);
    }

    private static TaskFamily family(Steps s) {
        boolean activity = kind(s).equals("activity");
        return new TaskFamily(
                activity ? TaskFamily.Kind.ACTIVITY : TaskFamily.Kind.FUNCTION, "", activity ? ACTIVITY : FUNCTION);
    }

    private final class Work {
        private final Turn turn;
        private final List<JournalRecord> records = new ArrayList<>();
        private final List<Effect> effects = new ArrayList<>();
        private final List<Reply> replies = new ArrayList<>();
        private Steps state;

        Work(Steps state, Turn turn) {
            this.state = state;
            this.turn = turn;
        }

        void take(Input input) {
            switch (input) {
                case Input.Start start -> {
                    event(new ExecutionChange.Started(start.facts(), start.input()));
                    goOn();
                }
                case Input.Continue ignored -> goOn();
                case Input.Wake ignored -> wake();
                case Input.HandOut handOut -> handOut(handOut);
                case Input.TaskSubmitted ignored -> {}
                case Input.RequestFailed ignored -> {}
                case Input.ItemsRead ignored -> {}
                case Input.ReadingFailed ignored -> {}
                case Input.ResultsWritten ignored -> {}
                case Input.WritingFailed ignored -> {}
                case Input.DescribeMapRun ignored -> {}
                case Input.UpdateMapRun ignored -> {}
                case SwfInput ignored -> {}
                case Input.Inbox inbox ->
                    inbox.letters().forEach(letter -> effects.add(new Effect.TakenIn(letter.slip())));
                case Input.TaskSucceeded done -> succeed(done);
                case Input.TaskFailed failed -> fail(failed);
                case Input.Stop stop -> stop(stop);
                case Input.Pause pause -> replies.add(new Reply(pause.call(), new Reply.NotRunning()));
                case Input.Resume resume -> replies.add(new Reply(resume.call(), new Reply.NotRunning()));
                case Input.Redrive redrive -> replies.add(new Reply(redrive.call(), new Reply.NotRedrivable("never")));
            }
        }

        private void goOn() {
            int count = state.input.json().path("steps").size();
            while (!state.ended
                    && !state.entered
                    && records.size() < turn.limits().recordsPerTurn()) {
                if (state.step >= count) {
                    end(new ExecutionChange.Succeeded(state.input), RunStatus.SUCCEEDED);
                } else {
                    step();
                }
            }
            if (!state.ended && !state.entered) {
                effects.add(new Effect.GoOn());
            }
        }

        private void step() {
            String kind = kind(state);
            StateKind stateKind =
                    kind.equals("wait") ? StateKind.WAIT : kind.equals("pass") ? StateKind.PASS : StateKind.TASK;
            event(new StateChange.Entered(0, stateKind, "step" + state.step, state.input));
            switch (stateKind) {
                case WAIT -> {
                    Instant until = turn.now().plus(WAIT);
                    record(new StateChange.WaitArmed(0, until), 0);
                    effects.add(new Effect.WakeAt(until));
                }
                case PASS -> exit();
                default -> {
                    event(new TaskChange.Scheduled(
                            0,
                            family(state),
                            "us-east-1",
                            state.input,
                            OptionalLong.empty(),
                            OptionalLong.empty(),
                            Optional.empty()));
                    boolean activity = kind.equals("activity");
                    effects.add(new Effect.OpenTask(
                            new TaskRef(state.task, 0), activity ? Optional.of(ACTIVITY) : Optional.empty(), 0));
                    effects.add(ask(state));
                }
            }
        }

        private void exit() {
            event(new StateChange.Exited(
                    0, StateKind.PASS, "step" + state.step, state.input, Map.of(), Optional.empty()));
        }

        private void wake() {
            if (state.until.isPresent() && !turn.now().isBefore(state.until.get())) {
                exit();
                goOn();
            }
        }

        private void handOut(Input.HandOut handOut) {
            TaskRef task = handOut.task();
            boolean asAnother = state.handedTo != 0 && state.handedTo != handOut.poll();
            if (state.task != task.scheduledEventId() || asAnother || state.ended) {
                replies.add(new Reply(handOut.call(), new Reply.NotOnOffer()));
                return;
            }
            if (state.handedTo == 0) {
                event(new TaskChange.Started(0, family(state), handOut.worker(), handOut.poll()));
                effects.add(new Effect.TaskHandedOut(task));
            }
            replies.add(new Reply(
                    handOut.call(),
                    new Reply.ActivityHandedOut(state.input, turn.sealer().seal(task), "")));
        }

        private void succeed(Input.TaskSucceeded done) {
            if (!open(done.call(), done.task())) {
                return;
            }
            event(new TaskChange.Succeeded(0, family(state), done.output()));
            effects.add(new Effect.CloseTask(done.task()));
            replies.add(new Reply(done.call(), new Reply.Accepted()));
            exit();
            goOn();
        }

        private void fail(Input.TaskFailed failed) {
            if (!open(failed.call(), failed.task())) {
                return;
            }
            event(new TaskChange.Failed(0, family(state), failed.error(), failed.cause()));
            effects.add(new Effect.CloseTask(failed.task()));
            replies.add(new Reply(failed.call(), new Reply.Accepted()));
            end(new ExecutionChange.Failed(failed.error(), failed.cause()), RunStatus.FAILED);
        }

        private boolean open(long call, TaskRef task) {
            boolean open = !state.ended && state.task == task.scheduledEventId();
            if (!open) {
                replies.add(new Reply(
                        call,
                        task.scheduledEventId() > state.events ? new Reply.NoSuchTask() : new Reply.TaskClosed()));
            }
            return open;
        }

        private void stop(Input.Stop stop) {
            if (state.input.json().path("poison").asBoolean()) {
                throw new IllegalStateException("poisoned on purpose");
            }
            if (!state.ended) {
                if (state.task != 0) {
                    effects.add(new Effect.CloseTask(new TaskRef(state.task, 0)));
                }
                end(new ExecutionChange.Aborted(stop.error(), stop.cause()), RunStatus.ABORTED);
            }
            replies.add(new Reply(stop.call(), new Reply.Stopped(state.endedAt.orElseThrow())));
        }

        private void end(ExecutionChange change, RunStatus status) {
            event(change);
            effects.add(new Effect.Close(
                    status,
                    change instanceof ExecutionChange.Succeeded s ? Optional.of(s.output()) : Optional.empty(),
                    change instanceof ExecutionChange.Failed f ? f.error() : Optional.empty(),
                    change instanceof ExecutionChange.Failed f ? f.cause() : Optional.empty()));
        }

        private void event(Change change) {
            record(change, state.events + 1);
        }

        private void record(Change change, long eventId) {
            JournalRecord record = new JournalRecord(state.seq + 1, turn.now(), eventId, state.events, change);
            records.add(record);
            state = apply(state, record);
        }
    }
}
