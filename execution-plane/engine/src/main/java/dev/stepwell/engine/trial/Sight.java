package dev.stepwell.engine.trial;

import dev.stepwell.asl.expression.Stages.Stage;
import dev.stepwell.asl.model.State;
import java.util.EnumSet;
import java.util.Set;

/** What can be seen of the data of a state under trial, each by the name that InspectionData has for it. */
public enum Sight {
    INPUT,
    AFTER_INPUT_PATH,
    AFTER_PARAMETERS,
    AFTER_ARGUMENTS,
    AFTER_ITEMS_PATH,
    AFTER_ITEMS_POINTER,
    AFTER_ITEM_SELECTOR,
    AFTER_ITEM_BATCHER,
    RESULT,
    AFTER_RESULT_SELECTOR,
    AFTER_RESULT_PATH,
    VARIABLES;

    static Sight after(Stage stage) {
        return switch (stage) {
            case INPUT_PATH -> AFTER_INPUT_PATH;
            case PARAMETERS -> AFTER_PARAMETERS;
            case ARGUMENTS -> AFTER_ARGUMENTS;
            case RESULT_SELECTOR -> AFTER_RESULT_SELECTOR;
            case RESULT_PATH -> AFTER_RESULT_PATH;
        };
    }

    /** What AWS shows of a kind of state (recorded): a Pass with a Result hides its input, a Parallel everything before its end. */
    static Set<Sight> of(State state) {
        return switch (state) {
            case State.Pass pass ->
                pass.result().isPresent()
                        ? always(RESULT, AFTER_RESULT_SELECTOR, AFTER_RESULT_PATH)
                        : always(AFTER_INPUT_PATH, AFTER_PARAMETERS, AFTER_RESULT_SELECTOR, AFTER_RESULT_PATH);
            case State.Task task ->
                always(
                        AFTER_INPUT_PATH,
                        AFTER_PARAMETERS,
                        AFTER_ARGUMENTS,
                        RESULT,
                        AFTER_RESULT_SELECTOR,
                        AFTER_RESULT_PATH);
            case State.Parallel parallel -> always(AFTER_RESULT_SELECTOR, AFTER_RESULT_PATH);
            case State.MapState map ->
                always(
                        AFTER_INPUT_PATH,
                        AFTER_ITEMS_PATH,
                        AFTER_ITEMS_POINTER,
                        AFTER_ITEM_SELECTOR,
                        AFTER_ITEM_BATCHER,
                        AFTER_RESULT_SELECTOR,
                        AFTER_RESULT_PATH);
            case State.Choice choice -> always(AFTER_INPUT_PATH);
            case State.Wait wait -> always(AFTER_INPUT_PATH);
            case State.Succeed succeed -> always(AFTER_INPUT_PATH);
            case State.Fail fail -> always(AFTER_INPUT_PATH);
        };
    }

    private static Set<Sight> always(Sight... more) {
        EnumSet<Sight> all = EnumSet.of(INPUT, VARIABLES);
        all.addAll(Set.of(more));
        return all;
    }
}
