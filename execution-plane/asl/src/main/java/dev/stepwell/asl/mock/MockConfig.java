package dev.stepwell.asl.mock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepwell.asl.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/** The mock configuration file of Step Functions Local (developer guide, "Configuration file for mocked service integrations"). */
public final class MockConfig {
    private MockConfig() {}

    /**
     * The test cases of a machine by their names, each as a profile that {@link MockReader} reads. What the file says of other machines is
     * not looked at.
     *
     * @throws MockRefusal when it is no such file, has no test case of the machine, or one names responses that it does not have
     */
    public static Map<String, String> profiles(String text, String machine) throws MockRefusal {
        JsonNode file = MockReader.json(text);
        JsonNode cases = file.path("StateMachines").path(machine).path("TestCases");
        if (!cases.isObject() || cases.isEmpty()) {
            throw new MockRefusal("StateMachines." + machine + ".TestCases", "no test cases of this state machine");
        }
        Map<String, String> profiles = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> each : cases.properties()) {
            String place = "StateMachines." + machine + ".TestCases." + each.getKey();
            profiles.put(each.getKey(), Json.write(profile(place, each.getValue(), file.path("MockedResponses"))));
        }
        return profiles;
    }

    private static ObjectNode profile(String place, JsonNode states, JsonNode responses) throws MockRefusal {
        if (!states.isObject()) {
            throw new MockRefusal(place, "not a JSON object of states by name");
        }
        ObjectNode profile = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> state : states.properties()) {
            String named = state.getValue().textValue();
            JsonNode meant = named == null ? null : responses.get(named);
            if (meant == null) {
                throw new MockRefusal(
                        place + "." + state.getKey(), "not the name of one of the file's MockedResponses");
            }
            profile.set(state.getKey(), meant);
        }
        return profile;
    }
}
