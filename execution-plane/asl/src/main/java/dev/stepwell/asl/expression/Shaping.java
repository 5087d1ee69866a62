package dev.stepwell.asl.expression;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * How a state shapes its data, in the order AWS fixes (developer guide, "Processing input and output"). In JSONPath: InputPath
 * and Parameters before the body, ResultSelector, ResultPath and OutputPath after it. In JSONata: Arguments and Output.
 */
public interface Shaping {
    /**
     * What the body of the state works on.
     *
     * @param scope its input is the state's raw input
     * @param stages hears what each stage makes of it
     */
    JsonNode arguments(Scope scope, Stages stages);

    /** As above, with nobody listening. */
    default JsonNode arguments(Scope scope) {
        return arguments(scope, Stages.UNHEARD);
    }

    /**
     * What leaves the state.
     *
     * @param scope its input is the state's raw input; ResultPath merges into that, not into the view of InputPath
     * @param result what the body gave, or the error output {@code {Error, Cause}} when this is a catcher's shaping
     * @param stages hears what each stage makes of it
     */
    JsonNode output(Scope scope, JsonNode result, Stages stages);

    /** As above, with nobody listening. */
    default JsonNode output(Scope scope, JsonNode result) {
        return output(scope, result, Stages.UNHEARD);
    }

    /**
     * The variables that Assign sets, all read as they were on entry; empty without Assign.
     *
     * @param scope its input is the state's raw input
     * @param result as in {@link #output}
     */
    Map<String, JsonNode> assign(Scope scope, JsonNode result);
}
