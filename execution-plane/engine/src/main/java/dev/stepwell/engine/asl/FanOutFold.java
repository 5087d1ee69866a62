package dev.stepwell.engine.asl;

import dev.stepwell.asl.model.Flow;
import dev.stepwell.asl.model.State;
import dev.stepwell.engine.record.FanOutChange;
import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.engine.turn.Payload;
import dev.stepwell.engine.turn.TaskRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What the records of Parallel and Map mean. */
final class FanOutFold {
    private FanOutFold() {}

    static void apply(AslRun run, JournalRecord record, FanOutChange change) {
        Frame frame = run.frame(change.frame());
        switch (change) {
            case FanOutChange.ParallelStarted started -> parallelStarted(run, record, frame, started.input());
            case FanOutChange.ParallelSucceeded succeeded -> {
                List<Payload> outputs = new ArrayList<>();
                frame.children.forEach(child -> outputs.add(run.frame(child).data));
                joined(run, record, frame, outputs);
            }
            case FanOutChange.ParallelFailed failed ->
                failed(run, record, frame, Step.Failed.of(failed.error(), failed.cause()));
            case FanOutChange.MapStarted started -> {
                frame.last = record.eventId();
                run.move(frame, new Step.Iterating(started.items(), started.maxConcurrency()));
            }
            case FanOutChange.MapDistributed started -> {
                frame.last = record.eventId();
                run.move(frame, new Step.Distributing(started.items(), started.maxConcurrency()));
            }
            case FanOutChange.MapRunStarted started -> {
                frame.last = record.eventId();
                TaskRef task = new TaskRef(record.eventId(), run.generation);
                run.move(frame, new Step.Mapping(task, started.mapRunArn(), started.order(), record.at()));
            }
            case FanOutChange.MapRunSucceeded succeeded -> {
                frame.last = record.eventId();
                run.move(frame, new Step.Mapped(succeeded.output(), record.previousEventId()));
            }
            case FanOutChange.MapRunFailed failed -> {
                frame.last = record.eventId();
                run.move(frame, new Step.Failed(failed.error(), failed.cause(), true));
            }
            case FanOutChange.MapRunAborted aborted -> frame.runAborted = true;
            case FanOutChange.MapSucceeded succeeded -> mapSucceeded(run, record, frame);
            case FanOutChange.MapFailed failed ->
                failed(run, record, frame, Step.Failed.of(failed.error(), failed.cause()));
            case FanOutChange.IterationStarted started -> iterationStarted(run, record, frame, started);
            case FanOutChange.IterationSucceeded succeeded -> iterationSucceeded(run, record, frame);
            case FanOutChange.IterationFailed failed -> frame.iterationClosed = true;
            case FanOutChange.IterationAborted aborted -> frame.iterationClosed = true;
            case FanOutChange.Failing failing -> {
                halt(run, frame);
                frame.fanOut = frame.step;
                run.move(frame, new Step.Failing(failing.child(), failing.error(), failing.cause()));
            }
        }
    }

    /** A child that has come to the end of its flow: a Parallel counts it; an iteration is closed by a record of its own. */
    static void childEnded(AslRun run, Frame child) {
        Frame parent = run.frame(child.parent);
        if (parent.step instanceof Step.Branching branching) {
            parent.last = child.last;
            run.move(parent, new Step.Branching(branching.branches(), branching.ended() + 1));
        }
    }

    /** Whether the frame's state is a fan-out that has neither succeeded nor failed, so that an event has to say so yet. */
    static boolean isOpen(Frame frame) {
        boolean fanOut = frame.state() instanceof State.MapState || frame.state() instanceof State.Parallel;
        return fanOut && !(frame.step instanceof Step.Done) && !(frame.step instanceof Step.Failed);
    }

    private static void parallelStarted(AslRun run, JournalRecord record, Frame frame, Payload input) {
        frame.last = record.eventId();
        List<Flow> branches = ((State.Parallel) frame.state()).branches();
        for (int i = 0; i < branches.size(); i++) {
            Frame child = run.open(new Frame(run.nextFrame, frame.id, i, branches.get(i), input, record.eventId()));
            frame.children.add(child.id);
            run.refresh(child);
        }
        run.move(frame, new Step.Branching(branches.size(), 0));
    }

    private static void iterationStarted(
            AslRun run, JournalRecord record, Frame frame, FanOutChange.IterationStarted started) {
        Step.Iterating iterating = iterating(frame);
        iterating.next = started.index() + 1;
        iterating.running++;
        Flow flow = ((State.MapState) frame.state()).processor().flow();
        Frame child =
                run.open(new Frame(run.nextFrame, frame.id, started.index(), flow, started.input(), record.eventId()));
        frame.children.add(child.id);
        run.refresh(child);
        run.refresh(frame);
    }

    private static void mapSucceeded(AslRun run, JournalRecord record, Frame frame) {
        if (frame.step instanceof Step.Mapped mapped) {
            frame.last = mapped.after();
            run.move(frame, new Step.Done(mapped.output()));
            return;
        }
        List<Payload> outputs = new ArrayList<>();
        iterating(frame).outputs.forEach(output -> outputs.add(Objects.requireNonNull(output)));
        joined(run, record, frame, outputs);
    }

    /** MapIterationSucceeded is a side branch of the chain: the next iteration follows the last event inside this one. */
    private static void iterationSucceeded(AslRun run, JournalRecord record, Frame child) {
        Frame parent = run.frame(child.parent);
        Step.Iterating iterating = iterating(parent);
        iterating.outputs.set(child.index, child.data);
        iterating.running--;
        iterating.succeeded++;
        iterating.join = record.eventId();
        parent.last = child.last;
        parent.children.remove(child.id);
        run.runnable.remove(child.id);
        run.frames.remove(child.id);
        run.refresh(parent);
    }

    /** The exit of a Parallel or Map follows the event before its …Succeeded, not that event itself. */
    private static void joined(AslRun run, JournalRecord record, Frame frame, List<Payload> outputs) {
        frame.last = record.previousEventId();
        run.dropChildren(frame);
        run.move(frame, new Step.Done(Payload.array(outputs)));
    }

    /** The parts stay where they were stopped, for a redrive, until the state is left or tried again. */
    private static void failed(AslRun run, JournalRecord record, Frame frame, Step.Failed step) {
        frame.last = record.eventId();
        if (frame.fanOut == null) {
            run.dropChildren(frame);
        } else {
            closeTasks(run, frame);
        }
        run.move(frame, step);
    }

    private static void closeTasks(AslRun run, Frame frame) {
        for (int id : frame.children) {
            Frame child = run.frame(id);
            if (child.step.awaited().isPresent()) {
                run.move(child, new Step.Body());
            }
            closeTasks(run, child);
        }
    }

    private static void halt(AslRun run, Frame frame) {
        for (int child : frame.children) {
            Frame halted = run.frame(child);
            halted.halted = true;
            run.refresh(halted);
            halt(run, halted);
        }
    }

    private static Step.Iterating iterating(Frame frame) {
        if (frame.step instanceof Step.Iterating iterating) {
            return iterating;
        }
        throw new IllegalStateException("frame " + frame.id + " does not iterate");
    }
}
