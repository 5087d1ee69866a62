package dev.stepwell.simulation.program;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepwell.simulation.world.Timeline;
import java.util.Optional;

/** A Wait in one of its four forms; those by a path have a Pass before them that leaves the value there. */
record WaitBlock(String first, Kind kind, int seconds) implements Block {
    enum Kind {
        SECONDS,
        SECONDS_PATH,
        TIMESTAMP,
        TIMESTAMP_PATH
    }

    private boolean hasPass() {
        return kind == Kind.SECONDS_PATH || kind == Kind.TIMESTAMP_PATH;
    }

    private String place() {
        return "at" + first;
    }

    private String timestamp() {
        return Timeline.BEGIN.plusSeconds(seconds).toString();
    }

    private void put(ObjectNode node, String field) {
        if (kind == Kind.SECONDS || kind == Kind.SECONDS_PATH) {
            node.put(field, seconds);
        } else {
            node.put(field, timestamp());
        }
    }

    @Override
    public void write(Writing out, Optional<String> next) {
        String name = first;
        if (hasPass()) {
            name = first + "Wait";
            ObjectNode pass = out.state(first, "Pass", Optional.of(name));
            pass.put("ResultPath", "$." + place());
            put(pass, "Result");
        }
        ObjectNode wait = out.state(name, "Wait", next);
        switch (kind) {
            case SECONDS -> put(wait, "Seconds");
            case TIMESTAMP -> put(wait, "Timestamp");
            case SECONDS_PATH -> wait.put("SecondsPath", "$." + place());
            case TIMESTAMP_PATH -> wait.put("TimestampPath", "$." + place());
        }
    }

    @Override
    public Outcomes run(JsonNode document) {
        ObjectNode copy = document.deepCopy();
        if (hasPass()) {
            put(copy, place());
        }
        return Outcomes.of(new Outcome.GoesOn(copy));
    }
}
