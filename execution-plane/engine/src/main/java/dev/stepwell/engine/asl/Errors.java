package dev.stepwell.engine.asl;

import dev.stepwell.asl.expression.StatesException;
import java.util.List;
import java.util.Optional;

/** The reserved error names and what they match (developer guide, "Error names"). */
public final class Errors {
    public static final String RUNTIME = "States.Runtime";
    static final String TASK_FAILED = "States.TaskFailed";
    static final String TIMEOUT = "States.Timeout";
    static final String HEARTBEAT_TIMEOUT = "States.HeartbeatTimeout";
    public static final String DATA_LIMIT_EXCEEDED = "States.DataLimitExceeded";
    static final String REFERENCE_PATH_CONFLICT = "States.ReferencePathConflict";

    /** The longest cause that a history shows (API reference, SensitiveCause). */
    private static final int LONGEST_CAUSE = 32_768;

    private Errors() {}

    /**
     * Whether a retrier or catcher stands for an error. States.Runtime is never retried or caught, by whatever name;
     * States.Timeout also stands for a missed heartbeat, and States.TaskFailed for neither.
     */
    public static boolean matches(List<String> errorEquals, String error) {
        if (error.equals(RUNTIME)) {
            return false;
        }
        for (String name : errorEquals) {
            boolean stands = switch (name) {
                case "States.ALL" -> true;
                case TASK_FAILED -> !isTimeout(error) && !error.equals(DATA_LIMIT_EXCEEDED);
                case TIMEOUT -> isTimeout(error);
                default -> name.equals(error);
            };
            if (stands) {
                return true;
            }
        }
        return false;
    }

    /** Whether a deadline passed, be it that of the heartbeat. */
    static boolean isTimeout(String error) {
        return error.equals(TIMEOUT) || error.equals(HEARTBEAT_TIMEOUT);
    }

    /** The error as AWS tells of it: States.HeartbeatTimeout is a name for retriers and catchers only (recorded from AWS). */
    static Optional<String> told(Optional<String> error) {
        return error.map(name -> name.equals(HEARTBEAT_TIMEOUT) ? TIMEOUT : name);
    }

    /** The cause of States.DataLimitExceeded, as recorded from AWS. */
    public static String tooLarge(String name) {
        return "The state/task '" + name
                + "' returned a result with a size exceeding the maximum number of bytes service limit.";
    }

    /** The cause AWS shows for a failure inside a state; two kinds of failure are told without the state. */
    static String inState(Frame frame, StatesException failure) {
        if (failure.error().equals(DATA_LIMIT_EXCEEDED) || failure.error().equals(REFERENCE_PATH_CONFLICT)) {
            return clipped(failure.causeText());
        }
        return clipped(place(frame.stateName, frame.enteredEvent) + failure.causeText());
    }

    /** What the cause of a failure inside a state begins with: the state, and the event of its entry. */
    public static String place(String state, long enteredEvent) {
        return "An error occurred while executing the state '" + state + "' (entered at the event id #" + enteredEvent
                + "). ";
    }

    /** As much of a cause as a history shows: it may quote a whole input, or come from a function that says very much. */
    public static String clipped(String cause) {
        if (cause.length() <= LONGEST_CAUSE) {
            return cause;
        }
        boolean insidePair = Character.isHighSurrogate(cause.charAt(LONGEST_CAUSE - 1));
        return cause.substring(0, insidePair ? LONGEST_CAUSE - 1 : LONGEST_CAUSE);
    }
}
