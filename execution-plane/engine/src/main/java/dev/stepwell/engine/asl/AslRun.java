package dev.stepwell.engine.asl;

import dev.stepwell.asl.mock.Mocks;
import dev.stepwell.asl.model.Definition;
import dev.stepwell.asl.model.State;
import dev.stepwell.asl.model.TaskResource;
import dev.stepwell.engine.turn.Payload;
import dev.stepwell.engine.turn.RunStatus;
import dev.stepwell.engine.turn.StartFacts;
import dev.stepwell.engine.turn.TaskRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The state of one execution of a state machine: the fold of its records over its definition. It is changed in place by
 * {@link AslMachine#apply}; a run whose commit failed is thrown away and folded anew.
 */
public final class AslRun {
    final Definition definition;
    final Mocks mocks;
    final TreeMap<Integer, Frame> frames = new TreeMap<>();
    final Map<TaskRef, Integer> openTasks = new HashMap<>();

    /** The frames that have something to do now, apart from those that a deadline sets going. */
    final TreeSet<Integer> runnable = new TreeSet<>();

    @Nullable
    StartFacts facts;

    @Nullable
    Payload input;

    Instant startedAt = Instant.EPOCH;
    Instant stoppedAt = Instant.EPOCH;
    RunStatus status = RunStatus.RUNNING;
    long seq;
    long lastEvent;
    int nextFrame;
    int generation;

    /** Present while it is paused. */
    @Nullable
    Pause pause;

    /** How long the pauses of its present generation were that are over. */
    Duration rested = Duration.ZERO;

    /** The last redrives, the newest at the end. */
    final List<Redrive> redrives = new ArrayList<>();

    /** One redrive and the token by which its request is known again. */
    record Redrive(Instant at, Optional<String> token) {}

    /** A pause: since when, who asked for it, why, and whether its machine is paused. */
    public record Pause(Instant since, Optional<String> by, Optional<String> reason, boolean withMachine) {}

    /** How many mocked attempts at each state there have been: those of all iterations, branches and redrives count on. */
    final TreeMap<String, Integer> mockedAttempts = new TreeMap<>();

    /** The execution that has not begun yet. */
    public AslRun(Definition definition) {
        this(definition, Mocks.NONE);
    }

    /** The same with what its tasks are pretended to answer. */
    public AslRun(Definition definition, Mocks mocks) {
        this.definition = definition;
        this.mocks = mocks;
    }

    /** The seq of the last record in it. */
    public long seq() {
        return seq;
    }

    /** The id of the last history event in it. */
    public long lastEvent() {
        return lastEvent;
    }

    /** How it stands. */
    public RunStatus status() {
        return status;
    }

    /** What it is; only before its first record there is nothing to say. */
    public StartFacts facts() {
        StartFacts known = facts;
        if (known == null) {
            throw new IllegalStateException("the execution has not started");
        }
        return known;
    }

    /** Its input; only before its first record there is nothing to say. */
    public Payload input() {
        Payload known = input;
        if (known == null) {
            throw new IllegalStateException("the execution has not started");
        }
        return known;
    }

    /** The pause it is in; while it is, it does nothing of its own. */
    public Optional<Pause> paused() {
        return Optional.ofNullable(pause);
    }

    /** Whether it may do something of its own: it has not ended, and nobody has paused it. */
    boolean isGoing() {
        return !status.isTerminal() && pause == null;
    }

    Optional<Redrive> lastRedrive() {
        return redrives.isEmpty() ? Optional.empty() : Optional.of(redrives.get(redrives.size() - 1));
    }

    /** When its present generation began. */
    Instant generationBegan() {
        return lastRedrive().map(Redrive::at).orElse(startedAt);
    }

    /** About how many bytes it keeps in memory. */
    public long weight() {
        long bytes = 1_024;
        for (Frame frame : frames.values()) {
            bytes += 512 + weight(frame.data) + weight(frame.step);
            for (Payload variable : frame.variables.values()) {
                bytes += weight(variable);
            }
        }
        return bytes;
    }

    private static long weight(Step step) {
        if (step instanceof Step.Iterating iterating) {
            long bytes = 0;
            for (Payload item : iterating.items) {
                bytes += weight(item);
            }
            for (Payload output : iterating.outputs) {
                bytes += output == null ? 0 : weight(output);
            }
            return bytes;
        }
        return step instanceof Step.Working working ? weight(working.arguments()) : 0;
    }

    /** Text, and perhaps the value beside it. */
    private static long weight(Payload payload) {
        return 64 + 3L * payload.text().length();
    }

    /** Whether any open task has a heartbeat deadline, so that a wake-up should bring the last beats along. */
    public boolean watchesHeartbeats() {
        return openTasks.values().stream()
                .map(id -> frame(id).working())
                .anyMatch(w -> w != null && w.heartbeatSeconds() > 0);
    }

    /** How large all variables of all scopes are together. */
    long variableBytes() {
        long bytes = 0;
        for (Frame frame : frames.values()) {
            for (Payload variable : frame.variables.values()) {
                bytes += variable.bytes();
            }
        }
        return bytes;
    }

    Frame frame(int id) {
        Frame frame = frames.get(id);
        if (frame == null) {
            throw new IllegalStateException("no frame " + id);
        }
        return frame;
    }

    /** Counts one more attempt at a state if its tasks are mocked; the number of the attempt, from 0, or {@link Frame#REAL}. */
    int countMocked(String state) {
        return mocks.covers(state) ? mockedAttempts.merge(state, 1, Integer::sum) - 1 : Frame.REAL;
    }

    Frame open(Frame frame) {
        frames.put(frame.id, frame);
        nextFrame = frame.id + 1;
        return frame;
    }

    /** The frame that has this task open. */
    Optional<Frame> frameOf(TaskRef task) {
        Integer id = openTasks.get(task);
        return id == null ? Optional.empty() : Optional.of(frame(id));
    }

    /** Moves a frame to a step and keeps the indexes of runnable frames and open tasks. */
    void move(Frame frame, Step step) {
        frame.step.awaited().ifPresent(openTasks::remove);
        frame.step = step;
        step.awaited().ifPresent(task -> openTasks.put(task, frame.id));
        refresh(frame);
    }

    /** Brings the index of runnable frames up to date after a change of the frame. */
    void refresh(Frame frame) {
        if (!frame.halted && isRunnable(frame)) {
            runnable.add(frame.id);
        } else {
            runnable.remove(frame.id);
        }
    }

    /** Forgets everything below a frame. */
    void dropChildren(Frame frame) {
        for (int child : frame.children) {
            Frame gone = frame(child);
            dropChildren(gone);
            gone.step.awaited().ifPresent(openTasks::remove);
            runnable.remove(child);
            frames.remove(child);
        }
        frame.children.clear();
        frame.fanOut = null;
    }

    private boolean isRunnable(Frame frame) {
        return switch (frame.step) {
            case Step.Enter e -> true;
            case Step.Body b -> true;
            case Step.Done d -> true;
            case Step.Failed f -> true;
            case Step.Failing f -> true;
            case Step.Waiting w -> false;
            case Step.Retrying r -> false;
            case Step.Working w -> TaskBody.canGoOn(frame, w);
            case Step.Branching b -> b.ended() == b.branches();
            case Step.Iterating i -> i.mayStart() || i.isComplete();
            case Step.Distributing d -> true;
            case Step.Mapping m -> false;
            case Step.Mapped m -> true;
            case Step.Ended e -> frame.isRoot() || isIteration(frame);
        };
    }

    boolean isIteration(Frame frame) {
        return !frame.isRoot() && frame(frame.parent).state() instanceof State.MapState;
    }

    /** The resource of the Task state that a frame stands in. */
    static TaskResource resourceOf(Frame frame) {
        if (frame.state() instanceof State.Task task) {
            return task.resource();
        }
        throw new IllegalStateException("frame " + frame.id + " is not in a Task state");
    }
}
