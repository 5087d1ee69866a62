package dev.stepwell.engine.decision;

import dev.stepwell.engine.workflow.Timeout;
import java.util.Optional;

/** How an activity task is to be done: as a decision says, or, where it does not, as the registration of the type does by default. */
public record ActivityOptions(
        Optional<String> taskList,
        Optional<String> taskPriority,
        Optional<Timeout> scheduleToStart,
        Optional<Timeout> scheduleToClose,
        Optional<Timeout> startToClose,
        Optional<Timeout> heartbeat) {
    /** Nothing is said. */
    public static final ActivityOptions NONE = new ActivityOptions(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** These, and for what they do not say, the others. */
    public ActivityOptions or(ActivityOptions defaults) {
        return new ActivityOptions(
                taskList.or(defaults::taskList),
                taskPriority.or(defaults::taskPriority),
                scheduleToStart.or(defaults::scheduleToStart),
                scheduleToClose.or(defaults::scheduleToClose),
                startToClose.or(defaults::startToClose),
                heartbeat.or(defaults::heartbeat));
    }
}
