package dev.stepwell.simulation.program;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/** A state machine whose end is known for every input. */
public final class Program {
    /** The machine that nested tasks run: it does what it is given, as a function does. */
    public static final String CHILD = "child";

    static final String CHILD_ARN = "arn:aws:states:us-east-1:123456789012:stateMachine:" + CHILD;

    private final String name;
    private final Sequence flow;
    private final OptionalInt timeout;
    private final boolean surelyTimesOut;

    Program(String name, Sequence flow, OptionalInt timeout, boolean surelyTimesOut) {
        this.name = name;
        this.flow = flow;
        this.timeout = timeout;
        this.surelyTimesOut = surelyTimesOut;
    }

    /** A program that waits for longer than it may run. */
    public static Program thatRunsOutOfTime(String name, int seconds) {
        Block wait = new WaitBlock("W", WaitBlock.Kind.SECONDS, 2 * seconds);
        return new Program(name, new Sequence(List.of(wait)), OptionalInt.of(seconds), true);
    }

    /** The machine's name. */
    public String name() {
        return name;
    }

    /**
     * The pieces that may be left out of it, each before those within it; a program that is there to run out of time has none, nor has one
     * that does nothing.
     */
    public List<String> blocks() {
        boolean idle = flow.blocks().size() == 1 && flow.blocks().get(0) instanceof PassBlock pass && pass.isIdle();
        return surelyTimesOut || idle ? List.of() : flow.names().toList();
    }

    /** The same program without some pieces. */
    public Program without(Set<String> gone) {
        return gone.isEmpty() ? this : new Program(name, flow.without(gone), timeout, surelyTimesOut);
    }

    /** The machine's definition. */
    public String definition() {
        ObjectNode whole = Writing.flow(flow);
        timeout.ifPresent(seconds -> whole.put("TimeoutSeconds", seconds));
        return whole.toString();
    }

    /** The definition of {@link #CHILD}. */
    public static String childDefinition() {
        ObjectNode task = Writing.JSON.createObjectNode();
        task.put("Type", "Task").put("Resource", Generator.FUNCTION).put("End", true);
        ObjectNode whole = Writing.JSON.createObjectNode().put("StartAt", "T");
        whole.putObject("States").set("T", task);
        return whole.toString();
    }

    /** Whether its end depends on its time running out, which a pause or a later beginning may prevent. */
    public boolean surelyTimesOut() {
        return surelyTimesOut;
    }

    /** How an execution with this input may end. */
    public Outcomes outcomes(String input) {
        if (surelyTimesOut) {
            return Outcomes.of(new Outcome.TimedOut());
        }
        Outcomes ways = flow.runWhole(parse(input)).then(way -> Outcomes.of(settled(way)));
        return timeout.isPresent() ? ways.or(Outcomes.of(new Outcome.TimedOut())) : ways;
    }

    private static Outcome settled(Outcome way) {
        return way instanceof Outcome.Ended ended ? new Outcome.Ended(settled(ended.output())) : way;
    }

    /** A document as it is compared: without what only the run itself can know, the marks of results and the causes of failures. */
    public static JsonNode settled(JsonNode document) {
        JsonNode copy = parse(document.toString());
        strip(copy);
        return copy;
    }

    private static void strip(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove("mark");
            object.remove("Cause");
            for (Iterator<Map.Entry<String, JsonNode>> i = object.fields(); i.hasNext(); ) {
                strip(i.next().getValue());
            }
        } else {
            node.forEach(Program::strip);
        }
    }

    /** The JSON value of a text. */
    public static JsonNode parse(String text) {
        try {
            return Writing.JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
