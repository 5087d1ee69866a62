package dev.stepwell.simulation.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepwell.asl.json.Json;
import java.util.ArrayList;
import java.util.List;

/** Spoils definitions: fields dropped, doubled, moved, given values of another kind, nested without end; characters changed. */
final class Mutations {
    private static final List<String> FIELDS = List.of(
            "Type",
            "Next",
            "End",
            "Default",
            "Choices",
            "States",
            "StartAt",
            "QueryLanguage",
            "Parameters",
            "Arguments",
            "Output",
            "Assign",
            "Retry",
            "Catch",
            "ItemsPath",
            "Items",
            "Branches",
            "Seconds",
            "SecondsPath",
            "ResultPath",
            "Resource",
            "MaxConcurrency",
            "Credentials",
            "ItemProcessor",
            "Iterator",
            "ProcessorConfig",
            "ToleratedFailureCount",
            "Label",
            "HeartbeatSeconds");
    private static final String INSERTED = "{}[]\",:.$%\\'@?*~\u0000\ud800\ud83d\udc0e\u202e";

    private final Words words;

    Mutations(Words words) {
        this.words = words;
    }

    /** The text of a spoilt definition. */
    String spoilt(ObjectNode definition) {
        for (int i = words.below(3) + 1; i > 0; i--) {
            List<JsonNode> containers = new ArrayList<>();
            gather(definition, containers);
            JsonNode other = words.any(containers).deepCopy();
            change(words.any(containers), other);
        }
        String text = Json.write(definition);
        return switch (words.below(8)) {
            case 0 -> scrambled(text);
            case 1 -> nested(text);
            default -> text;
        };
    }

    private static void gather(JsonNode node, List<JsonNode> containers) {
        if (node.isContainerNode()) {
            containers.add(node);
            node.forEach(child -> gather(child, containers));
        }
    }

    private void change(JsonNode target, JsonNode other) {
        JsonNode value = words.chance(5) ? other : words.value(3);
        if (target instanceof ArrayNode array) {
            switch (words.below(3)) {
                case 0 -> array.add(value);
                case 1 -> array.removeAll();
                default -> {
                    if (!array.isEmpty()) {
                        array.set(words.below(array.size()), value);
                    }
                }
            }
        } else {
            change((ObjectNode) target, value);
        }
    }

    private void change(ObjectNode object, JsonNode value) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        String name = names.isEmpty() || words.chance(3) ? words.any(FIELDS) : words.any(names);
        switch (words.below(6)) {
            case 0 -> object.remove(name);
            case 1 -> object.put(name, words.expression());
            case 2 ->
                object.put(name + (words.chance(2) ? "Path" : ".$"), words.chance(2) ? words.path() : words.call(2));
            case 3 -> object.set(words.text(), value);
            default -> object.set(name, value);
        }
    }

    private String scrambled(String text) {
        StringBuilder scrambled = new StringBuilder(text);
        for (int i = words.below(3) + 1; i > 0; i--) {
            int at = words.below(scrambled.length());
            switch (words.below(3)) {
                case 0 -> scrambled.deleteCharAt(at);
                case 1 -> scrambled.insert(at, INSERTED.charAt(words.below(INSERTED.length())));
                default -> scrambled.setCharAt(at, (char) (words.below(95) + 32));
            }
        }
        return scrambled.toString();
    }

    /** The definition inside of many others, or an expression inside of many brackets. */
    private String nested(String text) {
        int levels = words.below(300) + 1;
        if (words.chance(2)) {
            String open = "{\"StartAt\":\"P\",\"States\":{\"P\":{\"Type\":\"Parallel\",\"End\":true,\"Branches\":[";
            return open.repeat(levels) + text + "]}}}".repeat(levels);
        }
        String brackets = words.any(List.of("(", "[", "-", "{'a':", "$f(", "function($x){", "$map("));
        ObjectNode pass = JsonNodeFactory.instance.objectNode();
        pass.put("Type", "Pass").put("End", true).put("QueryLanguage", "JSONata");
        pass.put("Output", "{% " + brackets.repeat(levels * 20) + "1 %}");
        ObjectNode root = JsonNodeFactory.instance.objectNode().put("StartAt", "P");
        root.putObject("States").set("P", pass);
        return Json.write(root);
    }
}
