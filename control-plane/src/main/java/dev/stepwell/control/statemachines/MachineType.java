package dev.stepwell.control.statemachines;

import dev.stepwell.contracts.calling.Fault;

/** How executions of a machine are kept; fixed for its life. Named as AWS names it. */
public enum MachineType {
    /** Every step durable, up to a year, exactly once. */
    STANDARD,
    /** Short and many, at least once. */
    EXPRESS;

    /** Reads AWS's word; throws {@code StateMachineTypeNotSupported}. */
    public static MachineType of(String word) {
        for (MachineType type : values()) {
            if (type.name().equals(word)) {
                return type;
            }
        }
        throw new Fault("StateMachineTypeNotSupported", "State Machine Type Not Supported: '" + word + "'");
    }
}
