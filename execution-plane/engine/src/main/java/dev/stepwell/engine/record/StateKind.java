package dev.stepwell.engine.record;

import dev.stepwell.asl.model.State;

/** The kinds of state, as the names of history events tell them apart. */
public enum StateKind {
    PASS,
    TASK,
    CHOICE,
    WAIT,
    SUCCEED,
    FAIL,
    PARALLEL,
    MAP;

    /** The kind of a state. */
    public static StateKind of(State state) {
        return switch (state) {
            case State.Pass ignored -> PASS;
            case State.Task ignored -> TASK;
            case State.Choice ignored -> CHOICE;
            case State.Wait ignored -> WAIT;
            case State.Succeed ignored -> SUCCEED;
            case State.Fail ignored -> FAIL;
            case State.Parallel ignored -> PARALLEL;
            case State.MapState ignored -> MAP;
        };
    }
}
