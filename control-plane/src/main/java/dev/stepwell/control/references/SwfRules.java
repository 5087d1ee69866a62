package dev.stepwell.control.references;

import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.names.SwfNames;
import java.util.regex.Pattern;

/** Rules of SWF's texts that the table of shapes at the gateway does not hold. */
public final class SwfRules {
    /** What a duration or a retention without bound is called. */
    public static final String NONE = "NONE";

    /** The longest an execution may be open: a year (developer guide, "Quotas"), in seconds. */
    private static final int YEAR = 31_536_000;

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,8}");

    private SwfRules() {}

    /** Refuses what may not name a domain, a type or a task list, in AWS's words. */
    public static void name(String name) {
        name("name", name);
    }

    /** The same of a member that is called otherwise and held to the same rules. */
    public static void name(String member, String name) {
        if (!SwfNames.isValid(name)) {
            throw invalid(member, name);
        }
    }

    /** Refuses what is neither a whole number of seconds nor {@link #NONE}. */
    public static void duration(String member, String text) {
        if (!text.equals(NONE) && !SECONDS.matcher(text).matches()) {
            throw invalid("duration for " + member, text);
        }
    }

    /** Refuses what is no whole number of seconds up to a year; an execution always has a bound. */
    public static void executionDuration(String member, String text) {
        if (!SECONDS.matcher(text).matches() || Integer.parseInt(text) > YEAR) {
            throw invalid("duration for " + member, text);
        }
    }

    /** Refuses what is no 32-bit integer. */
    public static void priority(String member, String text) {
        try {
            Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw invalid(member, text);
        }
    }

    /** The refusal when there is no such domain, in AWS's words. */
    public static Fault unknownDomain(String name) {
        return new Fault("UnknownResourceFault", "Unknown domain: " + name);
    }

    /** The refusal of a member's value. AWS says it so of names; of other members its words are not known. */
    public static Fault invalid(String member, String value) {
        return new Fault("ValidationException", "Invalid " + member + ": " + value);
    }
}
