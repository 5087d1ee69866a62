package dev.stepwell.asl.expression.jsonpath.path;

import dev.stepwell.asl.expression.StatesException;

/** How much work one evaluation may still do: the bound is counted, not timed, so that it is the same on every node (law 2). */
public final class Fuel {
    /** Values visited; a payload of 256 KiB holds fewer than a quarter as many. */
    public static final int STEPS = 500_000;

    private int left = STEPS;

    /** Uses up one step. */
    public void spend() {
        spend(1);
    }

    /**
     * Uses up some steps.
     *
     * @throws StatesException when none are left
     */
    public void spend(int steps) {
        left -= steps;
        if (left < 0) {
            throw new StatesException(
                    "States.Runtime", "The evaluation of an expression was stopped after " + STEPS + " steps.");
        }
    }
}
