package dev.stepwell.engine.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What released records say of kinds of state never changes (law 7); {@code released/state-kinds.txt} only grows. */
class StateKindTest {
    private static final Path RELEASED = Path.of("src/test/resources/released/state-kinds.txt");

    @Test
    void numbersAreGivenForEver() throws IOException {
        assertThat(lines()).containsExactlyElementsOf(Files.readAllLines(RELEASED));
    }

    @Test
    void aNumberFindsItsKind() {
        for (StateKind kind : StateKind.values()) {
            assertThat(StateKind.numbered(kind.number())).contains(kind);
        }
        assertThat(StateKind.numbered(0)).isEmpty();
    }

    private static List<String> lines() {
        return Stream.of(StateKind.values())
                .map(kind -> kind.number() + " " + kind + ": " + kind.events() + "StateEntered")
                .toList();
    }
}
