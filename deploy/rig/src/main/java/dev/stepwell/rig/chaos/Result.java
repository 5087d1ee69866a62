package dev.stepwell.rig.chaos;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepwell.simulation.audit.Violation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What came of one run.
 *
 * @param trouble its name
 * @param figures what the trouble counted, such as how often it struck
 * @param violations what must not have been; empty is good
 */
record Result(
        String trouble,
        long seed,
        Work work,
        Swf swf,
        Map<String, Long> figures,
        Duration took,
        List<Violation> violations) {
    /**
     * Executions of state machines.
     *
     * @param executions how many were started, before and during the trouble
     * @param running how many of them ran when it began
     * @param promises how many answers the clients were given that bind
     */
    record Work(int executions, long running, int promises) {}

    /**
     * Runs of SWF.
     *
     * @param runs how many, children included
     * @param promises how many answers their clients, deciders and workers were given that bind
     * @param deaths how many decisions were begun by deciders who then were no more
     */
    record Swf(int runs, int promises, int deaths) {}

    boolean isGood() {
        return violations.isEmpty();
    }

    String line() {
        String counted = figures.entrySet().stream()
                .map(figure -> figure.getKey() + " " + figure.getValue())
                .collect(Collectors.joining(", "));
        StringBuilder text = new StringBuilder(
                "%-20s seed %d: %d executions, %d running, %d promises; SWF %d runs, %d promises, %d deciders dead; %s; %d violations (%d s)"
                        .formatted(
                                trouble,
                                seed,
                                work.executions(),
                                work.running(),
                                work.promises(),
                                swf.runs(),
                                swf.promises(),
                                swf.deaths(),
                                counted,
                                violations.size(),
                                took.toSeconds()));
        violations.forEach(violation -> text.append("\n    ").append(violation));
        return text.toString();
    }

    ObjectNode json(ObjectMapper mapper) {
        ObjectNode json = mapper.createObjectNode();
        json.put("trouble", trouble).put("seed", seed).put("seconds", took.toSeconds());
        json.putObject("work")
                .put("executions", work.executions())
                .put("running", work.running())
                .put("promises", work.promises());
        json.putObject("swf")
                .put("runs", swf.runs())
                .put("promises", swf.promises())
                .put("deaths", swf.deaths());
        ObjectNode counted = json.putObject("figures");
        figures.forEach(counted::put);
        json.putArray("violations");
        violations.forEach(violation -> json.withArray("violations").add(violation.toString()));
        return json;
    }
}
