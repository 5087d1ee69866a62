package dev.stepwell.asl.expression;

import com.fasterxml.jackson.databind.JsonNode;

/** Hears what the data is after each stage of a {@link Shaping}; what TestState shows of a state comes from here. */
@FunctionalInterface
public interface Stages {
    /** Nobody listens. */
    Stages UNHEARD = (stage, value) -> {};

    /** The data has passed a stage; also when the stage's field is not written and left it as it was. */
    void passed(Stage stage, JsonNode value);

    /** The stages of both languages, as far as something is visible after them. */
    enum Stage {
        INPUT_PATH,
        PARAMETERS,
        ARGUMENTS,
        RESULT_SELECTOR,
        RESULT_PATH
    }
}
