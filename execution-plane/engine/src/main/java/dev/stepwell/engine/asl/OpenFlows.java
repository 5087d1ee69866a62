package dev.stepwell.engine.asl;

import dev.stepwell.engine.asl.OpenWait.Around;
import dev.stepwell.engine.record.TaskFamily;
import dev.stepwell.engine.turn.Payload;
import dev.stepwell.engine.turn.TaskRef;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Where every flow of an execution stands, with its data. Changes nothing. */
public final class OpenFlows {
    private OpenFlows() {}

    /** Where in its state a flow stands. */
    public enum Position {
        /** The state is not entered yet. */
        ENTERING,
        /** The state is entered; its work comes next. */
        ENTERED,
        /** A Wait waits. */
        WAITING,
        /** A task is open. */
        TASK,
        /** The next attempt waits. */
        RETRYING,
        /** The branches of a Parallel run. */
        BRANCHES,
        /** The iterations of a Map run. */
        ITERATIONS,
        /** The map run of a distributed Map runs. */
        MAP_RUN,
        /** The work is done. */
        DONE,
        /** A part has failed, and the others are being aborted. */
        FAILING,
        /** The work has failed. */
        FAILED,
        /** It is aborted, as another part of the fan-out around it has failed. */
        HALTED,
        /** The flow has come to its end. */
        ENDED
    }

    /**
     * A flow.
     *
     * @param around the states it stands in, outermost first
     * @param state the state it is in, or about to enter
     * @param entered the event of the state's entry; 0 before the first
     * @param enteredAt when that was
     * @param attempt which attempt at the state, from 1
     * @param detail what more there is to say about where it stands
     * @param data the state's raw input; at the end the flow's output
     * @param variables of its own scope, by name
     */
    public record OpenFlow(
            List<Around> around,
            String state,
            Position position,
            long entered,
            Instant enteredAt,
            int attempt,
            Detail detail,
            Payload data,
            Map<String, Payload> variables) {
        public OpenFlow {
            around = List.copyOf(around);
        }
    }

    /**
     * More of where a flow stands, as far as its position has it.
     *
     * @param until when it ends by itself
     * @param task the task or map run that is open
     * @param resource what does it
     * @param work what the task was given, or the result
     * @param parts how many parts a fan-out has
     * @param partsEnded how many of them have ended well
     */
    public record Detail(
            Optional<Instant> until,
            Optional<TaskRef> task,
            Optional<String> resource,
            Optional<Payload> work,
            int parts,
            int partsEnded,
            Optional<String> error,
            Optional<String> cause) {
        private static final Detail NONE = new Detail(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                0,
                Optional.empty(),
                Optional.empty());

        private static Detail until(Instant until) {
            return new Detail(Optional.of(until), NONE.task, NONE.resource, NONE.work, 0, 0, NONE.error, NONE.cause);
        }

        private static Detail working(Step.Working task) {
            TaskFamily family = task.family();
            String resource = family.resourceType().isEmpty()
                    ? family.resource()
                    : family.resourceType() + ":" + family.resource();
            return new Detail(
                    Stream.concat(task.timeoutAt().stream(), task.heartbeatAt().stream())
                            .min(Comparator.naturalOrder()),
                    Optional.of(task.task()),
                    Optional.of(resource),
                    Optional.of(task.arguments()),
                    0,
                    0,
                    NONE.error,
                    NONE.cause);
        }

        private static Detail mapRun(Step.Mapping run) {
            return new Detail(
                    NONE.until,
                    Optional.of(run.task()),
                    Optional.of(run.mapRunArn()),
                    NONE.work,
                    0,
                    0,
                    NONE.error,
                    NONE.cause);
        }

        private static Detail result(Payload work) {
            return new Detail(NONE.until, NONE.task, NONE.resource, Optional.of(work), 0, 0, NONE.error, NONE.cause);
        }

        private static Detail parts(int parts, int ended) {
            return new Detail(NONE.until, NONE.task, NONE.resource, NONE.work, parts, ended, NONE.error, NONE.cause);
        }

        private static Detail failure(Optional<String> error, Optional<String> cause) {
            return new Detail(NONE.until, NONE.task, NONE.resource, NONE.work, 0, 0, error, cause);
        }
    }

    private record Place(Position position, Detail detail) {}

    /** All flows, the machine's own first, then in the order in which they were opened; none of a run that has succeeded. */
    public static List<OpenFlow> of(AslRun run) {
        return run.frames.values().stream().map(frame -> of(run, frame)).toList();
    }

    private static OpenFlow of(AslRun run, Frame frame) {
        Place place = place(frame.step);
        return new OpenFlow(
                OpenWaits.around(run, frame),
                frame.stateName,
                frame.halted ? Position.HALTED : place.position,
                frame.enteredEvent,
                frame.enteredAt,
                frame.retryCount() + 1,
                place.detail,
                frame.data,
                new TreeMap<>(frame.variables));
    }

    private static Place place(Step step) {
        return switch (step) {
            case Step.Enter s -> new Place(Position.ENTERING, Detail.NONE);
            case Step.Body s -> new Place(Position.ENTERED, Detail.NONE);
            case Step.Waiting s -> new Place(Position.WAITING, Detail.until(s.until()));
            case Step.Retrying s -> new Place(Position.RETRYING, Detail.until(s.until()));
            case Step.Working s -> new Place(Position.TASK, Detail.working(s));
            case Step.Branching s -> new Place(Position.BRANCHES, Detail.parts(s.branches(), s.ended()));
            case Step.Iterating s -> new Place(Position.ITERATIONS, Detail.parts(s.items.size(), s.succeeded));
            case Step.Distributing s -> new Place(Position.ENTERED, Detail.NONE);
            case Step.Mapping s -> new Place(Position.MAP_RUN, Detail.mapRun(s));
            case Step.Mapped s -> new Place(Position.DONE, Detail.result(s.output()));
            case Step.Failing s -> new Place(Position.FAILING, Detail.failure(s.error(), s.cause()));
            case Step.Done s -> new Place(Position.DONE, Detail.result(s.result()));
            case Step.Failed s -> new Place(Position.FAILED, Detail.failure(s.error(), s.cause()));
            case Step.Ended s -> new Place(Position.ENDED, Detail.NONE);
        };
    }
}
