package dev.stepwell.simulation.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;

/** Writes random definitions: all eight states, both query languages, nested flows, retriers and catchers, variables and templates. */
final class Definitions {
    private static final List<String> TYPES =
            List.of("Pass", "Pass", "Task", "Task", "Choice", "Wait", "Succeed", "Fail", "Parallel", "Map");
    private static final List<String> RESOURCES = List.of(
            "arn:aws:states:us-east-1:123456789012:activity:work",
            "arn:aws:lambda:us-east-1:123456789012:function:work",
            "arn:aws:states:::lambda:invoke",
            "arn:aws:states:::lambda:invoke.waitForTaskToken",
            "arn:aws:states:::sqs:sendMessage",
            "arn:aws:states:::states:startExecution.sync:2");
    private static final List<String> ERRORS = List.of(
            "States.ALL", "States.TaskFailed", "States.Timeout", "States.Runtime", "E", "States.QueryEvaluationError");

    private final Words words;
    private int states;
    private int budget;

    Definitions(Words words) {
        this.words = words;
    }

    ObjectNode definition() {
        states = 0;
        budget = 12;
        boolean jsonata = words.chance(3);
        ObjectNode root = flow(0, jsonata);
        if (jsonata) {
            root.put("QueryLanguage", "JSONata");
        }
        if (words.chance(10)) {
            root.put("TimeoutSeconds", words.below(100));
        }
        return root;
    }

    private ObjectNode flow(int depth, boolean jsonata) {
        ObjectNode flow = JsonNodeFactory.instance.objectNode();
        List<String> names = new ArrayList<>();
        for (int i = words.below(depth == 0 ? 5 : 2) + 1; i > 0; i--) {
            names.add("S" + ++states + (words.chance(20) ? words.text() : ""));
        }
        flow.put("StartAt", names.getFirst());
        ObjectNode written = flow.putObject("States");
        for (int i = 0; i < names.size(); i++) {
            written.set(names.get(i), state(names, i, depth, jsonata));
        }
        return flow;
    }

    private ObjectNode state(List<String> names, int at, int depth, boolean machineJsonata) {
        boolean last = at == names.size() - 1;
        boolean nests = depth < 3 && --budget > 0;
        String type = words.any(TYPES);
        while (!fits(type, nests, last)) {
            type = words.any(TYPES);
        }
        ObjectNode state = JsonNodeFactory.instance.objectNode().put("Type", type);
        boolean jsonata = machineJsonata || words.chance(5);
        if (jsonata && !machineJsonata) {
            state.put("QueryLanguage", "JSONata");
        }
        String next = last ? "" : words.chance(40) ? words.any(names) : names.get(at + 1);
        body(state, type, next, new Place(names, depth, jsonata, machineJsonata));
        shape(state, type, jsonata);
        boolean ends = type.equals("Succeed") || type.equals("Fail") || type.equals("Choice");
        if (!ends) {
            end(state, next);
        }
        return state;
    }

    private boolean fits(String type, boolean nests, boolean last) {
        return switch (type) {
            case "Parallel", "Map" -> nests;
            case "Choice" -> !last;
            case "Succeed", "Fail" -> last || words.chance(40);
            default -> true;
        };
    }

    private record Place(List<String> names, int depth, boolean jsonata, boolean machineJsonata) {}

    private static void end(ObjectNode state, String next) {
        if (next.isEmpty()) {
            state.put("End", true);
        } else {
            state.put("Next", next);
        }
    }

    private void body(ObjectNode state, String type, String next, Place place) {
        switch (type) {
            case "Task" -> {
                state.put("Resource", words.any(RESOURCES));
                if (words.chance(5)) {
                    seconds(state, "TimeoutSeconds", place.jsonata);
                }
                recovery(state, place);
            }
            case "Choice" -> choices(state, next, place);
            case "Wait" -> waiting(state, place.jsonata);
            case "Fail" -> {
                text(state, "Error", place.jsonata);
                text(state, "Cause", place.jsonata);
            }
            case "Parallel" -> {
                ArrayNode branches = state.putArray("Branches");
                for (int i = words.below(3) + 1; i > 0; i--) {
                    branches.add(flow(place.depth + 1, place.machineJsonata));
                }
                recovery(state, place);
            }
            case "Map" -> {
                state.set("ItemProcessor", flow(place.depth + 1, place.machineJsonata));
                items(state, place.jsonata);
                recovery(state, place);
            }
            default -> {}
        }
    }

    private void items(ObjectNode state, boolean jsonata) {
        if (jsonata) {
            state.put("Items", words.chance(2) ? "{% [1..3] %}" : words.expression());
        } else {
            state.put("ItemsPath", words.chance(4) ? words.reference() : "$.items");
        }
        if (words.chance(3)) {
            state.set("ItemSelector", template(2, jsonata));
        }
        if (words.chance(3)) {
            state.put("MaxConcurrency", words.below(3));
        }
    }

    private void waiting(ObjectNode state, boolean jsonata) {
        switch (words.below(4)) {
            case 0 -> state.put("Seconds", words.below(100));
            case 1 -> state.put("Timestamp", "2030-01-01T00:00:00Z");
            case 2 -> seconds(state, "Seconds", jsonata);
            default -> {
                if (jsonata) {
                    state.put("Timestamp", words.expression());
                } else {
                    state.put("TimestampPath", words.chance(2) ? "$.t" : words.reference());
                }
            }
        }
    }

    private void seconds(ObjectNode state, String field, boolean jsonata) {
        if (words.chance(2)) {
            state.put(field, words.below(50) + 1);
        } else if (jsonata) {
            state.put(field, words.chance(2) ? "{% $states.input.n %}" : words.expression());
        } else {
            state.put(field + "Path", words.chance(2) ? "$.n" : words.reference());
        }
    }

