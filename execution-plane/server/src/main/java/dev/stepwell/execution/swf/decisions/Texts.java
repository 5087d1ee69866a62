package dev.stepwell.execution.swf.decisions;

import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.engine.turn.Payload;
import dev.stepwell.engine.workflow.ChildPolicy;
import dev.stepwell.engine.workflow.Timeout;
import java.time.Duration;
import java.util.Optional;

/**
 * Members of requests and decisions that are numbers or names in text. What AWS's shapes call optional may also be empty, and then is not
 * given.
 */
public final class Texts {
    /** The longest that an execution may run (developer guide, "Amazon SWF quotas"). */
    private static final long LONGEST_RUN = Duration.ofDays(365).toSeconds();

    private Texts() {}

    /** A text that may be left out. */
    public static Optional<String> text(boolean present, String value) {
        return present && !value.isEmpty() ? Optional.of(value) : Optional.empty();
    }

    /** A text that means nothing to anybody here; an empty one is one. */
    public static Optional<Payload> opaque(boolean present, String value) {
        return present ? Optional.of(Payload.of(value)) : Optional.empty();
    }

    /** A duration in seconds, or NONE; refused with a ValidationException when it is neither. */
    public static Optional<Timeout> timeout(boolean present, String value, String member) {
        return text(present, value).map(text -> text.equals("NONE") ? Timeout.NONE : Timeout.of(seconds(text, member)));
    }

    /** How long an execution may run: at most a year. */
    public static Optional<Timeout> runTime(boolean present, String value, String member) {
        return text(present, value).map(text -> {
            long seconds = seconds(text, member);
            if (seconds > LONGEST_RUN) {
                throw refusal(member + " is longer than " + LONGEST_RUN + " seconds: " + text);
            }
            return Timeout.of(seconds);
        });
    }

    /** A number of seconds. */
    public static long seconds(String text, String member) {
        if (text.isEmpty() || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw refusal("Invalid duration for " + member + ": " + text);
        }
        return Long.parseLong(text);
    }

    /** A 32-bit number; refused with a ValidationException when it is none. */
    public static Optional<String> priority(boolean present, String value) {
        Optional<String> text = text(present, value);
        text.ifPresent(number -> {
            try {
                Integer.parseInt(number);
            } catch (NumberFormatException e) {
                throw refusal("Invalid taskPriority: " + number);
            }
        });
        return text;
    }

    /** A child policy by its name. */
    public static Optional<ChildPolicy> childPolicy(boolean present, String value) {
        return text(present, value).map(ChildPolicy::valueOf);
    }

    static Fault refusal(String text) {
        return new Fault("ValidationException", text);
    }
}
