package dev.stepwell.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepwell.simulation.audit.Violation;
import dev.stepwell.simulation.cluster.Report;
import dev.stepwell.simulation.cluster.Scenario;
import dev.stepwell.simulation.cluster.Seams;
import dev.stepwell.simulation.cluster.Simulation;
import dev.stepwell.simulation.cut.Cut;
import dev.stepwell.simulation.sabotage.Sabotage;
import dev.stepwell.simulation.shrink.KeptWorld;
import dev.stepwell.simulation.shrink.Shrinker;
import dev.stepwell.simulation.shrink.Shrunk;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A world that goes wrong is made smaller, and goes wrong as it did. */
final class ShrinkerTest {
    private static final Shrinker.Bounds BOUNDS = new Shrinker.Bounds(300, Duration.ofSeconds(6));

    /** The first brief world in which stale writes are accepted that should have been refused. */
    private static Shrunk withoutFencing() {
        return LongStream.rangeClosed(501, 600)
                .mapToObj(seed -> Shrinker.shrink(new Scenario(seed), Sabotage.NO_FENCING.seams(), BOUNDS))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aWorldWithoutFencingIsMadeSmallAndKept(@TempDir Path folder) {
        Shrunk shrunk = withoutFencing();
        System.out.println(shrunk);

        String rule = shrunk.violation().rule();
        assertThat(shrunk.small().size()).isNotEqualTo(shrunk.whole().size());
        assertThat(shrunk.small().size().isWithin(shrunk.whole().size())).isTrue();
        Report once = Simulation.run(shrunk.small(), Sabotage.NO_FENCING.seams(), false);
        assertThat(once.violations()).extracting(Violation::rule).contains(rule);
        assertThat(Simulation.run(shrunk.whole(), Sabotage.NO_FENCING.seams(), false)
                        .violations()
                        .get(0)
                        .rule())
                .isEqualTo(rule);
        assertThat(Simulation.run(shrunk.small(), Seams.NONE, false).violations())
                .as("it is the fencing that is missed")
                .isEmpty();

        KeptWorld.of(shrunk, LocalDate.EPOCH, Optional.of(Sabotage.NO_FENCING.name()))
                .keepIn(folder);
        List<KeptWorld> kept = KeptWorld.in(folder);
        assertThat(kept).hasSize(1);
        assertThat(kept.get(0).rule()).isEqualTo(rule);
        assertThat(Simulation.run(kept.get(0).scenario(), Sabotage.NO_FENCING.seams(), false)
                        .hash())
                .as("the kept world plays as the one that was found")
                .isEqualTo(once.hash());
    }

    @Test
    void aWorldInWhichNothingGoesWrongIsLeftAlone() {
        assertThat(Shrinker.shrink(new Scenario(501), Seams.NONE, BOUNDS)).isEmpty();
    }

    /** Whatever is taken away, one thing at a time, what is left is a world in which nothing goes wrong. */
    @Test
    void lessOfAWorldIsAWorld() {
        Scenario whole = new Scenario(503);
        assertThat(whole.less()).isNotEmpty().allSatisfy(less -> {
            Scenario smaller = new Scenario(503, Cut.NONE.and(List.of(less)));
            assertThat(Cut.of(smaller.cut().toString())).isEqualTo(smaller.cut());
            assertThat(smaller.size().isWithin(whole.size())).isTrue();
            assertThat(Simulation.run(smaller, Seams.NONE, false).violations()).isEmpty();
        });
    }
}
