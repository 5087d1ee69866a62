package dev.stepwell.gateway.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import dev.stepwell.contracts.sfn.v1.DescribeStateMachineResponse;
import dev.stepwell.contracts.sfn.v1.GetExecutionHistoryResponse;
import dev.stepwell.contracts.sfn.v1.HistoryEvent;
import dev.stepwell.contracts.sfn.v1.ListActivitiesResponse;
import dev.stepwell.contracts.sfn.v1.LogDestinations;
import dev.stepwell.contracts.sfn.v1.LoggingConfiguration;
import dev.stepwell.contracts.sfn.v1.StateExitedEventDetails;
import dev.stepwell.contracts.sfn.v1.StateVariables;
import dev.stepwell.gateway.shapes.Services;
import dev.stepwell.gateway.shapes.Shape;
import dev.stepwell.gateway.shapes.Shapes;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What is written reads back as it was, for every message of the contract. */
@NullUnmarked
class RoundTripTest {
    private static final int MESSAGES_EACH = 200;

    private final MessageWriter writer = new MessageWriter(Dialect.AWS);

    @TestFactory
    Stream<DynamicTest> everyMessageOfEveryOperation() {
        return Services.ofTheContract().all().stream()
                .flatMap(operation -> Stream.of(
                        roundTrips(operation.request().getDescriptorForType(), operation.input(), Dialect.AWS),
                        roundTrips(operation.answer().getDescriptorForType(), operation.output(), Dialect.AWS),
                        roundTrips(operation.request().getDescriptorForType(), operation.input(), Dialect.REST),
                        roundTrips(operation.answer().getDescriptorForType(), operation.output(), Dialect.REST)));
    }

    private static DynamicTest roundTrips(Descriptor type, Shape shape, Dialect dialect) {
        MessageReader reader = new MessageReader(dialect);
        MessageWriter writer = new MessageWriter(dialect);
        String name = type.getName() + (dialect == Dialect.REST ? " in REST" : "");
        return DynamicTest.dynamicTest(name, () -> {
            for (long seed = 0; seed < MESSAGES_EACH; seed++) {
                Message message = new RandomMessages(seed).of(type);
                byte[] json = writer.write(shape, message);
                assertIsJson(json);
                Message back =
                        DynamicMessage.parseFrom(type, reader.read(shape, json).wire());
                assertThat(back).as("seed %d", seed).isEqualTo(message);
            }
        });
    }

    @Test
    void absentIsNotPrintedAndRequiredListsAre() {
        assertThat(write(ListActivitiesResponse.getDefaultInstance())).isEqualTo("{\"activities\":[]}");
        assertThat(write(ListActivitiesResponse.newBuilder().setNextToken("").build()))
                .isEqualTo("{\"activities\":[],\"nextToken\":\"\"}");
        assertThat(write(HistoryEvent.newBuilder().setPreviousEventId(0).build()))
                .isEqualTo("{\"previousEventId\":0}");
    }

    @Test
    void aListThatKnowsAbsentFromEmpty() {
        LoggingConfiguration.Builder logging = LoggingConfiguration.newBuilder().setLevel("OFF");
        assertThat(write(logging.build())).isEqualTo("{\"level\":\"OFF\"}");
        logging.setDestinations(LogDestinations.getDefaultInstance());
        assertThat(write(logging.build())).isEqualTo("{\"level\":\"OFF\",\"destinations\":[]}");
        logging.getDestinationsBuilder()
                .addItemsBuilder()
                .getCloudWatchLogsLogGroupBuilder()
                .setLogGroupArn("a");
        assertThat(write(logging.build()))
                .isEqualTo("{\"level\":\"OFF\",\"destinations\":"
                        + "[{\"cloudWatchLogsLogGroup\":{\"logGroupArn\":\"a\"}}]}");
    }

    @Test
    void mapsOfBothKinds() {
        DescribeStateMachineResponse machine = DescribeStateMachineResponse.newBuilder()
                .addVariableReferences(StateVariables.newBuilder()
                        .setState("One")
                        .addVariables("x")
                        .addVariables("y"))
                .addVariableReferences(StateVariables.newBuilder().setState("Two"))
                .build();
        assertThat(write(machine)).isEqualTo("{\"variableReferences\":{\"One\":[\"x\",\"y\"],\"Two\":[]}}");
        StateExitedEventDetails exited = StateExitedEventDetails.newBuilder()
                .putAssignedVariables("x", "1")
                .putAssignedVariables("", "")
                .build();
        assertThat(write(exited)).contains("\"assignedVariables\":{").contains("\"x\":\"1\"", "\"\":\"\"");
    }

    @Test
    void timesAreSecondsWithAFractionAndNoExponent() {
        assertThat(time(1_700_000_000, 0)).isEqualTo("1700000000");
        assertThat(time(1_700_000_000, 123_000_000)).isEqualTo("1700000000.123");
        assertThat(time(1_700_000_000, 1)).isEqualTo("1700000000.000000001");
        assertThat(time(0, 100_000_000)).isEqualTo("0.1");
        assertThat(time(-1, 500_000_000)).isEqualTo("-0.5");
    }

    @Test
    void aLongHistoryIsWrittenInOrder() {
        GetExecutionHistoryResponse.Builder history = GetExecutionHistoryResponse.newBuilder();
        for (int i = 1; i <= 3; i++) {
            history.addEvents(HistoryEvent.newBuilder().setId(i).setType("PassStateEntered"));
        }
        history.setNextToken("t");
        assertThat(write(history.build()))
                .isEqualTo("{\"events\":[{\"type\":\"PassStateEntered\",\"id\":1},"
                        + "{\"type\":\"PassStateEntered\",\"id\":2},{\"type\":\"PassStateEntered\",\"id\":3}],"
                        + "\"nextToken\":\"t\"}");
    }

    private String time(long seconds, int nanos) {
        HistoryEvent.Builder event = HistoryEvent.newBuilder();
        event.getTimestampBuilder().setSeconds(seconds).setNanos(nanos);
        String json = write(event.build());
        return json.substring("{\"timestamp\":".length(), json.length() - 1);
    }

    private String write(Message message) {
        Shape shape = new Shapes().of(message.getDescriptorForType());
        return new String(writer.write(shape, message), StandardCharsets.UTF_8);
    }

    private static void assertIsJson(byte[] json) throws Exception {
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            while (parser.nextToken() != null) {
                parser.currentToken();
            }
        }
    }
}
