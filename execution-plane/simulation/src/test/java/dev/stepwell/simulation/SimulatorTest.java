package dev.stepwell.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepwell.simulation.cluster.Report;
import dev.stepwell.simulation.cluster.Seams;
import dev.stepwell.simulation.cluster.Simulation;
import org.junit.jupiter.api.Test;

final class SimulatorTest {
    @Test
    void one() {
        for (long seed = Long.getLong("sim.from", 1); seed <= Long.getLong("sim.to", 5); seed++) {
            long begun = System.nanoTime();
            Report report = Simulation.run(seed, Seams.NONE, Boolean.getBoolean("sim.trace"));
            report.trace().forEach(System.out::println);
            System.out.println(report + " " + (System.nanoTime() - begun) / 1_000_000 + " ms");
        }
        assertThat(true).isTrue();
    }
}
