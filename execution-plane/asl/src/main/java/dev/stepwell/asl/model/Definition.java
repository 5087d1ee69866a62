package dev.stepwell.asl.model;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * A whole state machine.
 *
 * @param flow where it starts and its states
 * @param comment the top-level Comment, shown as the machine's description
 * @param timeoutSeconds the longest an execution may run; absent: as long as it takes, where AWS ends it after a year
 * @param queryLanguage what states speak unless they say otherwise
 */
public record Definition(
        Flow flow, Optional<String> comment, OptionalLong timeoutSeconds, QueryLanguage queryLanguage) {
    /** The same, for executions that may not run longer than that whatever it says. */
    public Definition within(long seconds) {
        OptionalLong shorter = OptionalLong.of(Math.min(seconds, timeoutSeconds.orElse(seconds)));
        return new Definition(flow, comment, shorter, queryLanguage);
    }
}
