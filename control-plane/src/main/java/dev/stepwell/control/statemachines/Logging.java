package dev.stepwell.control.statemachines;

import dev.stepwell.contracts.calling.Fault;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What of an execution is logged, and where to.
 *
 * @param level from which severity on
 * @param includeExecutionData whether payloads are logged
 * @param destinations ARNs of log groups; absent and empty are told apart, because AWS echoes what was given
 */
public record Logging(Level level, boolean includeExecutionData, Optional<List<String>> destinations) {
    /** Nothing is logged: what a machine has that was made without a logging configuration. */
    public static final Logging OFF = new Logging(Level.OFF, false, Optional.empty());

    private static final Pattern LOG_GROUP =
            Pattern.compile("arn:aws[a-z-]*:logs:[a-z0-9-]+:[0-9]{12}:log-group:[.\\-_/#A-Za-z0-9]{1,512}:\\*");

    /** Severities, named as AWS names them. */
    public enum Level {
        /** Everything. */
        ALL,
        /** Errors. */
        ERROR,
        /** Errors that end the execution. */
        FATAL,
        /** Nothing. */
        OFF
    }

    public Logging {
        destinations = destinations.map(List::copyOf);
    }

    /** Refuses with {@code InvalidLoggingConfiguration} what does not fit together. */
    void check() {
        int count = destinations.map(List::size).orElse(0);
        if (count > 1 || (count == 0 && level != Level.OFF)) {
            throw invalid("Must specify exactly one Log Destination.");
        }
        if (!destinations.orElse(List.of()).stream()
                .allMatch(arn -> LOG_GROUP.matcher(arn).matches())) {
            throw invalid("Log Destination not found.");
        }
    }

    /** The severity of that word; throws {@code InvalidLoggingConfiguration}. */
    public static Level level(String word) {
        for (Level level : Level.values()) {
            if (level.name().equals(word)) {
                return level;
            }
        }
        throw invalid("Log level '" + word + "' is not one of ALL, ERROR, FATAL, OFF.");
    }

    private static Fault invalid(String why) {
        return new Fault("InvalidLoggingConfiguration", "Invalid Logging Configuration: " + why);
    }
}
