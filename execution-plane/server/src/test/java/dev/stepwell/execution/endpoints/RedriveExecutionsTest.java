package dev.stepwell.execution.endpoints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import dev.stepwell.asl.json.Json;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.sfn.v1.DescribeExecutionRequest;
import dev.stepwell.contracts.sfn.v1.DescribeExecutionResponse;
import dev.stepwell.contracts.sfn.v1.ExecutionListItem;
import dev.stepwell.contracts.sfn.v1.GetExecutionHistoryRequest;
import dev.stepwell.contracts.sfn.v1.GetExecutionHistoryResponse;
import dev.stepwell.contracts.sfn.v1.HistoryEvent;
import dev.stepwell.contracts.sfn.v1.ListExecutionsRequest;
import dev.stepwell.contracts.sfn.v1.ListExecutionsResponse;
import dev.stepwell.contracts.sfn.v1.RedriveExecutionRequest;
import dev.stepwell.contracts.sfn.v1.RedriveExecutionResponse;
import dev.stepwell.contracts.sfn.v1.StartExecutionRequest;
import dev.stepwell.contracts.sfn.v1.StartExecutionResponse;
import dev.stepwell.execution.fakes.MemoryNode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** RedriveExecution, and what is told of it: a whole node on the memory store. */
class RedriveExecutionsTest {
    private static final String FAIL =
            "{\"StartAt\":\"F\",\"States\":{\"F\":{\"Type\":\"Fail\",\"Error\":\"E\",\"Cause\":\"c\"}}}";

    /** Fails until it is redriven. */
    private static final String ONCE =
            "{\"StartAt\":\"C\",\"States\":{\"C\":{\"Type\":\"Choice\",\"Choices\":[{\"Variable\":\"$$.Execution.RedriveCount\","
                    + "\"NumericGreaterThan\":0,\"Next\":\"P\"}]},\"P\":{\"Type\":\"Pass\",\"End\":true}}}";

    private final MemoryNode node = new MemoryNode();

    @AfterEach
    void close() {
        node.close();
    }

    private String started(String definition) {
        return started("m", definition);
    }

    private String started(String machine, String definition) {
        StartExecutionResponse answer = node.ask(
                "StartExecution",
                StartExecutionRequest.newBuilder()
                        .setStateMachineArn(node.registry.machine(machine, definition))
                        .build());
        return answer.getExecutionArn();
    }

