package dev.stepwell.asl.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.stepwell.asl.model.Definition;
import dev.stepwell.asl.read.DefinitionReader;
import dev.stepwell.asl.read.ReadResult;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MockReaderTest {
    private static final Definition MACHINE = ((ReadResult.Ok) DefinitionReader.read("""
            {"StartAt": "Charge", "States": {
              "Charge": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Parameters": {"FunctionName": "f"}, "Next": "Each"},
              "Each": {"Type": "Map", "End": true, "ItemProcessor": {"StartAt": "Ship", "States": {
                "Ship": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Parameters": {"FunctionName": "f"}, "End": true}}}}}}
            """)).definition();

    /** The example of the developer guide. */
    private static final String FILE = """
            {"StateMachines": {
               "LambdaSQSIntegration": {"TestCases": {
                 "HappyPath": {"LambdaState": "MockedLambdaSuccess", "SQSState": "MockedSQSSuccess"},
                 "RetryPath": {"LambdaState": "MockedLambdaRetry", "SQSState": "MockedSQSSuccess"},
                 "HybridPath": {"LambdaState": "MockedLambdaSuccess"}}},
               "Other": {"TestCases": {"Bad": {"State": "Missing"}}}},
             "MockedResponses": {
               "MockedLambdaSuccess": {"0": {"Return": {"StatusCode": 200, "Payload": {"StatusCode": 200, "body": "Hello"}}}},
               "MockedSQSSuccess": {"0": {"Return": {"MessageId": "3bcb6e8e"}}},
               "MockedLambdaRetry": {
                 "0": {"Throw": {"Error": "Lambda.ResourceNotReadyException", "Cause": "Lambda resource is not ready."}},
                 "1-2": {"Throw": {"Error": "Lambda.TimeoutException", "Cause": "Lambda timed out."}},
                 "3": {"Return": {"StatusCode": 200}}}}}
            """;

    private static Mocks read(String text) throws MockRefusal {
        return MockReader.read(text.replace('\'', '"'), MACHINE);
    }

    @Test
    void eachAttemptHasItsResponse() throws MockRefusal {
        Mocks mocks =
                read("{'Ship': {'3': {'Return': 'four'}, '0': {'Throw': {'Error': 'E'}}, '1-2': {'Return': 'more'}}}");
        assertThat(mocks.covers("Charge")).isFalse();
        assertThat(mocks.response("Ship", 0)).contains(new MockResponse.Throw("E", Optional.empty()));
        assertThat(mocks.response("Ship", 1)).contains(new MockResponse.Return(new TextNode("more")));
        assertThat(mocks.response("Ship", 2)).contains(new MockResponse.Return(new TextNode("more")));
        assertThat(mocks.response("Ship", 3)).contains(new MockResponse.Return(new TextNode("four")));
        assertThat(mocks.response("Ship", 4)).isEmpty();
        assertThat(mocks.responses("Ship")).isEqualTo(4);
    }

    @Test
    void whatIsReturnedMayBeNullAndWhatIsMockedNothing() throws MockRefusal {
        assertThat(read("{'Ship': {'0': {'Return': null}}}").response("Ship", 0))
                .isPresent();
        assertThat(read("{}").states()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[]|not a JSON object of states",
                "{|not JSON",
                "{'Charge': {}, 'Charge': {}}|not JSON",
                "{'Nobody': {'0': {'Return': 1}}}|at Nobody: the state machine has no such state",
                "{'Each': {'0': {'Return': 1}}}|at Each: only states of type Task",
                "{'Charge': {}}|at Charge: not a JSON object of responses",
                "{'Charge': 'name'}|at Charge: not a JSON object of responses",
                "{'Charge': {'1': {'Return': 1}}}|at Charge: attempt 0 has no response",
                "{'Charge': {'0': {'Return': 1}, '2': {'Return': 1}}}|at Charge: attempt 1 has no response",
                "{'Charge': {'0-2': {'Return': 1}, '2': {'Return': 1}}}|at Charge: attempt 2 has more than one response",
                "{'Charge': {'2-1': {'Return': 1}}}|at Charge.2-1: the range ends before it begins",
                "{'Charge': {'-1': {'Return': 1}}}|at Charge.-1: not the number",
                "{'Charge': {'00': {'Return': 1}}}|at Charge.00: not the number",
                "{'Charge': {'0-100000': {'Return': 1}}}|at Charge.0-100000: not the number",
                "{'Charge': {'x': {'Return': 1}}}|at Charge.x: not the number",
                "{'Charge': {'0': {}}}|at Charge.0: a response is an object with either",
                "{'Charge': {'0': 1}}|at Charge.0: a response is an object with either",
                "{'Charge': {'0': {'Return': 1, 'Throw': {'Error': 'E'}}}}|at Charge.0: a response is an object with either",
                "{'Charge': {'0': {'Retrun': 1}}}|at Charge.0: a response is an object with either",
                "{'Charge': {'0': {'Throw': 'E'}}}|at Charge.0.Throw: Error must be",
                "{'Charge': {'0': {'Throw': {'Error': ''}}}}|at Charge.0.Throw: Error must be",
                "{'Charge': {'0': {'Throw': {'Error': 'E', 'Cause': {}}}}}|at Charge.0.Throw: Cause must be",
                "{'Charge': {'0': {'Throw': {'Error': 'E', 'Why': 'x'}}}}|at Charge.0.Throw: there is nothing but",
            })
    void whatIsWrongIsSaidWithItsPlace(String text, String why) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(MockRefusal.class).hasMessageContaining(why);
    }

    @Test
    void whatIsNestedTooDeepIsRefused() {
        String deep = "{'Charge': {'0': {'Return': " + "[".repeat(993) + "]".repeat(993) + "}}}";
        assertThatThrownBy(() -> read(deep)).isInstanceOf(MockRefusal.class).hasMessageContaining("too deep");
    }

    @Test
    void theTestCasesOfAFileAreProfiles() throws MockRefusal {
        var profiles = MockConfig.profiles(FILE, "LambdaSQSIntegration");
        assertThat(profiles.keySet()).containsExactly("HappyPath", "RetryPath", "HybridPath");
        Mocks retry = MockReader.read(profiles.getOrDefault("RetryPath", ""));
        assertThat(retry.states()).containsExactlyInAnyOrder("LambdaState", "SQSState");
        assertThat(retry.response("LambdaState", 2))
                .contains(new MockResponse.Throw("Lambda.TimeoutException", Optional.of("Lambda timed out.")));
        assertThat(retry.responses("LambdaState")).isEqualTo(4);
        assertThat(MockReader.read(profiles.getOrDefault("HybridPath", "")).covers("SQSState"))
                .isFalse();
    }

    @Test
    void aFileThatSaysNothingOfTheMachineIsRefused() {
        assertThatThrownBy(() -> MockConfig.profiles(FILE, "Nobody"))
                .isInstanceOf(MockRefusal.class)
                .hasMessage("at StateMachines.Nobody.TestCases: no test cases of this state machine");
        assertThatThrownBy(() -> MockConfig.profiles(FILE, "Other"))
                .isInstanceOf(MockRefusal.class)
                .hasMessage(
                        "at StateMachines.Other.TestCases.Bad.State: not the name of one of the file's MockedResponses");
        assertThatThrownBy(() -> MockConfig.profiles("[]", "Other")).isInstanceOf(MockRefusal.class);
    }
}
