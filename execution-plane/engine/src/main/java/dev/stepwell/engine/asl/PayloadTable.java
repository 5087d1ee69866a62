package dev.stepwell.engine.asl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stepwell.engine.turn.Payload;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The payloads of a snapshot, each kept once however many frames hold it. */
final class PayloadTable {
    private final List<Payload> payloads = new ArrayList<>();
    private final Map<Payload, Integer> places = new HashMap<>();

    static PayloadTable of(JsonNode array) {
        PayloadTable table = new PayloadTable();
        array.forEach(text -> table.payloads.add(Payload.of(text.asText())));
        return table;
    }

    int add(Payload payload) {
        return places.computeIfAbsent(payload, p -> {
            payloads.add(p);
            return payloads.size() - 1;
        });
    }

    Payload get(JsonNode place) {
        return payloads.get(place.asInt());
    }

    ArrayNode toJson() {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        payloads.forEach(payload -> array.add(payload.text()));
        return array;
    }
}
