package dev.stepwell.control.statemachines;

import dev.stepwell.asl.model.MachineType;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.control.tags.TagSet;
import java.util.Optional;

/** What CreateStateMachine is asked; defaults are filled in already. */
public record CreateMachine(
        String name,
        MachineType type,
        Blueprint blueprint,
        boolean publish,
        Optional<String> versionDescription,
        TagSet tags) {
    /** The type of AWS's word; throws {@code StateMachineTypeNotSupported}. */
    public static MachineType type(String word) {
        for (MachineType type : MachineType.values()) {
            if (type.name().equals(word)) {
                return type;
            }
        }
        throw new Fault("StateMachineTypeNotSupported", "State Machine Type Not Supported: '" + word + "'");
    }
}
