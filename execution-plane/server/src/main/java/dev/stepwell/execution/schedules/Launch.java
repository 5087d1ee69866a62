package dev.stepwell.execution.schedules;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.names.ExecutionKey;
import java.time.Duration;

/**
 * What is to be started.
 *
 * @param caller in whose name
 * @param key the id that it has
 * @param name the name that it has if the target gives it none
 * @param target what is started
 * @param input its input, empty for none
 */
record Launch(Caller caller, ExecutionKey key, String name, String target, String input) {
    /** The longest that one start may take: well within what the rows stay locked for. */
    static final Duration LONGEST = Duration.ofSeconds(3);
}
