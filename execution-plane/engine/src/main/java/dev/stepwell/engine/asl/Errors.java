package dev.stepwell.engine.asl;

import dev.stepwell.asl.expression.StatesException;
import java.util.List;

/** The reserved error names and what they match (developer guide, "Error names"). */
final class Errors {
    static final String RUNTIME = "States.Runtime";
    static final String TASK_FAILED = "States.TaskFailed";
    static final String TIMEOUT = "States.Timeout";
    static final String HEARTBEAT_TIMEOUT = "States.HeartbeatTimeout";
    static final String DATA_LIMIT_EXCEEDED = "States.DataLimitExceeded";
    static final String NO_CHOICE_MATCHED = "States.NoChoiceMatched";

    private Errors() {}

    /**
     * Whether a retrier or catcher stands for an error. States.Runtime is never retried or caught, by whatever name;
     * States.Timeout also stands for a missed heartbeat.
     */
    static boolean matches(List<String> errorEquals, String error) {
        if (error.equals(RUNTIME)) {
            return false;
        }
        for (String name : errorEquals) {
            boolean stands = switch (name) {
                case "States.ALL" -> true;
                case TASK_FAILED -> !error.equals(TIMEOUT) && !error.equals(DATA_LIMIT_EXCEEDED);
                case TIMEOUT -> error.equals(TIMEOUT) || error.equals(HEARTBEAT_TIMEOUT);
                default -> name.equals(error);
            };
            if (stands) {
                return true;
            }
        }
        return false;
    }

    /** The cause of States.DataLimitExceeded, as recorded from AWS. */
    static String tooLarge(String name) {
        return "The state/task '" + name
                + "' returned a result with a size exceeding the maximum number of bytes service limit.";
    }

    /** The cause AWS shows for a failure inside a state. */
    static String inState(Frame frame, StatesException failure) {
        return "An error occurred while executing the state '" + frame.stateName + "' (entered at the event id #"
                + frame.enteredEvent + "). " + failure.causeText();
    }
}
