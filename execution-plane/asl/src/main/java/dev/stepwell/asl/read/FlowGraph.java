package dev.stepwell.asl.read;

import dev.stepwell.asl.finding.Finding;
import dev.stepwell.asl.finding.FindingCode;
import dev.stepwell.asl.finding.Written;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The states of one flow and the transitions between them, gathered while the states are read: also those of a state that is otherwise
 * wrong, so that one fault does not look like many.
 */
final class FlowGraph {
    private final Written container;
    private final boolean wholeMachine;
    private final Set<String> states = new LinkedHashSet<>();
    private final List<Edge> edges = new ArrayList<>();
    private boolean terminal;
    private boolean incomplete;

    /** @param wholeMachine whether this is the outermost flow, which must have a terminal state */
    FlowGraph(Written container, boolean wholeMachine) {
        this.container = container;
        this.wholeMachine = wholeMachine;
    }

    /** A transition; the one from StartAt comes from the empty name. */
    private record Edge(String from, String to, String location) {}

    void startAt(String name) {
        edges.add(new Edge("", name, container.at("StartAt")));
    }

    void state(String name) {
        states.add(name);
    }

    /** @param location where the transition is written */
    void transition(String from, String to, String location) {
        edges.add(new Edge(from, to, location));
    }

    /** Some state ends the flow. */
    void ends() {
        terminal = true;
    }

    /** Some state is too broken to say where it leads: what else can be reached is then not known. */
    void incomplete() {
        incomplete = true;
    }

    /** Reports targets that are not there, states that nothing leads to, and a machine that never ends. */
    void check() {
        Map<String, List<String>> next = new HashMap<>();
        for (Edge edge : edges) {
            if (states.contains(edge.to())) {
                next.computeIfAbsent(edge.from(), from -> new ArrayList<>()).add(edge.to());
            } else {
                report("Missing 'Next' target: " + edge.to(), edge.location());
            }
        }
        if (incomplete) {
            return;
        }
        Set<String> reached = reached(next);
        for (String state : states) {
            if (!reached.contains(state) && container.has("StartAt")) {
                report("State \"" + state + "\" is not reachable.", container.at("States") + "/" + state);
            }
        }
        if (wholeMachine && !terminal && !states.isEmpty()) {
            container.findings().add(Finding.of(FindingCode.MISSING_END_STATE, "Workflow has no terminal state"));
        }
    }

    private static Set<String> reached(Map<String, List<String>> next) {
        Set<String> reached = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(""));
        while (!open.isEmpty()) {
            for (String to : next.getOrDefault(open.remove(), List.of())) {
                if (reached.add(to)) {
                    open.add(to);
                }
            }
        }
        return reached;
    }

    private void report(String message, String location) {
        container.report(FindingCode.MISSING_TRANSITION_TARGET, message, location);
    }
}
