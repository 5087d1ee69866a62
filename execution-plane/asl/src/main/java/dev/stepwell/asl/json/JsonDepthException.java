package dev.stepwell.asl.json;

/** A value was built that is nested deeper than {@link Json#MAX_DEPTH}, so no text of it could be read again. */
public final class JsonDepthException extends RuntimeException {
    private static final long serialVersionUID = 1;

    JsonDepthException() {
        super("The value is nested deeper than " + Json.MAX_DEPTH + " levels.", null, false, false);
    }
}
