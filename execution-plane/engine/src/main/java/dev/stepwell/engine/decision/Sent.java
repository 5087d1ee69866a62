package dev.stepwell.engine.decision;

/**
 * A decision as it arrives at the machine.
 *
 * @param decision what the decider sent
 * @param admission what the platform says to it
 */
public record Sent(Decision decision, Admission admission) {
    /** A decision that the platform has nothing against. */
    public static Sent admitted(Decision decision) {
        return new Sent(decision, Admission.ADMITTED);
    }
}
