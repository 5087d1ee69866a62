package dev.stepwell.asl.expression.jsonata.query;

/**
 * How much work the expressions of one template may still do, counted and never timed, so that the bound is the same on every node
 * (law 2).
 */
public final class Fuel {
    /** Evaluation steps: nodes of the syntax tree that are entered. */
    static final int STEPS = 250_000;

    /** What a step leaves behind. */
    private static final int STEP_BYTES = 100;

    /** Bytes of the values that come about on the way, in all. */
    static final long BYTES = 48_000_000;

    /** Characters that regular expressions look at. */
    static final int CHARACTERS = 20_000_000;

    private int steps = STEPS;
    private long bytes = BYTES;
    private int characters = CHARACTERS;

    void step() {
        if (--steps < 0) {
            throw BoundException.steps();
        }
        spendBytes(STEP_BYTES);
    }

    void spendBytes(long amount) {
        bytes -= amount;
        if (bytes < 0) {
            throw BoundException.memory();
        }
    }

    void lookAt() {
        if (--characters < 0) {
            throw BoundException.steps();
        }
    }
}
