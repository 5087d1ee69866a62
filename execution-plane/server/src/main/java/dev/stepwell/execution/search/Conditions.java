package dev.stepwell.execution.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.ByteString;
import dev.stepwell.asl.json.Json;
import dev.stepwell.asl.json.JsonSyntaxException;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.platform.v1.ExecutionFilter;
import dev.stepwell.execution.endpoints.Arns;
import dev.stepwell.execution.endpoints.Faults;
import dev.stepwell.execution.search.SearchIndex.Condition;
import dev.stepwell.execution.search.SearchIndex.Range;
import dev.stepwell.execution.search.SearchIndex.Sought;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what a filter asks of attributes and words, and of what executions wait for. */
public final class Conditions {
    private static final int MOST_VALUES = 20;
    private static final Range NO_RANGE = new Range(ByteString.EMPTY, ByteString.EMPTY);
    private static final Pattern FORM =
            Pattern.compile("([A-Za-z0-9_-]{1,64})(\\s+in\\s+|\\s*(?:\\^=|<=|>=|=|<|>)\\s*)(.*)", Pattern.DOTALL);

    private Conditions() {}

    /** What it asks; refuses with {@code ValidationException} what cannot be understood. */
    public static Sought of(Caller caller, ExecutionFilter filter) {
        return new Sought(
                filter.getAttributeList().stream().map(Conditions::attribute).toList(),
                filter.hasText() ? Words.sought(filter.getText()) : List.of(),
                filter.hasActivityArn() ? Optional.of(activity(caller, filter.getActivityArn())) : Optional.empty(),
                filter.getWaitingForAnswer());
    }

    private static String activity(Caller caller, String text) {
        if (!Arns.isHere(caller, Arns.activity(text))) {
            throw Faults.validation("The activity is not of this account and region: '" + text + "'");
        }
        return text;
    }

    static Condition attribute(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw refused(text, "it has not the form NAME=VALUE, or with ^=, <, <=, >, >= or in");
        }
        String name = form.group(1);
        String value = form.group(3);
        return switch (form.group(2).strip()) {
            case "=" -> new Condition(name, List.copyOf(anyOf(text, value)), NO_RANGE);
            case "in" -> new Condition(name, List.copyOf(list(text, value)), NO_RANGE);
            case "^=" -> new Condition(name, List.of(), IndexValue.beginning(text(text, value)));
            case "<" -> new Condition(name, List.of(), IndexValue.below(one(text, value), false));
            case "<=" -> new Condition(name, List.of(), IndexValue.below(one(text, value), true));
            case ">" -> new Condition(name, List.of(), IndexValue.above(one(text, value), false));
            default -> new Condition(name, List.of(), IndexValue.above(one(text, value), true));
        };
    }

    /** What looks like a number or a boolean may be meant as the text. */
    private static Set<ByteString> anyOf(String condition, String value) {
        Set<ByteString> any = new LinkedHashSet<>();
        any.add(one(condition, value));
        if (json(value).filter(JsonNode::isTextual).isEmpty()) {
            IndexValue.of(value).ifPresent(any::add);
        }
        return any;
    }

    private static Set<ByteString> list(String condition, String value) {
        JsonNode list = json(value)
                .filter(JsonNode::isArray)
                .filter(array -> !array.isEmpty())
                .orElseThrow(() -> refused(condition, "behind in stands no list such as [\"a\", 1]"));
        if (list.size() > MOST_VALUES) {
            throw refused(condition, "the list has more than " + MOST_VALUES + " values");
        }
        Set<ByteString> any = new LinkedHashSet<>();
        for (JsonNode each : list) {
            any.add(IndexValue.of(each)
                    .orElseThrow(() -> refused(condition, "the list has a value that no attribute can have")));
            if (!each.isTextual()) {
                IndexValue.of(each.asText()).ifPresent(any::add);
            }
        }
        return any;
    }

    private static ByteString one(String condition, String value) {
        Optional<JsonNode> json = json(value).filter(JsonNode::isValueNode).filter(node -> !node.isNull());
        return json.map(IndexValue::of)
                .orElseGet(() -> IndexValue.of(value))
                .orElseThrow(() -> refused(condition, "the value is longer than attributes are"));
    }

    private static String text(String condition, String value) {
        String text =
                json(value).filter(JsonNode::isTextual).map(JsonNode::textValue).orElse(value);
        if (text.isEmpty() || IndexValue.of(text).isEmpty()) {
            throw refused(condition, "the beginning is empty, or longer than attributes are");
        }
        return text;
    }

    private static Optional<JsonNode> json(String value) {
        try {
            return Optional.of(Json.parse(value));
        } catch (JsonSyntaxException e) {
            return Optional.empty();
        }
    }

    private static Fault refused(String condition, String why) {
        return Faults.validation("The condition '" + condition + "' cannot be understood: " + why + ".");
    }
}
