package dev.stepwell.engine.turn;

import dev.stepwell.asl.model.TaskResource;
import dev.stepwell.engine.workflow.CloseStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Everything an execution can want of the world. Carried out after the commit, by one exhaustive switch (law 4). */
public sealed interface Effect
        permits Effect.OfferActivity,
                Effect.Invoke,
                Effect.OpenTask,
                Effect.TaskHandedOut,
                Effect.CloseTask,
                Effect.WakeAt,
                Effect.TellParent,
                Effect.GiveUpChild,
                Effect.TakenIn,
                Effect.StartMapRun,
                Effect.StartChildren,
                Effect.ReadItems,
                Effect.WriteResults,
                Effect.GoOn,
                Effect.Reopen,
                Effect.Close,
                SwfEffect {
    /** Offer a task to the workers of an activity, before those of smaller priorities. */
    record OfferActivity(TaskRef task, String activityArn, int priority) implements Effect {}

    /**
     * Ask a service or function, and bring what it answers back as an input. Done at least once when a node dies meanwhile.
     *
     * @param resource the Resource of the state
     * @param arguments what it is given
     * @param roleArn the role of Credentials
     * @param endsLater the answer only says that the request was taken; the end comes by task token, or is a child's
     * @param began when the task began: the same however often it is asked
     */
    record Invoke(
            TaskRef task,
            TaskResource resource,
            Payload arguments,
            Optional<String> roleArn,
            boolean endsLater,
            Instant began)
            implements Effect {}

    /**
     * A task is open for heartbeats and completions by token.
     *
     * @param activityArn the activity whose workers it waits for, if it does
     * @param priority in the line of that activity
     */
    record OpenTask(TaskRef task, Optional<String> activityArn, int priority) implements Effect {
        /** A task that waits for nobody. */
        public static OpenTask byToken(TaskRef task) {
            return new OpenTask(task, Optional.empty(), 0);
        }

        /** A task that waits in the line of an activity, with the usual priority. */
        public static OpenTask ofActivity(TaskRef task, String activityArn) {
            return new OpenTask(task, Optional.of(activityArn), 0);
        }
    }

    /** A task was handed out to a worker. */
    record TaskHandedOut(TaskRef task) implements Effect {}

    /** A task is over: what comes for it from now on is too late. */
    record CloseTask(TaskRef task) implements Effect {}

    /** Wake the execution at this time if nothing else does before. */
    record WakeAt(Instant due) implements Effect {}

    /** Tell the parent that this execution has ended. */
    record TellParent(ParentTask parent) implements Effect {}

    /**
     * Tell the child that a task has started that nobody waits for it any more.
     *
     * @param began when the task began, as its {@link Invoke} had it
     */
    record GiveUpChild(TaskRef task, Instant began) implements Effect {}

    /** A letter has been taken in: it is no longer in the inbox. */
    record TakenIn(Letter.Slip slip) implements Effect {}

    /**
     * Start the map run of a distributed Map, once, however often it is asked for.
     *
     * @param mapRunArn its ARN
     * @param order its input
     * @param began when the task began, from which with the task its id follows
     */
    record StartMapRun(TaskRef task, String mapRunArn, Payload order, Instant began) implements Effect {}

    /** Start children of a map run, each once, however often it is asked for. */
    record StartChildren(List<Child> children, boolean express, Instant began) implements Effect {
        public StartChildren {
            children = List.copyOf(children);
        }

        /**
         * A child.
         *
         * @param task the task of its map run that it is
         * @param items how many items are in its input
         */
        public record Child(TaskRef task, Payload input, int items) {}
    }

    /**
     * Read the next items of a map run, and bring them back as an input.
     *
     * @param reader the ItemReader with its arguments
     * @param cursor where to go on; empty at the beginning
     * @param most at most that many
     */
    record ReadItems(Payload reader, String cursor, int most) implements Effect {}

    /**
     * Write down the results of a map run, and bring back what its output is.
     *
     * @param writer the ResultWriter with its arguments
     * @param children how many there are
     * @param began from which with a child's task its id follows
     */
    record WriteResults(Payload writer, int children, Instant began) implements Effect {}

    /** The turn was cut short: send a Continue. */
    record GoOn() implements Effect {}

    /**
     * An execution that had ended runs again. It may end once more in the same turn.
     *
     * @param redriveCount how often it has been redriven by now
     * @param redriveDate when it was redriven
     */
    record Reopen(int redriveCount, Instant redriveDate) implements Effect {}

    /**
     * The execution has ended.
     *
     * @param output present when it succeeded
     * @param closeStatus how a workflow execution of Amazon SWF ended; its reason is the error and its details are the cause
     */
    record Close(
            RunStatus status,
            Optional<Payload> output,
            Optional<String> error,
            Optional<String> cause,
            Optional<CloseStatus> closeStatus)
            implements Effect {
        /** The end of an execution of a state machine. */
        public Close(RunStatus status, Optional<Payload> output, Optional<String> error, Optional<String> cause) {
            this(status, output, error, cause, Optional.empty());
        }
    }
}
