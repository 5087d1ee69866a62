package dev.stepwell.asl.mock;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepwell.asl.json.Json;
import dev.stepwell.asl.json.JsonBounds;
import dev.stepwell.asl.json.JsonDepthException;
import dev.stepwell.asl.json.JsonSyntaxException;
import dev.stepwell.asl.mock.Mocks.Span;
import dev.stepwell.asl.model.Definition;
import dev.stepwell.asl.model.State;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a mock profile: an object of states by name, each with an object of responses by the attempts that they are for, as {@code "0"} or
 * {@code "1-3"}. That is a test case of AWS's mock configuration file with its MockedResponses put where they are named.
 */
public final class MockReader {
    /** The number of a state's last attempt that may have a response. */
    static final int LAST_ATTEMPT = 99_999;

    private static final Pattern ATTEMPTS = Pattern.compile("(0|[1-9][0-9]{0,4})(?:-(0|[1-9][0-9]{0,4}))?");

    private MockReader() {}

    /** The mocks of a profile; throws {@link MockRefusal} when it is none. */
    public static Mocks read(String text) throws MockRefusal {
        return read(json(text));
    }

    /** As above; throws also for states that the machine does not have, and for those that have no task. */
    public static Mocks read(String text, Definition definition) throws MockRefusal {
        Mocks mocks = read(text);
        for (String state : mocks.states()) {
            Optional<State> meant = definition.flow().find(state);
            if (meant.isEmpty()) {
                throw new MockRefusal(state, "the state machine has no such state");
            }
            if (!(meant.get() instanceof State.Task)) {
                throw new MockRefusal(state, "only states of type Task can be mocked");
            }
        }
        return mocks;
    }

    /** The text's value: equal names in one object are refused, as one of them would be heeded by nobody. */
    static JsonNode json(String text) throws MockRefusal {
        try {
            return Json.parseDefinition(text);
        } catch (JsonSyntaxException | JsonDepthException e) {
            throw new MockRefusal("", "not JSON: " + e.getMessage());
        }
    }

    private static Mocks read(JsonNode profile) throws MockRefusal {
        if (!profile.isObject()) {
            throw new MockRefusal("", "not a JSON object of states by name");
        }
        Map<String, List<Span>> states = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> state : profile.properties()) {
            states.put(state.getKey(), spans(state.getKey(), state.getValue()));
        }
        return new Mocks(states);
    }

    /** The responses of a state in the order of their attempts, which have to follow each other from 0 on. */
    static List<Span> spans(String place, JsonNode responses) throws MockRefusal {
        if (!responses.isObject() || responses.isEmpty()) {
            throw new MockRefusal(place, "not a JSON object of responses by attempt, such as \"0\" or \"1-3\"");
        }
        List<Span> spans = new ArrayList<>();
        for (Map.Entry<String, JsonNode> each : responses.properties()) {
            spans.add(span(place, each.getKey(), each.getValue()));
        }
        spans.sort(Comparator.comparingInt(Span::first));
        int next = 0;
        for (Span span : spans) {
            if (span.first() < next) {
                throw new MockRefusal(place, "attempt " + span.first() + " has more than one response");
            }
            if (span.first() > next) {
                throw new MockRefusal(place, "attempt " + next + " has no response, but later ones have");
            }
            next = span.last() + 1;
        }
        return List.copyOf(spans);
    }

    private static Span span(String state, String attempts, JsonNode response) throws MockRefusal {
        String place = state + "." + attempts;
        Matcher numbers = ATTEMPTS.matcher(attempts);
        if (!numbers.matches()) {
            throw new MockRefusal(place, "not the number of an attempt or a range of them, from 0 to " + LAST_ATTEMPT);
        }
        int first = Integer.parseInt(numbers.group(1));
        int last = numbers.group(2) == null ? first : Integer.parseInt(numbers.group(2));
        if (last < first) {
            throw new MockRefusal(place, "the range ends before it begins");
        }
        return new Span(first, last, response(place, response));
    }

    private static MockResponse response(String place, JsonNode response) throws MockRefusal {
        JsonNode result = response.get("Return");
        JsonNode failure = response.get("Throw");
        if (response.size() != 1 || (result == null && failure == null)) {
            throw new MockRefusal(place, "a response is an object with either Return or Throw");
        }
        if (result == null) {
            return failure(place + ".Throw", failure);
        }
        if (JsonBounds.of(result) != JsonBounds.WITHIN) {
            throw new MockRefusal(place + ".Return", "nested too deep");
        }
        return new MockResponse.Return(result);
    }

    private static MockResponse failure(String place, JsonNode failure) throws MockRefusal {
        JsonNode error = failure.path("Error");
        JsonNode cause = failure.path("Cause");
        if (!error.isTextual() || error.textValue().isEmpty()) {
            throw new MockRefusal(place, "Error must be the name of an error");
        }
        if (!cause.isMissingNode() && !cause.isTextual()) {
            throw new MockRefusal(place, "Cause must be a text");
        }
        if (failure.size() > (cause.isMissingNode() ? 1 : 2)) {
            throw new MockRefusal(place, "there is nothing but Error and Cause to say");
        }
        return new MockResponse.Throw(error.textValue(), Optional.ofNullable(cause.textValue()));
    }
}
