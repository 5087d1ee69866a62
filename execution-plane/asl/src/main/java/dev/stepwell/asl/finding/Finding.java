package dev.stepwell.asl.finding;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One thing that is wrong with a definition.
 *
 * @param code AWS's code for it
 * @param severity whether it refuses the definition
 * @param message what is wrong, in AWS's words
 * @param location where, such as {@code /States/Name/Field}; a place in the text for bad JSON; absent when it is nowhere in particular
 */
public record Finding(FindingCode code, Severity severity, String message, Optional<String> location) {
    /** A finding of the code's own severity. */
    public static Finding of(FindingCode code, String message, String location) {
        return new Finding(code, code.severity(), message, Optional.of(location));
    }

    /** A finding about the definition as a whole. */
    public static Finding of(FindingCode code, String message) {
        return new Finding(code, code.severity(), message, Optional.empty());
    }

    /** The finding in one line, {@code CODE: message at location}; AWS prints {@code null} for a location that is absent. */
    public String render() {
        return code + ": " + message + " at " + location.orElse("null");
    }

    /**
     * The message of InvalidDefinition: one finding stands in quotes, several stand in quotes each and together.
     *
     * @param findings at least one
     */
    public static String refusal(List<Finding> findings) {
        String each = findings.stream().map(f -> "'" + f.render() + "'").collect(Collectors.joining(", "));
        return "Invalid State Machine Definition: " + (findings.size() == 1 ? each : "'" + each + "'");
    }
}
