package dev.stepwell.asl.json;

import java.util.Optional;

/** A text is not JSON, or passes one of the limits of {@link Json}. No stack trace: it is an answer to a client, not a defect. */
public final class JsonSyntaxException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String place;

    /**
     * @param message what is wrong and where, as AWS words it
     * @param place the place alone, {@code [Source: (String)"…"; line: 1, column: 4]}; empty when it has none
     */
    JsonSyntaxException(String message, String place) {
        super(message, null, false, false);
        this.place = place;
    }

    /** Where the text is wrong, in the form in which AWS gives it as the location of a diagnostic. */
    public Optional<String> place() {
        return place.isEmpty() ? Optional.empty() : Optional.of(place);
    }

    /** What is wrong; never null. */
    public String text() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
