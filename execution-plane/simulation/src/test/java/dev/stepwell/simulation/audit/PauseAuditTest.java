package dev.stepwell.simulation.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepwell.engine.record.Change;
import dev.stepwell.engine.record.ExecutionChange;
import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.engine.record.PauseChange;
import dev.stepwell.engine.record.StateChange;
import dev.stepwell.engine.record.StateKind;
import dev.stepwell.engine.record.TaskChange;
import dev.stepwell.engine.record.TaskFamily;
import dev.stepwell.engine.turn.Payload;
import dev.stepwell.simulation.world.Marks;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The auditor of pauses bites. */
class PauseAuditTest {
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final TaskFamily ACTIVITY = new TaskFamily(TaskFamily.Kind.ACTIVITY, "", "a");
    private static final TaskFamily FUNCTION = new TaskFamily(TaskFamily.Kind.FUNCTION, "", "f");
    private static final Change PAUSED = new PauseChange.Paused(Optional.empty(), Optional.empty(), false);
    private static final Change RESUMED = new PauseChange.Resumed();

    private final Violations violations = new Violations();
    private final PauseAudit audit = new PauseAudit(violations, new Marks(), "x");
    private int seconds;

    private int afterSeeing(Change... changes) {
        for (Change change : changes) {
            audit.see(new JournalRecord(1, BEGIN.plusSeconds(seconds++), 0, 0, change));
        }
        return violations.count();
    }

    @Test
    void whatComesFromOutsideIsFine() {
        int found = afterSeeing(
                PAUSED,
                new TaskChange.Started(0, ACTIVITY, Optional.empty(), 1),
                new TaskChange.Succeeded(0, ACTIVITY, Payload.of("1")),
                RESUMED,
                new StateChange.Entered(0, StateKind.PASS, "S", Payload.of("1")),
                PAUSED,
                new ExecutionChange.Aborted(Optional.empty(), Optional.empty()),
                new ExecutionChange.Redriven(1, Optional.empty()),
                new StateChange.Entered(0, StateKind.PASS, "S", Payload.of("1")));
        assertThat(found).isZero();
    }

    @Test
    void aStepOfItsOwnIsNot() {
        assertThat(afterSeeing(PAUSED, new StateChange.Entered(0, StateKind.PASS, "S", Payload.of("1"))))
                .isEqualTo(1);
        assertThat(afterSeeing(new TaskChange.Started(0, FUNCTION, Optional.empty(), 0)))
                .isEqualTo(2);
        assertThat(afterSeeing(new TaskChange.TimedOut(0, ACTIVITY, Optional.empty(), Optional.empty())))
                .isEqualTo(3);
        assertThat(afterSeeing(PAUSED)).isEqualTo(4);
    }

    @Test
    void pausesAreAddedUpUntilARedrive() {
        afterSeeing(PAUSED, RESUMED, PAUSED, RESUMED);
        assertThat(audit.rested()).isEqualTo(Duration.ofSeconds(2));
        afterSeeing(new ExecutionChange.Redriven(1, Optional.empty()));
        assertThat(audit.rested()).isZero();
    }
}
