package dev.stepwell.control.statemachines;

import dev.stepwell.control.tags.TagSet;
import java.util.Optional;

/** What CreateStateMachine is asked; defaults are filled in already. */
public record CreateMachine(
        String name,
        MachineType type,
        Blueprint blueprint,
        boolean publish,
        Optional<String> versionDescription,
        TagSet tags) {}
