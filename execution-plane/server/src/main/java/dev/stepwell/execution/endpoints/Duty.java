package dev.stepwell.execution.endpoints;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.worker.v1.Hello;
import dev.stepwell.contracts.worker.v1.Report;
import dev.stepwell.contracts.worker.v1.Task;
import dev.stepwell.execution.turns.NotDone;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** What workers that stay do for one of the two services: of which tasks they are told, and what they may report. */
public interface Duty {
    /**
     * Lets a worker stay for tasks; it has no credit yet.
     *
     * @param taker gets each task once it is durably handed out, on any thread; it does not wait
     * @throws Fault when it says hello to what is not there, or too many stay already
     */
    Stay stay(Caller caller, Hello hello, Consumer<Task> taker);

    /**
     * Takes a report; ends once it is durable, else with a {@link Fault} or a {@link NotDone}. May wait, though not for that.
     *
     * @throws Fault when it is none of this service's
     */
    CompletionStage<Taken> take(Caller caller, Report report);

    /** What comes of a report that was taken. */
    enum Taken {
        /** Nothing. */
        TAKEN,
        /** Somebody has asked for the task to be cancelled. */
        CANCEL_REQUESTED
    }

    /** A worker that stays. */
    interface Stay {
        /** Lets it have so many tasks more, or fewer when negative. */
        void grant(int tasks);

        /** Takes no more tasks; those that are just being handed out still come. */
        void end();

        /** Whether it has ended and nothing comes any more. */
        boolean isQuiet();
    }
}
