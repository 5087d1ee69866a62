package dev.stepwell.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FunctionServerTest {
    private FunctionServer server;

    @BeforeEach
    void start() throws Exception {
        server = new FunctionServer(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), new OrderFunctions().byName());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aResultIsTheAnswer() throws Exception {
        HttpResponse<String> answer =
                invoke("check-order", "{\"order\": {\"items\": [{\"price\": 40}, {\"price\": 5, \"quantity\": 2}]}}");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("X-Amz-Function-Error")).isEmpty();
        assertThat(answer.body()).isEqualTo("{\"items\":2,\"total\":50}");
    }

    @Test
    void anErrorIsAnAnswerToo() throws Exception {
        HttpResponse<String> answer = invoke("charge-card", "{\"card\": \"4000-0000\", \"amount\": 1}");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("X-Amz-Function-Error")).contains("Unhandled");
        assertThat(answer.body()).contains("\"errorType\":\"CardDeclined\"", "\"errorMessage\":\"the bank said no\"");
    }

    @Test
    void theWarehouseGivesWayTheSecondTime() throws Exception {
        assertThat(invoke("reserve-item", "{\"article\": \"kettle\"}").body()).contains("WarehouseBusy");
        assertThat(invoke("reserve-item", "{\"article\": \"kettle\"}").body()).contains("shelf");
    }

    @Test
    void anUnknownFunctionIsNotFound() throws Exception {
        assertThat(invoke("nothing", "{}").statusCode()).isEqualTo(404);
    }

    private HttpResponse<String> invoke(String name, String event) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + server.port() + "/2015-03-31/functions/" + name + "/invocations");
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(uri)
                                .POST(HttpRequest.BodyPublishers.ofString(event))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
