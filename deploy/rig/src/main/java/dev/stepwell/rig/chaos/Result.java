package dev.stepwell.rig.chaos;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepwell.simulation.audit.Violation;
import java.time.Duration;
import java.util.List;

/**
 * What came of one run.
 *
 * @param running how many executions ran when the trouble began
 * @param promises how many answers the clients were given that bind
 * @param staleTurns how many overtaken writes were tried; none is ever accepted, or there would be violations
 * @param swf the runs of SWF beside them
 * @param violations what must not have been; empty is good
 */
record Result(
        Trouble trouble,
        long seed,
        int executions,
        long running,
        int promises,
        long staleTurns,
        Swf swf,
        Duration took,
        List<Violation> violations) {
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
        StringBuilder text = new StringBuilder(
                "%-20s seed %d: %d executions, %d of them running; %d promises, %d stale turns refused; %d runs of SWF, %d promises, %d deciders dead; %d violations (%d s)"
                        .formatted(
                                trouble.word(),
                                seed,
                                executions,
                                running,
                                promises,
                                staleTurns,
                                swf.runs(),
                                swf.promises(),
                                swf.deaths(),
                                violations.size(),
                                took.toSeconds()));
        violations.forEach(violation -> text.append("\n    ").append(violation));
        return text.toString();
    }

    ObjectNode json(ObjectMapper mapper) {
        ObjectNode json = mapper.createObjectNode();
        json.put("trouble", trouble.word()).put("seed", seed);
        json.put("executions", executions).put("running", running);
        json.put("swf_runs", swf.runs()).put("swf_promises", swf.promises()).put("swf_deaths", swf.deaths());
        json.put("promises", promises).put("stale_turns", staleTurns).put("seconds", took.toSeconds());
        violations.forEach(violation -> json.withArray("violations").add(violation.toString()));
        return json;
    }
}
