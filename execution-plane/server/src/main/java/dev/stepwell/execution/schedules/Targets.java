package dev.stepwell.execution.schedules;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.Fault;

/** What schedules can start: state machines, and workflows of SWF. */
public interface Targets {
    /** Refuses a target that a schedule of the caller's cannot have: one that is not there, or that its key does not reach. */
    void check(Caller caller, String target, String input);

    /**
     * Starts it, once: to ask again under the same id is to ask for the same. May block.
     *
     * @return the ARN of the execution
     * @throws Fault when it is not started
     */
    String start(Launch launch);

    /**
     * Ends what was started.
     *
     * @param at once, or by asking it to end
     * @return whether it has ended
     */
    boolean end(Launch launch, boolean atOnce);
}
