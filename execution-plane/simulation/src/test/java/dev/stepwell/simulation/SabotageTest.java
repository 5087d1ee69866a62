package dev.stepwell.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepwell.simulation.cluster.Report;
import dev.stepwell.simulation.cluster.Simulation;
import dev.stepwell.simulation.sabotage.Sabotage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every protection that is taken away is missed by the standard seeds (law 11). */
final class SabotageTest {
    private static final int SEEDS = 40;

    @ParameterizedTest
    @EnumSource(Sabotage.class)
    void isFound(Sabotage sabotage) {
        for (long seed = 1; seed <= SEEDS; seed++) {
            Report report = Simulation.run(seed, sabotage.seams(), false);
            if (!report.violations().isEmpty()) {
                System.out.println(sabotage + " found by seed " + seed + ": "
                        + report.violations().get(0));
                return;
            }
        }
        assertThat(sabotage).as("not found within " + SEEDS + " seeds").isNull();
    }
}
