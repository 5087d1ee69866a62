package dev.stepwell.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepwell.simulation.cluster.Report;
import dev.stepwell.simulation.cluster.Scenario;
import dev.stepwell.simulation.cluster.Seams;
import dev.stepwell.simulation.cluster.Simulation;
import dev.stepwell.simulation.world.Mark;
import dev.stepwell.simulation.world.Marks;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/**
 * Whole clusters under everything that goes wrong, 5,000 worlds per build, of which the first 500 are long ones. {@code -Dsim.seed=N} runs one and prints all that happened,
 * {@code -Dsim.seeds=A..B} a range.
 */
final class SimulatorTest {
    private static final long STANDARD = 5_000;
    private static final long TWICE = 500;
    private static List<Report> reports = List.of();

    @BeforeAll
    static void runAll() throws Exception {
        Long one = Long.getLong("sim.seed");
        if (one != null) {
            Report report = Simulation.run(one, Seams.NONE, true);
            System.out.println(new Scenario(one));
            report.trace().forEach(System.out::println);
            reports = List.of(report);
            return;
        }
        String[] range = System.getProperty("sim.seeds", "1.." + STANDARD).split("\\.\\.", 2);
        reports = Worlds.run(LongStream.rangeClosed(Long.parseLong(range[0]), Long.parseLong(range[1])));
    }

    @Test
    void nothingThatMustNotBeEverIs() {
        List<Report> bad = reports.stream()
                .filter(report -> !report.violations().isEmpty())
                .toList();
        bad.forEach(System.out::println);
        System.out.println(summary());
        assertThat(bad).as("replay one with -Dsim.seed=N").isEmpty();
    }

    private static String summary() {
        Duration simulated = reports.stream().map(r -> r.counts().simulated()).reduce(Duration.ZERO, Duration::plus);
        int executions = reports.stream().mapToInt(r -> r.counts().executions()).sum();
        long turns = reports.stream().mapToLong(r -> r.counts().turns()).sum();
        int promises = reports.stream().mapToInt(r -> r.counts().promises()).sum();
        long stale = reports.stream().mapToLong(r -> r.counts().staleWrites()).sum();
        return reports.size() + " worlds, " + simulated.toMinutes() + " simulated minutes, " + executions
                + " executions, " + turns + " turns, " + promises + " promises kept, " + stale
                + " stale writes refused; reached " + marks();
    }

    private static Marks marks() {
        Marks all = new Marks();
        reports.forEach(report -> all.add(report.marks()));
        return all;
    }

    @Test
    @DisabledIfSystemProperty(named = "sim.seed", matches = ".*")
    @DisabledIfSystemProperty(named = "sim.seeds", matches = ".*")
    void everySituationThatMattersIsReached() {
        Marks all = marks();
        assertThat(Mark.values())
                .allSatisfy(mark -> assertThat(all.count(mark)).as(mark.name()).isPositive());
    }

    @Test
    @DisabledIfSystemProperty(named = "sim.seeds", matches = ".*")
    void theSameSeedGivesTheSameWorld() throws Exception {
        List<Report> first = reports.stream().limit(TWICE).toList();
        List<Report> again = Worlds.run(first.stream().mapToLong(Report::seed));
        for (int i = 0; i < first.size(); i++) {
            assertThat(Long.toHexString(again.get(i).hash()))
                    .as("trace of seed " + first.get(i).seed())
                    .isEqualTo(Long.toHexString(first.get(i).hash()));
        }
    }
}
