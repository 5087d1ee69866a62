package dev.stepwell.simulation.audit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepwell.asl.json.Json;
import dev.stepwell.engine.asl.AslRun;
import dev.stepwell.engine.asl.AslSnapshot;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The frames of a running execution, read from its snapshot. */
final class Frames {
    private final Map<Integer, JsonNode> byId = new HashMap<>();

    private Frames() {}

    static Frames of(AslRun run) {
        Frames frames = new Frames();
        JsonNode root = Json.parse(new String(AslSnapshot.write(run), StandardCharsets.UTF_8));
        root.path("frames").forEach(frame -> frames.byId.put(frame.get("id").asInt(), frame));
        return frames;
    }

    int count() {
        return byId.size();
    }

    /** The names of the states around a frame, the innermost first. */
    List<String> around(int frame) {
        List<String> names = new ArrayList<>();
        JsonNode at = byId.get(frame);
        while (at != null) {
            at = byId.get(at.get("parent").asInt());
            if (at != null) {
                names.add(at.get("state").asText());
            }
        }
        return names;
    }
}
