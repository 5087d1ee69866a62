package dev.stepwell.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepwell.simulation.cluster.Report;
import dev.stepwell.simulation.cluster.Scenario;
import dev.stepwell.simulation.cluster.Simulation;
import dev.stepwell.simulation.sabotage.Sabotage;
import dev.stepwell.simulation.shrink.KeptWorld;
import dev.stepwell.simulation.shrink.Shrinker;
import dev.stepwell.simulation.shrink.Shrunk;
import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every protection that is taken away is missed by the standard seeds (law 11). {@code -Dsim.keep=true} makes a world small in which each is
 * missed, a brief one if there is one, and keeps it for {@link KeptWorldsTest}.
 */
final class SabotageTest {
    private static final int SEEDS = 40;

    /** Letters that nobody was told of are rare, as whoever takes over their sender tells of them again. */
    private static final int RARE = 100;

    /** The first seed of a world that is soon over. */
    private static final long BRIEF = 501;

    @ParameterizedTest
    @EnumSource(Sabotage.class)
    void isFound(Sabotage sabotage) {
        for (long seed = 1; seed <= seeds(sabotage); seed++) {
            Report report = Simulation.run(seed, sabotage.seams(), false);
            if (!report.violations().isEmpty()) {
                System.out.println(sabotage + " found by seed " + seed + ": "
                        + report.violations().get(0));
                return;
            }
        }
        assertThat(sabotage)
                .as("not found within " + seeds(sabotage) + " seeds")
                .isNull();
    }

    @ParameterizedTest
    @EnumSource(Sabotage.class)
    @EnabledIfSystemProperty(named = "sim.keep", matches = "true")
    void isKept(Sabotage sabotage) {
        Shrunk shrunk = LongStream.concat(
                        LongStream.range(BRIEF, BRIEF + 500), LongStream.rangeClosed(1, seeds(sabotage)))
                .mapToObj(seed -> Shrinker.shrink(new Scenario(seed), sabotage.seams(), Shrinker.Bounds.USUAL))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow();
        System.out.println(sabotage + ": " + shrunk);
        KeptWorld.of(shrunk, LocalDate.now(), Optional.of(sabotage.name())).keepIn(KeptWorldsTest.FOLDER);
    }

    private static int seeds(Sabotage sabotage) {
        return sabotage == Sabotage.INBOXES_NOT_SWEPT ? RARE : SEEDS;
    }
}