    private DescribeExecutionResponse ended(String arn) {
        DescribeExecutionRequest request =
                DescribeExecutionRequest.newBuilder().setExecutionArn(arn).build();
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> !node.<DescribeExecutionResponse>ask("DescribeExecution", request)
                        .getStatus()
                        .equals("RUNNING"));
        return node.ask("DescribeExecution", request);
    }

    private static RedriveExecutionRequest.Builder redrive(String arn) {
        return RedriveExecutionRequest.newBuilder().setExecutionArn(arn);
    }

    private Timestamp redriven(RedriveExecutionRequest.Builder request) {
        RedriveExecutionResponse answer = node.ask("RedriveExecution", request.build());
        return answer.getRedriveDate();
    }

    private void refuses(String why, Message request) {
        assertThatThrownBy(() -> node.ask("RedriveExecution", request))
                .hasMessage(why)
                .isInstanceOfSatisfying(
                        Fault.class, fault -> assertThat(fault.error()).isEqualTo("ExecutionNotRedrivable"));
    }

    private List<ExecutionListItem> listed(String filter) {
        ListExecutionsResponse answer = node.ask(
                "ListExecutions",
                ListExecutionsRequest.newBuilder()
                        .setStateMachineArn("arn:aws:states:us-east-1:123456789012:stateMachine:m")
                        .setRedriveFilter(filter)
                        .build());
        return answer.getExecutionsList();
    }

    @Test
    void itGoesOnWhereItFailedAndThatIsTold() {
        String arn = started(ONCE);
        DescribeExecutionResponse failed = ended(arn);
        assertThat(failed.getStatus()).isEqualTo("FAILED");
        assertThat(failed.getRedriveStatus()).isEqualTo("REDRIVABLE");
        assertThat(failed.getRedriveCount()).isZero();
        assertThat(failed.hasRedriveDate() || failed.hasRedriveStatusReason()).isFalse();
        assertThat(listed("NOT_REDRIVEN")).hasSize(1);

        Timestamp date = redriven(redrive(arn));
        DescribeExecutionResponse succeeded = ended(arn);
        assertThat(succeeded.getStatus()).isEqualTo("SUCCEEDED");
        assertThat(succeeded.hasError() || succeeded.hasCause()).isFalse();
        assertThat(succeeded.getRedriveCount()).isEqualTo(1);
        assertThat(succeeded.getRedriveDate()).isEqualTo(date);
        assertThat(succeeded.getRedriveStatus()).isEqualTo("NOT_REDRIVABLE");
        assertThat(listed("NOT_REDRIVEN")).isEmpty();
        assertThat(listed("REDRIVEN")).hasSize(1).allSatisfy(item -> {
            assertThat(item.getRedriveCount()).isEqualTo(1);
            assertThat(item.getRedriveDate()).isEqualTo(date);
        });
        GetExecutionHistoryResponse history = node.ask(
                "GetExecutionHistory",
                GetExecutionHistoryRequest.newBuilder().setExecutionArn(arn).build());
        assertThat(history.getEventsList())
                .extracting(HistoryEvent::getType)
                .containsExactly(
                        "ExecutionStarted",
                        "ChoiceStateEntered",
                        "ExecutionFailed",
                        "ExecutionRedriven",
                        "ChoiceStateExited",
                        "PassStateEntered",
                        "PassStateExited",
                        "ExecutionSucceeded");
        assertThat(history.getEvents(3).getExecutionRedrivenEventDetails().getRedriveCount())
                .isEqualTo(1);
        refuses("Execution is SUCCEEDED and cannot be redriven", redrive(arn).build());
    }

    @Test
    void theSameTokenIsTheSameRequest() {
        String arn = started(FAIL);
        ended(arn);
        Timestamp first = redriven(redrive(arn).setClientToken("t"));
        assertThat(redriven(redrive(arn).setClientToken("t"))).isEqualTo(first);
        assertThat(ended(arn).getRedriveCount()).isEqualTo(1);
        redriven(redrive(arn).setClientToken("u"));
        assertThat(ended(arn).getRedriveCount()).isEqualTo(2);
        assertThat(ended(arn).getError()).isEqualTo("E");
    }

    @Test
    void oneThatRunsAndOneOfADeletedMachineAreNot() {
        String running =
                started("{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Wait\",\"Seconds\":600,\"End\":true}}}");
        refuses("Execution is RUNNING and cannot be redriven", redrive(running).build());
        String failed = started("gone", FAIL);
        ended(failed);
        node.registry.delete("arn:aws:states:us-east-1:123456789012:stateMachine:gone");
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .until(() ->
                        ended(failed).getRedriveStatus().equals("NOT_REDRIVABLE")); // it is remembered for a second
        refuses("State machine is in DELETING status", redrive(failed).build());
        assertThat(ended(failed).getRedriveStatusReason()).isEqualTo("State machine is in DELETING status");
    }

    @Test
    void executionsRedriveOthers() {
        String failed = started(ONCE);
        ended(failed);
        String definition = "{\"StartAt\":\"T\",\"States\":{\"T\":{\"Type\":\"Task\",\"Resource\":"
                + "\"arn:aws:states:::aws-sdk:sfn:redriveExecution\",\"Parameters\":{\"ExecutionArn\":\"" + failed
                + "\"},\"End\":true}}}";
        DescribeExecutionResponse described = ended(started("other", definition));
        assertThat(described.getStatus()).as(described.getCause()).isEqualTo("SUCCEEDED");
        assertThat(Json.parse(described.getOutput()).has("RedriveDate")).isTrue();
        assertThat(ended(failed).getStatus()).isEqualTo("SUCCEEDED");
    }
}
