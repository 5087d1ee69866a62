package dev.stepwell.engine.record;

import dev.stepwell.asl.model.State;
import java.util.Optional;

/** The kinds of state, as the names of history events tell them apart, and as records are stored with them. */
public enum StateKind {
    PASS(1, "Pass"),
    TASK(2, "Task"),
    CHOICE(3, "Choice"),
    WAIT(4, "Wait"),
    SUCCEED(5, "Succeed"),
    FAIL(6, "Fail"),
    PARALLEL(7, "Parallel"),
    MAP(8, "Map");

    private final int number;
    private final String spelling;

    StateKind(int number, String spelling) {
        this.number = number;
        this.spelling = spelling;
    }

    /** What stands for it in stored records: never changed, never used again for another kind (law 7). */
    public int number() {
        return number;
    }

    /** Its Type in definitions. */
    public String spelling() {
        return spelling;
    }

    /** What the names of its history events begin with: its Type, as AWS has it. */
    public String events() {
        return spelling;
    }

    /** The kind with a number; empty when a newer version gave it. */
    public static Optional<StateKind> numbered(int number) {
        for (StateKind kind : values()) {
            if (kind.number == number) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

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
