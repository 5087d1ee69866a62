package dev.stepwell.control.statemachines;

import dev.stepwell.asl.finding.Finding;
import dev.stepwell.asl.model.MachineType;
import dev.stepwell.asl.read.DefinitionReader;
import java.util.List;

/** The language's own check, as the engine will read the definition. */
public final class LanguageCheck implements DefinitionCheck {
    @Override
    public List<Finding> findings(String definition, MachineType type) {
        return DefinitionReader.read(definition, type).findings();
    }
}
