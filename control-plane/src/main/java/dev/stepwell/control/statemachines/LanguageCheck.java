package dev.stepwell.control.statemachines;

import dev.stepwell.asl.model.MachineType;
import dev.stepwell.asl.read.DefinitionReader;
import dev.stepwell.asl.read.ReadResult;
import java.util.Optional;

/** The language's own check, as the engine will read the definition. */
public final class LanguageCheck implements DefinitionCheck {
    @Override
    public Optional<String> refusal(String definition, MachineType type) {
        return switch (DefinitionReader.read(definition, type)) {
            case ReadResult.Ok readable -> Optional.empty();
            case ReadResult.Refused refused -> Optional.of(refused.message());
        };
    }
}
