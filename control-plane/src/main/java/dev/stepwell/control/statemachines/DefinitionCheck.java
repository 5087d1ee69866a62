package dev.stepwell.control.statemachines;

import java.util.List;

/** Says what is wrong with a definition. The language's own checks stand behind it; the control plane only words the refusal. */
@FunctionalInterface
public interface DefinitionCheck {
    /** Every error found, in the order of the text; empty for a definition that can run. Never throws for a bad definition. */
    List<Finding> check(String definition, MachineType type);

    /**
     * One error.
     *
     * @param code AWS's code, such as {@code SCHEMA_VALIDATION_FAILED}
     * @param message the error in words
     * @param location where, such as {@code /States/Name/Next}; empty when nowhere in particular
     */
    record Finding(String code, String message, String location) {
        /** As AWS prints it. */
        @Override
        public String toString() {
            return code + ": " + message + (location.isEmpty() ? "" : " at " + location);
        }
    }
}
