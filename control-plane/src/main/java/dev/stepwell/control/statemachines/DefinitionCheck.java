package dev.stepwell.control.statemachines;

import dev.stepwell.asl.finding.Finding;
import dev.stepwell.asl.finding.Severity;
import dev.stepwell.asl.model.MachineType;
import java.util.List;
import java.util.Optional;

/**
 * Says what is wrong with a definition. The language's own reader stands behind it; the control plane only refuses, and tells those
 * who ask.
 */
@FunctionalInterface
public interface DefinitionCheck {
    /** Everything found, errors and warnings; a definition without errors can run. Never throws, whatever the text is. */
    List<Finding> findings(String definition, MachineType type);

    /** The message of {@code InvalidDefinition} with every error; empty for a definition that can run. */
    default Optional<String> refusal(String definition, MachineType type) {
        List<Finding> errors = findings(definition, type).stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .toList();
        return errors.isEmpty() ? Optional.empty() : Optional.of(Finding.refusal(errors));
    }
}
