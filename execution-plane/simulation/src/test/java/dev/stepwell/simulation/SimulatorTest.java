package dev.stepwell.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepwell.simulation.cluster.Report;
import dev.stepwell.simulation.cluster.Scenario;
import dev.stepwell.simulation.cluster.Seams;
import dev.stepwell.simulation.cluster.Simulation;
import dev.stepwell.simulation.cut.Cut;
import dev.stepwell.simulation.shrink.KeptWorld;
import dev.stepwell.simulation.shrink.Shrinker;
import dev.stepwell.simulation.world.Mark;
import dev.stepwell.simulation.world.Marks;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/**
 * Whole clusters under everything that goes wrong, 5,000 worlds per build, of which the first 500 are long ones. {@code -Dsim.seed=N} runs one and prints all that happened,
 * {@code -Dsim.seeds=A..B} a range. What goes wrong is made small, printed with the way to play it again, and kept for {@link KeptWorldsTest}.
 */
final class SimulatorTest {
    private static final long STANDARD = 5_000;
    private static final long TWICE = 500;

    /** One defect shows in many worlds: so many of them are made small. */
    private static final int SHRUNK = 3;

    private static List<Report> reports = List.of();

    @BeforeAll
    static void runAll() throws Exception {
        Long one = Long.getLong("sim.seed");
        if (one != null) {
            Scenario scenario = new Scenario(one, Cut.of(System.getProperty("sim.cut", "")));
            Report report = Simulation.run(scenario, Seams.NONE, true);
            System.out.println(scenario);
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
        if (System.getProperty("sim.cut") == null) {
            bad.stream().limit(SHRUNK).forEach(report -> shrinkAndKeep(report.seed()));
        }
        assertThat(bad).as("replay one with -Dsim.seed=N").isEmpty();
    }

    private static void shrinkAndKeep(long seed) {
        Shrinker.shrink(new Scenario(seed), Seams.NONE, Shrinker.Bounds.USUAL).ifPresent(shrunk -> {
            System.out.println("made small: " + shrunk);
            System.out.println("kept in "
                    + KeptWorld.of(shrunk, LocalDate.now(), Optional.empty()).keepIn(KeptWorldsTest.FOLDER));
        });
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
