package dev.stepwell.engine.turn;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Everything that can happen to an execution (law 4). An input with a call id is answered by one {@link Reply}; call ids are the
 * shell's, positive, and mean nothing to a machine.
 */
public sealed interface Input
        permits Input.Start,
                Input.Continue,
                Input.Wake,
                Input.HandOut,
                Input.TaskSubmitted,
                Input.RequestFailed,
                Input.TaskSucceeded,
                Input.TaskFailed,
                Input.Inbox,
                Input.ItemsRead,
                Input.ReadingFailed,
                Input.ResultsWritten,
                Input.WritingFailed,
                Input.DescribeMapRun,
                Input.UpdateMapRun,
                Input.Redrive,
                Input.Pause,
                Input.Resume,
                Input.Stop,
                SwfInput {
    /**
     * The execution begins. Always the first input, and never comes again.
     *
     * @param facts who and what it is
     * @param input its input
     * @param variables that are there from the start, by name; only with a {@link Beginning}
     */
    record Start(StartFacts facts, Payload input, Map<String, Payload> variables) implements Input {
        public Start {
            variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
        }

        /** At the machine's StartAt, where there are no variables. */
        public Start(StartFacts facts, Payload input) {
            this(facts, input, Map.of());
        }
    }

    /** Nothing new: go on from where the records end (recovery, or the rest of a bounded turn). */
    record Continue() implements Input {}

    /**
     * A deadline may have passed. Harmless when none has.
     *
     * @param beats the last durable heartbeat of each open task that has had one
     */
    record Wake(Map<TaskRef, Beat> beats) implements Input {
        public Wake {
            beats = Map.copyOf(beats);
        }
    }

    /**
     * A worker asks for the task that was offered to it.
     *
     * @param poll the number of the worker's question, which no other question has: the task is the worker's however often the
     *     same question comes, so that an answer that was lost on its way can be asked for again
     */
    record HandOut(long call, TaskRef task, Optional<String> worker, long poll) implements Input {}

    /** A service has taken a request whose end comes later, by a task token or a job's end. */
    record TaskSubmitted(TaskRef task, Payload output) implements Input {}

    /** A service has not taken such a request. */
    record RequestFailed(TaskRef task, Optional<String> error, Optional<String> cause) implements Input {}

    /** A task is done. The call is 0 when nobody waits for an answer. */
    record TaskSucceeded(long call, TaskRef task, Payload output) implements Input {}

    /** A task has failed. The call is 0 when nobody waits for an answer. */
    record TaskFailed(long call, TaskRef task, Optional<String> error, Optional<String> cause) implements Input {}

    /**
     * Other executions may have sent something. Harmless when none has.
     *
     * @param letters what lies in the inbox; each is taken in by this turn, whatever comes of it
     */
    record Inbox(List<Letter> letters) implements Input {
        public Inbox {
            letters = List.copyOf(letters);
        }
    }

    /**
     * The reader of a map run has read on.
     *
     * @param from the cursor it went on from
     * @param next the cursor after these items
     * @param last whether there are no more
     */
    record ItemsRead(String from, String next, List<Payload> items, boolean last) implements Input {
        public ItemsRead {
            items = List.copyOf(items);
        }
    }

    /** The reader of a map run could not read on. */
    record ReadingFailed(String from, String error, String cause) implements Input {}

    /**
     * The results of a map run are written down.
     *
     * @param output the output of the run
     */
    record ResultsWritten(Payload output) implements Input {}

    /** The results of a map run could not be written down. */
    record WritingFailed(String error, String cause) implements Input {}

    /** DescribeMapRun. */
    record DescribeMapRun(long call) implements Input {}

    /**
     * UpdateMapRun; what is absent stays as it is.
     *
     * @param seen what it must be before: else nothing changes, and it is answered how the run stands
     */
    record UpdateMapRun(
            long call,
            OptionalInt maxConcurrency,
            OptionalLong toleratedCount,
            OptionalDouble toleratedPercentage,
            Optional<Seen> seen)
            implements Input {
        /** Whatever it is before. */
        public UpdateMapRun(
                long call,
                OptionalInt maxConcurrency,
                OptionalLong toleratedCount,
                OptionalDouble toleratedPercentage) {
            this(call, maxConcurrency, toleratedCount, toleratedPercentage, Optional.empty());
        }

        /** What can be changed of a run, as somebody has seen it. */
        public record Seen(int maxConcurrency, long toleratedCount, double toleratedPercentage) {}
    }

    /**
     * RedriveExecution.
     *
     * @param token by which the same request is known again
     */
    record Redrive(long call, Optional<String> token) implements Input {}

    /**
     * PauseExecution, or the pause of its machine.
     *
     * @param by who asks for it
     * @param reason why
     * @param withMachine whether all executions of the machine are paused
     */
    record Pause(long call, Optional<String> by, Optional<String> reason, boolean withMachine) implements Input {
        /** Of this one execution. */
        public Pause(long call, Optional<String> by, Optional<String> reason) {
            this(call, by, reason, false);
        }
    }

    /**
     * ResumeExecution, or the end of its machine's pause.
     *
     * @param withMachine whether only what was paused with the machine is to go on
     */
    record Resume(long call, boolean withMachine) implements Input {
        /** Of this one execution, whatever it was paused with. */
        public Resume(long call) {
            this(call, false);
        }
    }

    /** StopExecution. */
    record Stop(long call, Optional<String> error, Optional<String> cause) implements Input {}
}
