package dev.stepwell.asl.read;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The eight kinds of states and the fields each may have, in either query language. */
enum StateKind {
    TASK(
            "Task",
            Transition.NEXT_OR_END,
            "InputPath OutputPath ResultPath Parameters Arguments Output Assign Resource Credentials ResultSelector Retry Catch "
                    + "TimeoutSeconds TimeoutSecondsPath HeartbeatSeconds HeartbeatSecondsPath"),
    WAIT(
            "Wait",
            Transition.NEXT_OR_END,
            "InputPath OutputPath Output Assign Seconds Timestamp SecondsPath TimestampPath"),
    PASS("Pass", Transition.NEXT_OR_END, "InputPath OutputPath Result ResultPath Parameters Output Assign"),
    SUCCEED("Succeed", Transition.TERMINAL, "InputPath OutputPath Output"),
    FAIL("Fail", Transition.TERMINAL, "Error Cause ErrorPath CausePath"),
    CHOICE("Choice", Transition.CHOICE, "InputPath OutputPath Output Assign Choices Default"),
    PARALLEL(
            "Parallel",
            Transition.NEXT_OR_END,
            "InputPath OutputPath ResultPath Parameters Arguments Output Assign ResultSelector Retry Catch Branches"),
    MAP(
            "Map",
            Transition.NEXT_OR_END,
            "InputPath OutputPath ResultPath Parameters Output Assign ResultSelector Retry Catch ItemProcessor Iterator "
                    + "ItemsPath Items ItemSelector ItemReader ItemBatcher ResultWriter MaxConcurrency MaxConcurrencyPath "
                    + "ToleratedFailurePercentage ToleratedFailurePercentagePath ToleratedFailureCount "
                    + "ToleratedFailureCountPath Label");

    /** How a state is left. */
    enum Transition {
        NEXT_OR_END,
        CHOICE,
        TERMINAL
    }

    private final String spelling;
    private final Transition transition;
    private final Set<String> fields;

    StateKind(String spelling, Transition transition, String fields) {
        this.spelling = spelling;
        this.transition = transition;
        Set<String> all = new HashSet<>(List.of(fields.split(" ")));
        all.addAll(List.of("Type", "Comment", "QueryLanguage"));
        if (transition == Transition.NEXT_OR_END) {
            all.addAll(List.of("Next", "End"));
        }
        this.fields = Set.copyOf(all);
    }

    String spelling() {
        return spelling;
    }

    Transition transition() {
        return transition;
    }

    Set<String> fields() {
        return fields;
    }

    static Optional<StateKind> named(String type) {
        for (StateKind kind : values()) {
            if (kind.spelling.equals(type)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    /** All spellings, in the order in which AWS lists them. */
    static List<String> spellings() {
        return List.of(values()).stream().map(StateKind::spelling).toList();
    }
}
