package dev.stepwell.execution.connectors.aws;

/** A parameter is not one of the action, or not of the kind it must be; the text is for the task's cause. */
final class Unfit extends RuntimeException {
    private static final long serialVersionUID = 1;

    private Unfit(String text) {
        super(text, null, false, false);
    }

    static Unfit kind(String field, String kind) {
        return new Unfit("The value for the field '" + field + "' must be a " + kind);
    }

    static Unfit unknown(String field) {
        return new Unfit("The field '" + field + "' is not supported by Step Functions");
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
