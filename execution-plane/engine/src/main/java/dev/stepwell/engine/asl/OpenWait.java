package dev.stepwell.engine.asl;

import dev.stepwell.engine.turn.TaskRef;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A state that is entered and waits, as those see it who ask why an execution does not go on.
 *
 * @param state its name
 * @param around the states it stands in, outermost first
 * @param why what for
 * @param since since when, as far as the state knows
 * @param until when it ends by itself
 * @param task the task it waits for, if it does
 * @param resource what does the task: the activity, the function, the service with what is asked of it
 * @param attempt which attempt at the state it is, counted from 1
 * @param waiting of {@link Why#CONCURRENCY}: how many iterations may not begin yet
 */
public record OpenWait(
        String state,
        List<Around> around,
        Why why,
        Optional<Instant> since,
        Optional<Instant> until,
        Optional<TaskRef> task,
        Optional<String> resource,
        int attempt,
        int waiting) {
    public OpenWait {
        around = List.copyOf(around);
    }

    /** What a state waits for. */
    public enum Why {
        /** A time. */
        TIMER,
        /** That a worker of an activity takes the task. */
        WORKER,
        /** The worker that has it. */
        HEARTBEAT,
        /** That somebody who was given the task's token answers. */
        TOKEN,
        /** The next attempt after an error. */
        RETRY,
        /** The end of an execution or a job that it started. */
        CHILD,
        /** The answer of a function or a service. */
        FUNCTION,
        /** That others end, before further iterations may begin. */
        CONCURRENCY
    }

    /**
     * A state that another one stands in.
     *
     * @param state its name
     * @param map whether it is a Map, and the index that of an iteration; else the index is that of a branch
     */
    public record Around(String state, boolean map, int index) {}
}
