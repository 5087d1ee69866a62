package dev.stepwell.execution.schedules;

import dev.stepwell.execution.ports.Timetable.Entry;
import dev.stepwell.execution.ports.Timetable.Fire;

/** The context attributes of EventBridge Scheduler (user guide, "Adding context attributes"), wherever an input has them. */
final class Attributes {
    private static final String MARK = "<aws.scheduler.";

    private Attributes() {}

    static String fill(Entry entry, Fire fire, String arn) {
        String input = entry.definition().getTarget().getInput();
        return input.contains(MARK)
                ? input.replace(MARK + "schedule-arn>", arn)
                        .replace(MARK + "scheduled-time>", fire.due().toString())
                        .replace(MARK + "execution-id>", fire.execution().toString())
                        .replace(MARK + "attempt-number>", Integer.toString(fire.attempts()))
                : input;
    }
}
