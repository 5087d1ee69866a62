package dev.stepwell.execution.connectors.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepwell.contracts.calling.Network;
import dev.stepwell.execution.connectors.Connector.Result;
import dev.stepwell.execution.connectors.Egress;
import dev.stepwell.execution.connectors.Questions;
import dev.stepwell.execution.connectors.Web;
import dev.stepwell.execution.fakes.Letterbox;
import dev.stepwell.execution.fakes.Letterbox.Answer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ApiConnectorTest {
    private final Letterbox api = new Letterbox(letter -> letter.uri().startsWith("/prod/pets")
            ? Answer.of("{\"name\":\"Rex\"}")
            : new Answer(403, "{\"message\":\"Forbidden\"}", Map.of()));
    private final Web web = new Web(new Egress(List.of(Network.parse("127.0.0.0/8")), Egress.Resolver::system));
    private final ApiConnector connector = new ApiConnector(web, Optional.of(api.endpoint()));

    @AfterEach
    void close() {
        web.close();
        api.close();
    }

    private Result ask(String arguments) {
        return Questions.ask(connector, "apigateway:invoke", arguments);
    }

    @Test
    void sendsWhatIsSaidAndShowsTheAnswer() {
        Result result = ask(
                "{\"ApiEndpoint\":\"x.example\",\"Method\":\"POST\",\"Stage\":\"prod\",\"Path\":\"pets\","
                        + "\"QueryParameters\":{\"q\":[\"a b\",\"c\"]},\"Headers\":{\"X-One\":[\"1\",\"2\"]},\"RequestBody\":{\"a\":1}}");

        Letterbox.Seen letter = Objects.requireNonNull(api.seen.peek());
        assertThat(letter.method() + " " + letter.uri()).isEqualTo("POST /prod/pets?q=a%20b&q=c");
        assertThat(letter.body()).isEqualTo("{\"a\":1}");
        assertThat(letter.headers().get("X-one")).containsExactly("1", "2");
        JsonNode output = ((Result.Succeeded) result).output().json();
        assertThat(output.path("ResponseBody").path("name").asText()).isEqualTo("Rex");
        assertThat(output.path("StatusCode").asInt()).isEqualTo(200);
        assertThat(output.path("StatusText").asText()).isEqualTo("OK");
    }

    @Test
    void aRefusalIsAnErrorOfItsStatus() {
        assertThat(ask("{\"ApiEndpoint\":\"x.example\",\"Method\":\"GET\"}"))
                .isEqualTo(new Result.Failed("ApiGateway.403", "{\"message\":\"Forbidden\"}"));
    }

    @Test
    void whatMakesNoRequestIsAnErrorOfTheTask() {
        assertThat(ask("{\"Method\":\"GET\"}"))
                .isEqualTo(new Result.Failed("States.Runtime", "The field 'ApiEndpoint' is required but was missing."));
        assertThat(ask("{\"ApiEndpoint\":\"x.example\",\"Method\":\"G T\"}"))
                .isInstanceOfSatisfying(
                        Result.Failed.class,
                        failed -> assertThat(failed.error()).isEqualTo("ApiGateway.SdkClientException"));
        assertThat(ask("{\"ApiEndpoint\":\"x.example\",\"Method\":\"GET\",\"Headers\":{\"a b\":\"1\"}}"))
                .isInstanceOfSatisfying(
                        Result.Failed.class,
                        failed -> assertThat(failed.error()).isEqualTo("ApiGateway.SdkClientException"));
    }
}
