package dev.stepwell.execution.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepwell.names.TenantId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FairGateTest {
    private static final TenantId LOUD = new TenantId(1);
    private static final TenantId QUIET = new TenantId(2);

    private final List<String> ran = new ArrayList<>();
    private final FairGate gate = new FairGate(new FairGate.Width(4, 3, 10), Runnable::run);

    private boolean enter(TenantId tenant, String name) {
        return gate.enter(tenant, () -> ran.add(name));
    }

    @Test
    void noTenantFillsTheGateAlone() {
        for (int i = 0; i < 6; i++) {
            enter(LOUD, "loud" + i);
        }
        enter(QUIET, "quiet");

        assertThat(ran).containsExactly("loud0", "loud1", "loud2", "quiet");
    }

    @Test
    void whoWaitsIsLetThroughInTurn() {
        for (int i = 0; i < 5; i++) {
            enter(LOUD, "loud" + i);
        }
        enter(QUIET, "quiet0");
        enter(QUIET, "quiet1");
        gate.leave(LOUD);
        gate.leave(LOUD);

        assertThat(ran).containsExactly("loud0", "loud1", "loud2", "quiet0", "loud3", "quiet1");
    }

    @Test
    void theLineBeforeTheGateIsBounded() {
        for (int i = 0; i < 13; i++) {
            assertThat(enter(LOUD, "loud" + i)).isTrue();
        }
        assertThat(enter(LOUD, "one too many")).isFalse();
        assertThat(enter(QUIET, "quiet")).isTrue();
    }
}