    private void text(ObjectNode state, String field, boolean jsonata) {
        switch (words.below(3)) {
            case 0 -> {}
            case 1 -> state.put(field, words.text());
            default -> {
                if (jsonata) {
                    state.put(field, words.expression());
                } else {
                    state.put(field + "Path", words.chance(2) ? words.path() : words.call(1));
                }
            }
        }
    }

    private void choices(ObjectNode state, String next, Place place) {
        ArrayNode choices = state.putArray("Choices");
        for (int i = words.below(3) + 1; i > 0; i--) {
            ObjectNode rule = place.jsonata
                    ? JsonNodeFactory.instance.objectNode().put("Condition", words.expression())
                    : test(2);
            choices.add(rule.put("Next", words.chance(6) ? words.any(place.names) : next));
        }
        if (!words.chance(5)) {
            state.put("Default", next);
        }
    }

    private ObjectNode test(int depth) {
        ObjectNode test = JsonNodeFactory.instance.objectNode();
        switch (words.below(depth > 0 ? 9 : 6)) {
            case 0 -> test.put("Variable", words.path()).put("IsPresent", true);
            case 1 -> test.put("Variable", "$.n").put("NumericGreaterThan", words.below(3));
            case 2 -> test.put("Variable", words.path()).put("StringMatches", words.text());
            case 3 -> test.put("Variable", words.path()).put("StringEqualsPath", words.path());
            case 4 -> test.put("Variable", "$.t").put("TimestampLessThanEqualsPath", words.path());
            case 5 -> test.put("Variable", words.path()).put("IsNumeric", false);
            case 6 -> test.set("Not", test(depth - 1));
            case 7 -> test.putArray("And").add(test(depth - 1)).add(test(depth - 1));
            default -> test.putArray("Or").add(test(depth - 1)).add(test(depth - 1));
        }
        return test;
    }

    private void recovery(ObjectNode state, Place place) {
        if (words.chance(3)) {
            ObjectNode retrier = state.putArray("Retry").addObject();
            retrier.putArray("ErrorEquals").add(words.any(ERRORS));
            retrier.put("MaxAttempts", words.below(3))
                    .put("IntervalSeconds", words.below(3) + 1)
                    .put("BackoffRate", 1.5);
        }
        if (words.chance(2)) {
            ObjectNode catcher = state.putArray("Catch").addObject();
            catcher.putArray("ErrorEquals").add(words.any(ERRORS));
            catcher.put("Next", words.any(place.names));
            if (words.chance(3)) {
                catcher.set("Assign", assign(place.jsonata));
            }
            if (place.jsonata && words.chance(3)) {
                catcher.put("Output", "{% $states.errorOutput %}");
            } else if (!place.jsonata && words.chance(3)) {
                catcher.put("ResultPath", words.reference());
            }
        }
    }

    private void shape(ObjectNode state, String type, boolean jsonata) {
        if (words.chance(4) && !type.equals("Fail") && !type.equals("Succeed")) {
            state.set("Assign", assign(jsonata));
        }
        boolean body = type.equals("Task") || type.equals("Parallel");
        boolean service = state.path("Resource").asText().startsWith("arn:aws:states:::");
        if (jsonata) {
            if (service || (body && words.chance(2))) {
                state.set("Arguments", service ? arguments() : template(2, true));
            }
            if (!type.equals("Fail") && words.chance(2)) {
                state.set("Output", template(3, true));
            }
            return;
        }
        if (service || ((body || type.equals("Pass")) && words.chance(2))) {
            state.set("Parameters", service ? parameters() : template(3, false));
        }
        if (!type.equals("Fail") && words.chance(5)) {
            state.put("InputPath", words.path());
        }
        if (!type.equals("Fail") && words.chance(6)) {
            state.put("OutputPath", words.path());
        }
        if ((body || type.equals("Pass") || type.equals("Map")) && words.chance(3)) {
            state.put("ResultPath", words.reference());
        }
        if ((body || type.equals("Map")) && words.chance(4)) {
            state.set("ResultSelector", template(2, false));
        }
        if (type.equals("Pass") && words.chance(5)) {
            state.set("Result", words.value(3));
        }
    }

    private ObjectNode parameters() {
        return required().put("Payload.$", words.path());
    }

    private ObjectNode arguments() {
        return required().put("Payload", words.expression());
    }

    /** What any of the services may want. */
    private static ObjectNode required() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("FunctionName", "f")
                .put("QueueUrl", "https://queue")
                .put("MessageBody", "m")
                .put("StateMachineArn", "arn:aws:states:us-east-1:123456789012:stateMachine:m");
    }

    private ObjectNode assign(boolean jsonata) {
        ObjectNode assign = JsonNodeFactory.instance.objectNode();
        for (String name : List.of("v", "w")) {
            if (jsonata) {
                assign.set(name, template(1, true));
            } else {
                assign.put(name + ".$", words.chance(3) ? words.call(1) : words.path());
            }
        }
        return assign;
    }

    private JsonNode template(int depth, boolean jsonata) {
        if (jsonata && (depth == 0 || words.chance(2))) {
            return TextNode.valueOf(words.expression());
        }
        ObjectNode template = words.object(1);
        for (int i = words.below(3); i > 0; i--) {
            if (jsonata) {
                template.set("k" + i, template(depth - 1, true));
            } else {
                template.put("k" + i + ".$", words.chance(2) ? words.path() : words.call(2));
            }
        }
        if (depth > 0 && words.chance(3)) {
            template.set("inner", template(depth - 1, jsonata));
        }
        return template;
    }
}
