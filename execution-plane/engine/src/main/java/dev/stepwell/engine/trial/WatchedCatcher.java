package dev.stepwell.engine.trial;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepwell.asl.expression.Scope;
import dev.stepwell.asl.expression.Shaping;
import dev.stepwell.asl.expression.Stages;
import java.util.Map;

/** The shaping of a catcher of a state under trial; that it is asked says who caught the error. */
record WatchedCatcher(Shaping inner, int index, Vantage vantage) implements Shaping {
    @Override
    public JsonNode arguments(Scope scope, Stages stages) {
        return inner.arguments(vantage.of(scope), Stages.UNHEARD);
    }

    @Override
    public JsonNode output(Scope scope, JsonNode errorOutput, Stages stages) {
        vantage.sightings().caughtBy(index);
        return inner.output(vantage.of(scope), bare(errorOutput), Stages.UNHEARD);
    }

    @Override
    public Map<String, JsonNode> assign(Scope scope, JsonNode errorOutput) {
        return inner.assign(vantage.of(scope), bare(errorOutput));
    }

    /** There is no event for the cause to name. */
    private JsonNode bare(JsonNode errorOutput) {
        if (!errorOutput.path("Cause").isTextual()) {
            return errorOutput;
        }
        String cause = errorOutput.get("Cause").textValue();
        String bare = vantage.bare(cause);
        return bare.equals(cause) ? errorOutput : ((ObjectNode) errorOutput.deepCopy()).put("Cause", bare);
    }
}
