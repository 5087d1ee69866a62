package dev.stepwell.contracts.calling;

import java.util.Map;

/**
 * A refusal with the exact name AWS gives it. It carries no stack trace: it is an answer, not a defect.
 */
public final class Fault extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String error;
    private final transient Map<String, String> members;

    /**
     * @param error the exception's name in the service model, such as {@code StateMachineDoesNotExist}
     * @param message what the client shows
     */
    public Fault(String error, String message) {
        this(error, message, Map.of());
    }

    /** As above, with further members of the exception's shape, such as {@code reason} of a ValidationException. */
    public Fault(String error, String message, Map<String, String> members) {
        super(message, null, false, false);
        this.error = error;
        this.members = Map.copyOf(members);
    }

    /** The exception's name in the service model. */
    public String error() {
        return error;
    }

    /** Further members of the exception's shape, by their names in AWS JSON. */
    public Map<String, String> members() {
        return members;
    }

    /** The message; never null. */
    public String text() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
