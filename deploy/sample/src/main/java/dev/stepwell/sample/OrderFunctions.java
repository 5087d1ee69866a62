package dev.stepwell.sample;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The shop's functions. Two of them misbehave now and then, so that there is something to retry and something to catch. */
final class OrderFunctions {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String DECLINED_CARD = "4000-0000";

    /** One function: JSON in, JSON out. */
    interface Function {
        JsonNode call(JsonNode event) throws FunctionException;
    }

    private final Set<String> askedBefore = ConcurrentHashMap.newKeySet();

    /** The functions by name. */
    Map<String, Function> byName() {
        return Map.of("check-order", this::check, "reserve-item", this::reserve, "charge-card", this::charge);
    }

    private JsonNode check(JsonNode event) throws FunctionException {
        JsonNode items = event.path("order").path("items");
        if (!items.isArray()) {
            throw new FunctionException("BadOrder", "the order has no list of items");
        }
        int total = 0;
        for (JsonNode item : items) {
            total += item.path("price").asInt() * item.path("quantity").asInt(1);
        }
        ObjectNode answer = JSON.objectNode();
        return answer.put("items", items.size()).put("total", total);
    }

    /** The warehouse is too busy the first time it is asked for an article. */
    private JsonNode reserve(JsonNode item) throws FunctionException {
        String article = item.path("article").asText();
        if (askedBefore.add(article)) {
            throw new FunctionException("WarehouseBusy", "ask again for " + article);
        }
        askedBefore.remove(article);
        ObjectNode answer = JSON.objectNode();
        return answer.put("article", article).put("shelf", "S-" + Math.floorMod(article.hashCode(), 100));
    }

    private JsonNode charge(JsonNode payment) throws FunctionException {
        String card = payment.path("card").asText();
        if (card.equals(DECLINED_CARD)) {
            throw new FunctionException("CardDeclined", "the bank said no");
        }
        ObjectNode answer = JSON.objectNode();
        return answer.put("receipt", "R-" + payment.path("amount").asInt());
    }
}
