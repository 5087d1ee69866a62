package dev.stepwell.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepwell.simulation.cluster.Report;
import dev.stepwell.simulation.cluster.Scenario;
import dev.stepwell.simulation.cluster.Seams;
import dev.stepwell.simulation.cluster.Simulation;
import dev.stepwell.simulation.world.Mark;
import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A year in the life of a cluster, in which the world sleeps while nothing is due; {@code -Dsim.awake=true} has it stay awake, which takes
 * minutes. {@code -Dsim.seed=N} lives through another year.
 */
final class YearTest {
    private static final Duration YEAR = Duration.ofDays(365);

    static LongStream years() {
        Long one = Long.getLong("sim.seed");
        return one == null ? LongStream.of(6, 7) : LongStream.of(one);
    }

    @ParameterizedTest
    @MethodSource("years")
    void aYearGoesBy(long seed) {
        boolean dozes = !Boolean.getBoolean("sim.awake");
        Report report = Simulation.run(Scenario.year(seed, dozes), Seams.NONE, false);
        System.out.println(report + " " + report.marks());
        assertThat(report.violations()).isEmpty();
        assertThat(report.counts().simulated()).isGreaterThan(YEAR);
        assertThat(report.counts().latestTimer()).isLessThan(Duration.ofSeconds(30));
        assertThat(report.marks().count(Mark.EXECUTION_TIMED_OUT)).isPositive();
    }
}
