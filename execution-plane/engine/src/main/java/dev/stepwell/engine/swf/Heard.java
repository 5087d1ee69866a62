package dev.stepwell.engine.swf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.stepwell.engine.workflow.Asker;
import dev.stepwell.engine.workflow.ClientRequest;
import dev.stepwell.engine.workflow.Initiator;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Whose signals and requests to cancel a run has taken in. Decisions of others are known for good, as their runs ask until they know what came
 * of it; requests of clients for {@link ClientRequest#REMEMBERED}, by the times of the records.
 */
final class Heard {
    private final Set<Initiator> decisions = new LinkedHashSet<>();

    /** In the order in which they came. */
    private final Map<ClientRequest, Instant> requests = new LinkedHashMap<>();

    boolean knows(Asker asker) {
        return switch (asker) {
            case Initiator decision -> decisions.contains(decision);
            case ClientRequest request -> requests.containsKey(request);
        };
    }

    int size() {
        return decisions.size() + requests.size();
    }

    void add(Asker asker, Instant at) {
        switch (asker) {
            case Initiator decision -> decisions.add(decision);
            case ClientRequest request -> {
                forget(at.minus(ClientRequest.REMEMBERED));
                requests.put(request, at);
            }
        }
    }

    private void forget(Instant before) {
        Iterator<Instant> oldest = requests.values().iterator();
        while (oldest.hasNext() && oldest.next().isBefore(before)) {
            oldest.remove();
        }
    }

    ArrayNode write() {
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        decisions.forEach(decision ->
                all.add(WordImages.write(decision.execution()).put("initiated", decision.initiatedEventId())));
        requests.forEach((request, at) ->
                all.add(WordImages.object().put("request", request.id()).put("at", at.toString())));
        return all;
    }

    void read(JsonNode all) {
        for (JsonNode node : all) {
            if (node.has("request")) {
                requests.put(
                        new ClientRequest(node.get("request").asText()),
                        Instant.parse(node.get("at").asText()));
            } else {
                decisions.add(new Initiator(
                        WordImages.execution(node), node.get("initiated").asLong()));
            }
        }
    }
}
