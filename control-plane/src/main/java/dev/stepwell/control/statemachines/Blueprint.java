package dev.stepwell.control.statemachines;

/**
 * What a revision fixes, and by which an idempotent create and an empty update are recognised: the text of the definition counts,
 * not its meaning (seen at AWS: the same definition with other white space is another one).
 *
 * @param definition the text in the Amazon States Language, as given
 */
public record Blueprint(String definition, String roleArn, Logging logging, boolean tracing) {
    /** Whether a create with this is a repetition of one with that: the role does not count (AWS, CreateStateMachine). */
    boolean repeats(Blueprint that) {
        return definition.equals(that.definition) && logging.equals(that.logging) && tracing == that.tracing;
    }
}
