package dev.stepwell.asl.expression;

/** The test of one Choice rule. */
public interface Condition {
    /**
     * Whether the rule matches.
     *
     * @throws StatesException {@code States.Runtime} when a Variable selects nothing (except under IsPresent)
     */
    boolean test(Scope scope);
}
