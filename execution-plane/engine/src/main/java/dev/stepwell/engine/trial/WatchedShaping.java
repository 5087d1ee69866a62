package dev.stepwell.engine.trial;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepwell.asl.expression.Scope;
import dev.stepwell.asl.expression.Shaping;
import dev.stepwell.asl.expression.Stages;
import java.util.Map;

/** The shaping of a state under trial, watched at each stage. */
record WatchedShaping(Shaping inner, Vantage vantage) implements Shaping {
    @Override
    public JsonNode arguments(Scope scope, Stages stages) {
        return vantage.noting(() -> inner.arguments(vantage.of(scope), vantage.sightings()));
    }

    @Override
    public JsonNode output(Scope scope, JsonNode result, Stages stages) {
        return vantage.noting(() -> inner.output(vantage.of(scope), result, vantage.sightings()));
    }

    @Override
    public Map<String, JsonNode> assign(Scope scope, JsonNode result) {
        return vantage.noting(() -> inner.assign(vantage.of(scope), result));
    }
}
