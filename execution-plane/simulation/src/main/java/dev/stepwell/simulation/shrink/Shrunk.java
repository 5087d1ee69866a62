package dev.stepwell.simulation.shrink;

import dev.stepwell.simulation.audit.Violation;
import dev.stepwell.simulation.cluster.Scenario;

/**
 * A world that went wrong, made smaller.
 *
 * @param whole the world as its seed says
 * @param small what is left of it, which violates the same rule
 * @param violation what goes wrong in what is left
 * @param replays how many worlds were tried
 * @param smallest whether nothing more can be taken away by itself; otherwise there was no more time to find out
 */
public record Shrunk(Scenario whole, Scenario small, Violation violation, int replays, boolean smallest) {
    /** How to play it again. */
    public String command() {
        String cut = small.cut().toString();
        return "mvn test -pl execution-plane/simulation -am -Dtest=SimulatorTest -Dsurefire.failIfNoSpecifiedTests=false -Dsim.seed="
                + small.seed() + (cut.isEmpty() ? "" : " -Dsim.cut=" + cut);
    }

    @Override
    public String toString() {
        return violation + "\n  " + whole.size() + "\n  made " + small.size()
                + (smallest ? "" : ", perhaps not the smallest") + ", by " + replays + " replays\n  " + command();
    }
}
