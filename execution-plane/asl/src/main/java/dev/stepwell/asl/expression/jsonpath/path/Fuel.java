package dev.stepwell.asl.expression.jsonpath.path;

import dev.stepwell.asl.expression.StatesException;

/** How much work one evaluation may still do: the bound is counted, not timed, so that it is the same on every node (law 2). */
final class Fuel {
    /** Values visited by one path; a payload of 256 KiB holds fewer than half as many. */
    static final int STEPS = 500_000;

    private int left = STEPS;

    void spend() {
        spend(1);
    }

    void spend(int steps) {
        left -= steps;
        if (left < 0) {
            throw new StatesException(
                    "States.Runtime", "The evaluation of a JSONPath was stopped after " + STEPS + " steps.");
        }
    }
}
