package dev.stepwell.engine.asl;

import dev.stepwell.asl.model.State;
import dev.stepwell.asl.model.TaskResource;
import dev.stepwell.engine.asl.OpenWait.Around;
import dev.stepwell.engine.asl.OpenWait.Why;
import dev.stepwell.engine.record.TaskFamily;
import dev.stepwell.engine.turn.TaskRef;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Why an execution does not go on. Changes nothing. */
public final class OpenWaits {
    private OpenWaits() {}

    /** What each of its open states waits for; nothing of those that have something to do, and of a run that has ended. */
    public static List<OpenWait> of(AslRun run) {
        List<OpenWait> waits = new ArrayList<>();
        if (!run.status.isTerminal()) {
            for (Frame frame : run.frames.values()) {
                if (!frame.halted) {
                    of(run, frame).ifPresent(waits::add);
                }
            }
        }
        return waits;
    }

    private static Optional<OpenWait> of(AslRun run, Frame frame) {
        return switch (frame.step) {
            case Step.Waiting s ->
                Optional.of(wait(run, frame, Why.TIMER, Optional.of(frame.enteredAt), Optional.of(s.until())));
            case Step.Retrying s -> Optional.of(wait(run, frame, Why.RETRY, Optional.empty(), Optional.of(s.until())));
            case Step.Working s -> Optional.of(task(run, frame, s));
            case Step.Iterating s -> iterations(run, frame, s);
            case Step.Mapping s -> Optional.of(mapRun(run, frame, s));
            case Step.Distributing s -> Optional.empty();
            case Step.Mapped s -> Optional.empty();
            case Step.Enter s -> Optional.empty();
            case Step.Body s -> Optional.empty();
            case Step.Branching s -> Optional.empty();
            case Step.Failing s -> Optional.empty();
            case Step.Done s -> Optional.empty();
            case Step.Failed s -> Optional.empty();
            case Step.Ended s -> Optional.empty();
        };
    }

    private static OpenWait wait(AslRun run, Frame frame, Why why, Optional<Instant> since, Optional<Instant> until) {
        return new OpenWait(
                frame.stateName,
                around(run, frame),
                why,
                since,
                until,
                Optional.empty(),
                Optional.empty(),
                frame.retryCount() + 1,
                0);
    }

    private static OpenWait task(AslRun run, Frame frame, Step.Working working) {
        TaskFamily family = working.family();
        Optional<Instant> until = Stream.concat(working.timeoutAt().stream(), working.heartbeatAt().stream())
                .min(Comparator.naturalOrder());
        return new OpenWait(
                frame.stateName,
                around(run, frame),
                why(frame, working),
                working.started(),
                until,
                Optional.<TaskRef>of(working.task()),
                Optional.of(
                        family.resourceType().isEmpty()
                                ? family.resource()
                                : family.resourceType() + ":" + family.resource()),
                frame.retryCount() + 1,
                0);
    }

    private static OpenWait mapRun(AslRun run, Frame frame, Step.Mapping mapping) {
        return new OpenWait(
                frame.stateName,
                around(run, frame),
                Why.CHILD,
                Optional.of(mapping.began()),
                Optional.empty(),
                Optional.of(mapping.task()),
                Optional.of(mapping.mapRunArn()),
                frame.retryCount() + 1,
                0);
    }

    private static Why why(Frame frame, Step.Working working) {
        return switch (AslRun.resourceOf(frame)) {
            case TaskResource.Activity a -> working.started().isEmpty() ? Why.WORKER : Why.HEARTBEAT;
            case TaskResource.Function f -> Why.FUNCTION;
            case TaskResource.Service s ->
                switch (s.pattern()) {
                    case REQUEST_RESPONSE -> Why.FUNCTION;
                    case SYNC -> Why.CHILD;
                    case WAIT_FOR_TASK_TOKEN -> Why.TOKEN;
                };
        };
    }

    private static Optional<OpenWait> iterations(AslRun run, Frame frame, Step.Iterating iterating) {
        int waiting = iterating.items.size() - iterating.next;
        return waiting == 0 || iterating.mayStart()
                ? Optional.empty()
                : Optional.of(new OpenWait(
                        frame.stateName,
                        around(run, frame),
                        Why.CONCURRENCY,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        frame.retryCount() + 1,
                        waiting));
    }

    static List<Around> around(AslRun run, Frame frame) {
        Deque<Around> around = new ArrayDeque<>();
        for (Frame inner = frame; !inner.isRoot(); inner = run.frame(inner.parent)) {
            Frame outer = run.frame(inner.parent);
            around.addFirst(new Around(outer.stateName, outer.state() instanceof State.MapState, inner.index));
        }
        return List.copyOf(around);
    }
}
