package dev.stepwell.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepwell.simulation.audit.Violation;
import dev.stepwell.simulation.cluster.Seams;
import dev.stepwell.simulation.cluster.Simulation;
import dev.stepwell.simulation.sabotage.Sabotage;
import dev.stepwell.simulation.shrink.KeptWorld;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The worlds that once went wrong, made small: nothing goes wrong in them any more. Where something had been broken on purpose, it still goes
 * wrong when that is broken again, so that the world is known to be one that can tell.
 */
final class KeptWorldsTest {
    /** Where they are kept, one in a file. */
    static final Path FOLDER = Path.of("src/test/resources/kept");

    static List<KeptWorld> kept() {
        return KeptWorld.in(FOLDER);
    }

    static Stream<KeptWorld> brokenOnPurpose() {
        return kept().stream().filter(world -> world.brokenBy().isPresent());
    }

    @ParameterizedTest
    @MethodSource("kept")
    void isWell(KeptWorld world) {
        assertThat(Simulation.run(world.scenario(), Seams.NONE, false).violations())
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("brokenOnPurpose")
    void canTell(KeptWorld world) {
        Optional<Seams> broken = world.brokenBy().map(Sabotage::valueOf).map(Sabotage::seams);
        assertThat(Simulation.run(world.scenario(), broken.orElseThrow(), false).violations())
                .extracting(Violation::rule)
                .contains(world.rule());
    }
}
