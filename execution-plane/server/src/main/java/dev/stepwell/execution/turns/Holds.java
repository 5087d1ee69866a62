package dev.stepwell.execution.turns;

import dev.stepwell.engine.turn.Input;
import dev.stepwell.engine.turn.StartFacts;
import dev.stepwell.names.TenantId;
import java.util.Optional;

/** Which executions begin held still. */
@FunctionalInterface
public interface Holds {
    /** None does. */
    Holds NONE = (tenant, facts) -> Optional.empty();

    /** The pause that an execution begins in, if it does. Asked at each start: it never waits. */
    Optional<Input.Pause> of(TenantId tenant, StartFacts facts);
}
