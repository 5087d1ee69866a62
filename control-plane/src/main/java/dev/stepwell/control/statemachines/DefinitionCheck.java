package dev.stepwell.control.statemachines;

import dev.stepwell.asl.model.MachineType;
import java.util.Optional;

/** Says what is wrong with a definition. The language's own reader stands behind it; the control plane only refuses. */
@FunctionalInterface
public interface DefinitionCheck {
    /**
     * The message of {@code InvalidDefinition} with every error; empty for a definition that can run. Never throws, whatever the
     * text is.
     */
    Optional<String> refusal(String definition, MachineType type);
}
