package dev.stepwell.simulation.program;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What whoever does a task does with it. It stands in the task's own parameters, so that workers need to remember nothing and a
 * task that is done again is done the same way.
 *
 * @param plan what
 * @param times how many attempts or rounds it goes wrong
 * @param delta what is added to the number
 * @param bytes about how large the result is
 * @param millis how long it takes
 */
public record Script(Plan plan, int times, int delta, int bytes, int millis) {
    /** The error of every failure that a script wants. */
    public static final String ERROR = "E.Scripted";

    /** The ways to do a task. */
    public enum Plan {
        /** Does it. */
        DO,
        /** Fails in the first attempts, then does it. */
        FAIL_FIRST,
        /** Fails in the first rounds of the Parallel around it, then does it. */
        FAIL_ROUNDS,
        /** Fails. */
        FAIL,
        /** Says nothing in the first attempts, then does it. */
        SILENT_FIRST,
        /** Says nothing. */
        SILENT,
        /** Takes long and gives heartbeats meanwhile. */
        BEAT,
        /** Answers about when the task times out. */
        LATE
    }

    /** What the one who does it does in one attempt. */
    public enum Act {
        SUCCEED,
        FAIL,
        NOTHING
    }

    /** As it stands in the parameters. */
    ObjectNode toJson() {
        return Writing.JSON
                .createObjectNode()
                .put("plan", plan.name())
                .put("times", times)
                .put("delta", delta)
                .put("bytes", bytes)
                .put("millis", millis);
    }

    /** Reads it from a task's parameters. */
    public static Script of(JsonNode parameters) {
        JsonNode script = parameters.get("script");
        return new Script(
                Plan.valueOf(script.get("plan").asText()),
                script.get("times").asInt(),
                script.get("delta").asInt(),
                script.get("bytes").asInt(),
                script.get("millis").asInt());
    }

    /** What to do with these parameters. */
    public Act act(JsonNode parameters) {
        int attempt = parameters.get("attempt").asInt();
        int round = parameters.path("round").asInt();
        return switch (plan) {
            case DO, BEAT, LATE -> Act.SUCCEED;
            case FAIL_FIRST -> attempt < times ? Act.FAIL : Act.SUCCEED;
            case FAIL_ROUNDS -> round < times ? Act.FAIL : Act.SUCCEED;
            case FAIL -> Act.FAIL;
            case SILENT_FIRST -> attempt < times ? Act.NOTHING : Act.SUCCEED;
            case SILENT -> Act.NOTHING;
        };
    }

    /** The result, with the mark by which it is known again. */
    public ObjectNode result(JsonNode parameters, String mark) {
        ObjectNode result = Writing.JSON.createObjectNode();
        result.put("n", parameters.get("n").asInt() + delta);
        if (bytes > 0) {
            result.put("pad", "x".repeat(bytes));
        }
        return result.put("mark", mark);
    }
}
