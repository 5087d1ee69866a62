package dev.stepwell.simulation.audit;

/**
 * Something that must never be.
 *
 * @param rule the invariant or law broken, such as {@code I2} or {@code law 9}
 * @param where the execution, or what else it is about
 * @param what what is wrong
 */
public record Violation(String rule, String where, String what) {
    @Override
    public String toString() {
        return rule + " " + where + ": " + what;
    }
}
