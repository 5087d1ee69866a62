package dev.stepwell.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.swf.v1.GetWorkflowExecutionHistoryResponse;
import dev.stepwell.contracts.swf.v1.PollForDecisionTaskResponse;
import dev.stepwell.gateway.upstream.ScriptedPlane;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What of SWF goes over the wire otherwise than of Step Functions, byte for byte. */
@MicronautTest
@NullUnmarked
class SwfHttpTest {
    private static final String DOMAIN = "{\"name\":\"d\"}";

    @Inject
    EmbeddedServer server;

    @Inject
    ScriptedPlane plane;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @BeforeEach
    void fresh() {
        plane.reset();
    }

    @Test
    void aVoidAnswerHasNoBytes() throws Exception {
        HttpResponse<String> answer = ask("swf", "SimpleWorkflowService.DeprecateDomain", DOMAIN);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers().firstValue("content-length")).contains("0");
        assertThat(answer.headers().firstValue("content-type")).contains("application/x-amz-json-1.0");
        assertThat(plane.last().operation()).isEqualTo("swf.DeprecateDomain");
    }

    @Test
    void anAnswerWithOptionalMembersOnlyIsStillAnObject() throws Exception {
        String request = "{\"domain\":\"d\",\"workflowId\":\"w\",\"workflowType\":{\"name\":\"n\",\"version\":\"1\"}}";
        assertThat(ask("swf", "SimpleWorkflowService.StartWorkflowExecution", request)
                        .body())
                .isEqualTo("{}");
    }

    @Test
    void actionsOfOneNameGoToTheirOwnService() throws Exception {
        ask("swf", "SimpleWorkflowService.ListTagsForResource", "{\"resourceArn\":\"a\"}");
        assertThat(plane.last().operation()).isEqualTo("swf.ListTagsForResource");
        ask("states", "AWSStepFunctions.ListTagsForResource", "{\"resourceArn\":\"a\"}");
        assertThat(plane.last().operation()).isEqualTo("ListTagsForResource");
    }

    @Test
    void aSignatureForTheOtherServiceIsRefused() throws Exception {
        assertRefused(
                ask("states", "SimpleWorkflowService.DescribeDomain", DOMAIN),
                "com.amazon.coral.service#InvalidSignatureException",
                "Credential should be scoped to correct service: 'swf'. ");
        assertRefused(
                ask("swf", "AWSStepFunctions.ListActivities", "{}"),
                "com.amazon.coral.service#InvalidSignatureException",
                "Credential should be scoped to correct service: 'states'. ");
        assertRefused(
                ask("swf", "SimpleWorkflowService.StartExecution", "{}"),
                "com.amazon.coral.service#UnknownOperationException",
                "The requested operation is not known.");
        assertThat(plane.asked()).isEmpty();
    }

    @Test
    void aFaultOfTheService() throws Exception {
        answerWith(new Fault("UnknownResourceFault", "Unknown domain: d"));
        assertRefused(
                ask("swf", "SimpleWorkflowService.DescribeDomain", DOMAIN),
                "com.amazonaws.swf.base.model#UnknownResourceFault",
                "Unknown domain: d");
    }

    @Test
    void whatTheServiceModelDoesNotDeclare() throws Exception {
        answerWith(new Fault("ValidationException", "Invalid token"));
        assertRefused(
                ask("swf", "SimpleWorkflowService.DescribeDomain", DOMAIN),
                "com.amazon.coral.validate#ValidationException",
                "Invalid token");
        answerWith(new Fault("ThrottlingException", "Rate exceeded"));
        assertRefused(
                ask("swf", "SimpleWorkflowService.DescribeDomain", DOMAIN),
                "com.amazon.coral.service#ThrottlingException",
                "Rate exceeded");
        answerWith(new Fault("InvalidToken", "an error of Step Functions"));
        assertRefused(
                ask("swf", "SimpleWorkflowService.DescribeDomain", DOMAIN),
                "com.amazon.coral.service#InvalidToken",
                "an error of Step Functions");
    }

    @Test
    void brokenRulesOfNestedMembers() throws Exception {
        String request = "{\"taskToken\":\"t\",\"decisions\":[{\"decisionType\":\"StartTimer\","
                + "\"startTimerDecisionAttributes\":{\"startToFireTimeout\":\"5\"}},{\"decisionType\":\"Dance\"}]}";
        assertThat(ask("swf", "SimpleWorkflowService.RespondDecisionTaskCompleted", request)
                        .body())
                .contains(
                        "2 validation errors detected: ",
                        "Value null at 'decisions.1.member.startTimerDecisionAttributes.timerId' failed to satisfy"
                                + " constraint: Member must not be null",
                        "Value 'Dance' at 'decisions.2.member.decisionType' failed to satisfy constraint: Member must"
                                + " satisfy enum value set: [ScheduleActivityTask, ");
    }

    @Test
    void anIdlePollPrintsTheTwoIdsAlone() throws Exception {
        plane.on(
                "swf.PollForDecisionTask",
                any -> PollForDecisionTaskResponse.newBuilder()
                        .setStartedEventId(0)
                        .setPreviousStartedEventId(0)
                        .build());
        String request = "{\"domain\":\"d\",\"taskList\":{\"name\":\"l\"}}";
        assertThat(ask("swf", "SimpleWorkflowService.PollForDecisionTask", request)
                        .body())
                .isEqualTo("{\"startedEventId\":0,\"previousStartedEventId\":0}");
    }

    @Test
    void timesAndIdsAreNumbers() throws Exception {
        plane.on("swf.GetWorkflowExecutionHistory", any -> {
            GetWorkflowExecutionHistoryResponse.Builder history = GetWorkflowExecutionHistoryResponse.newBuilder();
            history.addEventsBuilder()
                    .setEventTimestamp(
                            Timestamp.newBuilder().setSeconds(1_700_000_000).setNanos(123_000_000))
                    .setEventType("DecisionTaskScheduled")
                    .setEventId(2)
                    .getDecisionTaskScheduledEventAttributesBuilder()
                    .setStartToCloseTimeout("60")
                    .getTaskListBuilder()
                    .setName("l");
            return history.build();
        });
        String request = "{\"domain\":\"d\",\"execution\":{\"workflowId\":\"w\",\"runId\":\"r\"}}";
        assertThat(ask("swf", "SimpleWorkflowService.GetWorkflowExecutionHistory", request)
                        .body())
                .isEqualTo("{\"events\":[{\"eventTimestamp\":1700000000.123,\"eventType\":\"DecisionTaskScheduled\","
                        + "\"eventId\":2,\"decisionTaskScheduledEventAttributes\":{\"taskList\":{\"name\":\"l\"},"
                        + "\"startToCloseTimeout\":\"60\"}}]}");
    }

    private void answerWith(Fault fault) {
        plane.on("swf.DescribeDomain", any -> {
            throw fault;
        });
    }

    private HttpResponse<String> ask(String service, String target, String body) throws Exception {
        URI uri = URI.create("http://localhost:" + server.getPort() + "/");
        return http.send(Signed.request(uri, service, target, body), HttpResponse.BodyHandlers.ofString());
    }

    private static void assertRefused(HttpResponse<String> answer, String type, String message) {
        assertThat(answer.body()).isEqualTo("{\"__type\":\"" + type + "\",\"message\":\"" + message + "\"}");
        assertThat(answer.statusCode()).isEqualTo(400);
    }
}
