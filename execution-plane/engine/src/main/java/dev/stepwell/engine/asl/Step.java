package dev.stepwell.engine.asl;

import dev.stepwell.engine.record.TaskChange;
import dev.stepwell.engine.record.TaskFamily;
import dev.stepwell.engine.turn.Payload;
import dev.stepwell.engine.turn.TaskRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a frame stands: its program counter. Together with the definition it says what comes next (law 6). */
sealed interface Step {
    /** What has to come from outside before it goes on, if anything that is known by a task. */
    default Optional<TaskRef> awaited() {
        return switch (this) {
            case Working working -> Optional.of(working.task());
            case Mapping mapping -> Optional.of(mapping.task());
            case Enter s -> Optional.empty();
            case Body s -> Optional.empty();
            case Waiting s -> Optional.empty();
            case Retrying s -> Optional.empty();
            case Branching s -> Optional.empty();
            case Iterating s -> Optional.empty();
            case Distributing s -> Optional.empty();
            case Mapped s -> Optional.empty();
            case Failing s -> Optional.empty();
            case Done s -> Optional.empty();
            case Failed s -> Optional.empty();
            case Ended s -> Optional.empty();
        };
    }

    /** The frame's state is to be entered. */
    record Enter() implements Step {}

    /** The state is entered; its body comes next. */
    record Body() implements Step {}

    /** A Wait waits. */
    record Waiting(Instant until) implements Step {}

    /** A retry waits; then the body comes again. */
    record Retrying(Instant until) implements Step {}

    /**
     * A task is open.
     *
     * @param arguments what it was given
     * @param started when it was handed out or asked for; empty before
     * @param timeoutSeconds 0 for none
     * @param heartbeatSeconds 0 for none
     * @param lastBeat the last heartbeat that moved the deadline
     * @param submitted whether the service has answered that it took the request
     * @param early what was reported by token before that
     * @param poll the worker's question that the task was the answer to; 0 before, and when nobody had to ask
     */
    record Working(
            TaskRef task,
            TaskFamily family,
            Payload arguments,
            Optional<String> roleArn,
            Optional<Instant> started,
            long timeoutSeconds,
            long heartbeatSeconds,
            Optional<Instant> lastBeat,
            boolean submitted,
            Optional<TaskChange.EndedEarly> early,
            long poll)
            implements Step {
        /** When the task times out: TimeoutSeconds count from the start (developer guide, "Task state fields"). */
        Optional<Instant> timeoutAt() {
            return timeoutSeconds == 0 || early.isPresent()
                    ? Optional.empty()
                    : started.map(s -> s.plusSeconds(timeoutSeconds));
        }

        /** When a heartbeat must have come. */
        Optional<Instant> heartbeatAt() {
            return heartbeatSeconds == 0 || early.isPresent()
                    ? Optional.empty()
                    : lastBeat.or(() -> started).map(s -> s.plusSeconds(heartbeatSeconds));
        }

        /** Whether this question was answered with the task, be it that the answer did not arrive. */
        boolean isAnswerTo(long question) {
            return started.isPresent() && poll != 0 && poll == question;
        }

        Working startedAt(Instant at, long question) {
            return with(Optional.of(at), lastBeat, submitted, early, question);
        }

        Working withBeat(Instant beat) {
            return with(started, Optional.of(beat), submitted, early, poll);
        }

        Working asSubmitted() {
            return with(started, lastBeat, true, early, poll);
        }

        Working endedEarly(TaskChange.EndedEarly end) {
            return with(started, lastBeat, submitted, Optional.of(end), poll);
        }

        private Working with(
                Optional<Instant> startedAt,
                Optional<Instant> beat,
                boolean taken,
                Optional<TaskChange.EndedEarly> end,
                long question) {
            return new Working(
                    task,
                    family,
                    arguments,
                    roleArn,
                    startedAt,
                    timeoutSeconds,
                    heartbeatSeconds,
                    beat,
                    taken,
                    end,
                    question);
        }
    }

    /** The branches of a Parallel run. */
    record Branching(int branches, int ended) implements Step {}

    /** The iterations of a Map run. Changed in place by the fold, as its lists can be long. */
    final class Iterating implements Step {
        final List<Payload> items;
        final int maxConcurrency;
        final List<@Nullable Payload> outputs;
        int next;
        int running;
        int succeeded;

        /** The event that MapStateSucceeded follows: the last MapIterationSucceeded. */
        long join;

        Iterating(List<Payload> items, int maxConcurrency) {
            this.items = items;
            this.maxConcurrency = maxConcurrency;
            this.outputs = new ArrayList<>(Collections.nCopies(items.size(), null));
        }

        boolean mayStart() {
            return next < items.size() && running < maxConcurrency;
        }

        boolean isComplete() {
            return succeeded == items.size();
        }
    }

    /** A distributed Map has started, its map run has not. */
    record Distributing(Optional<Payload> items, int maxConcurrency) implements Step {}

    /**
     * A distributed Map waits for its map run.
     *
     * @param task what the run answers to
     * @param order the input of the run
     * @param began when it was started
     */
    record Mapping(TaskRef task, String mapRunArn, Payload order, Instant began) implements Step {}

    /**
     * The map run has succeeded; the Map is about to.
     *
     * @param after the event that the exit of the Map follows
     */
    record Mapped(Payload output, long after) implements Step {}

    /** A part of the fan-out has failed; what is left of it is being aborted. */
    record Failing(int child, Optional<String> error, Optional<String> cause) implements Step {}

    /** The body has given its result. */
    record Done(Payload result) implements Step {}

    /**
     * The body has failed, and an event says so.
     *
     * @param fanOutOpen whether the event that the Parallel or Map failed is still to come
     */
    record Failed(Optional<String> error, Optional<String> cause, boolean fanOutOpen) implements Step {
        /** Nothing is left to say about the failure. */
        static Failed of(Optional<String> error, Optional<String> cause) {
            return new Failed(error, cause, false);
        }
    }

    /** The frame's flow has ended; the frame's data is its output. */
    record Ended() implements Step {}
}
