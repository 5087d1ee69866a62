package dev.stepwell.sdk.worker;

import dev.stepwell.contracts.swf.v1.Decision;
import dev.stepwell.contracts.swf.v1.PollForDecisionTaskResponse;
import java.util.List;

/** Decides what the executions of one workflow type of SWF do next. */
@FunctionalInterface
public interface Decider {
    /**
     * Decides. An exception answers nothing: the decision task times out and comes again.
     *
     * @param task with all of its history, or what is new of it, from the oldest event to the newest
     */
    List<Decision> decide(PollForDecisionTaskResponse task) throws Exception;
}
