package dev.stepwell.engine.turn;

/**
 * Makes task tokens. Deterministic: they are written into parameters while these are evaluated, and a turn that is done again must
 * write the same text. Already bound to tenant, execution and the key fixed at the execution's start.
 */
@FunctionalInterface
public interface TokenSealer {
    /** The token of a task: at most 1,024 characters, opaque, not to be forged. */
    String seal(TaskRef task);
}
