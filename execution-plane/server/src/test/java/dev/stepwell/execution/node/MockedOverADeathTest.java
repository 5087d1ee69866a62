package dev.stepwell.execution.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stepwell.contracts.sfn.v1.DescribeExecutionRequest;
import dev.stepwell.contracts.sfn.v1.DescribeExecutionResponse;
import dev.stepwell.contracts.sfn.v1.GetExecutionHistoryRequest;
import dev.stepwell.contracts.sfn.v1.GetExecutionHistoryResponse;
import dev.stepwell.contracts.sfn.v1.HistoryEvent;
import dev.stepwell.execution.fakes.LiveHouse;
import dev.stepwell.execution.fakes.LiveNode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A mocked execution whose node is killed over a retry goes on with the next response, by the profile as it was at its start. */
@Tag("postgres")
class MockedOverADeathTest {
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final String MACHINE = """
            {"StartAt": "Charge", "States": {"Charge": {
              "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Parameters": {"FunctionName": "f"},
              "OutputPath": "$.Payload", "Retry": [{"ErrorEquals": ["Busy"], "IntervalSeconds": 8}], "End": true}}}""";

    private final LiveHouse house = new LiveHouse();

    private static DescribeExecutionResponse described(LiveNode where, String arn) {
        return where.ask(
                "DescribeExecution",
                DescribeExecutionRequest.newBuilder().setExecutionArn(arn).build());
    }

    private static List<String> events(LiveNode where, String arn) {
        GetExecutionHistoryResponse answer = where.ask(
                "GetExecutionHistory",
                GetExecutionHistoryRequest.newBuilder().setExecutionArn(arn).build());
        return answer.getEventsList().stream().map(HistoryEvent::getType).toList();
    }

    @Test
    void theNextNodeTakesTheNextResponse() {
        String machine = house.registry.machine("m", MACHINE);
        house.registry.mockProfile(
                machine,
                "busy",
                "{\"Charge\":{\"0\":{\"Throw\":{\"Error\":\"Busy\"}},\"1\":{\"Return\":{\"Payload\":\"mocked\"}}}}");
        LiveNode first = house.node("a");
        String arn = LiveHouse.start(first, machine + "#busy", 1).getFirst();
        await().atMost(LONG).until(() -> events(first, arn).contains("TaskFailed"));
        house.registry.mockProfile(machine, "busy", "{\"Charge\":{\"0-9\":{\"Return\":{\"Payload\":\"another\"}}}}");
        first.kill();
        try (LiveNode second = house.node("b")) {
            await().atMost(LONG).until(() -> !described(second, arn).getStatus().equals("RUNNING"));
            DescribeExecutionResponse end = described(second, arn);
            assertThat(end.getOutput()).as("%s", end).isEqualTo("\"mocked\"");
            assertThat(end.getMockProfile()).isEqualTo("busy");
            assertThat(events(second, arn).stream().filter("TaskScheduled"::equals))
                    .hasSize(2);
        }
    }
}
