package dev.stepwell.sdk.worker;

import org.jspecify.annotations.Nullable;

/** Does the tasks of one activity. */
@FunctionalInterface
public interface Handler {
    /**
     * Does a task, on a thread of its own that is interrupted when the task is over before it is done.
     *
     * @return the output: JSON text for an activity of Step Functions, any text or nothing for one of SWF
     * @throws TaskFailed to say how the task has failed; any other exception fails it under the exception's name
     * @throws TaskCanceled when an activity task of SWF was given up, as was asked for
     */
    @Nullable
    String handle(TaskInHand task) throws Exception;
}
