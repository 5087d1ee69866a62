package dev.stepwell.gateway.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Message;
import dev.stepwell.contracts.sfn.v1.CreateStateMachineRequest;
import dev.stepwell.contracts.sfn.v1.HistoryEvent;
import dev.stepwell.contracts.sfn.v1.ListActivitiesRequest;
import dev.stepwell.contracts.sfn.v1.StartExecutionRequest;
import dev.stepwell.contracts.sfn.v1.UpdateMapRunRequest;
import dev.stepwell.gateway.shapes.Shape;
import dev.stepwell.gateway.shapes.Shapes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that are not what they should be, and what AWS's services say to them. */
@NullUnmarked
class MalformedBodiesTest {
    private static final String NOT_JSON = "The request body is not a JSON object.";

    private final MessageReader reader = new MessageReader(Dialect.AWS);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"maxResults\":\"1\"}|STRING_VALUE can not be converted to an Integer",
                "{\"maxResults\":true}|TRUE_VALUE can not be converted to an Integer",
                "{\"maxResults\":false}|FALSE_VALUE can not be converted to an Integer",
                "{\"maxResults\":[1]}|Start of list found where not expected",
                "{\"maxResults\":{\"a\":1}}|Start of structure or map found where not expected.",
                "{\"maxResults\":2147483648}|NUMBER_VALUE can not be converted to an Integer",
                "{\"maxResults\":-2147483649}|NUMBER_VALUE can not be converted to an Integer",
                "{\"maxResults\":99999999999999999999}|NUMBER_VALUE can not be converted to an Integer",
                "{\"maxResults\":1e999}|NUMBER_VALUE can not be converted to an Integer",
                "{\"name\":1}|NUMBER_VALUE can not be converted to a String",
                "{\"name\":1.5}|NUMBER_VALUE can not be converted to a String",
                "{\"name\":true}|TRUE_VALUE can not be converted to a String",
                "{\"name\":[\"x\"]}|Start of list found where not expected",
                "{\"name\":{}}|Start of structure or map found where not expected.",
                "{\"publish\":\"true\"}|STRING_VALUE can not be converted to an Boolean",
                "{\"publish\":1}|NUMBER_VALUE can not be converted to a Boolean",
                "{\"tags\":\"x\"}|Expected list or null",
                "{\"tags\":1}|Expected list or null",
                "{\"tags\":{}}|Start of structure or map found where not expected.",
                "{\"tags\":[[]]}|Start of list found where not expected",
                "{\"tags\":[\"x\"]}|Expected null",
                "{\"tags\":[{\"key\":1}]}|NUMBER_VALUE can not be converted to a String",
                "{\"loggingConfiguration\":\"x\"}|Expected null",
                "{\"loggingConfiguration\":[]}|Start of list found where not expected",
                "{\"loggingConfiguration\":{\"destinations\":{}}}|Start of structure or map found where not expected.",
                "{\"toleratedFailureCount\":9223372036854775808}|NUMBER_VALUE can not be converted to a Long",
                "{\"toleratedFailureCount\":\"x\"}|STRING_VALUE can not be converted to a Long",
                "{\"toleratedFailurePercentage\":1e39}|NUMBER_VALUE can not be converted to a Float",
                "{\"timestamp\":\"2026-01-01T00:00:00Z\"}|STRING_VALUE can not be converted to milliseconds since epoch",
                "{\"timestamp\":1e12}|NUMBER_VALUE can not be converted to milliseconds since epoch",
                "{\"timestamp\":{}}|Start of structure or map found where not expected."
            })
    void aValueOfTheWrongType(String body, String message) {
        assertThat(refusal(shapeWithMemberOf(body), body)).isEqualTo(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "1",
                "true",
                "\"x\"",
                "{",
                "}",
                "{\"name\"",
                "{\"name\":",
                "{\"name\":\"x\"",
                "{\"name\":\"x\",}",
                "{\"name\":\"x\"} {}",
                "{\"name\":\"x\"}x",
                "{name:\"x\"}",
                "{'name':'x'}",
                "{\"name\":\"a\nb\"}",
                "{\"name\":\"\\x\"}",
                "{\"maxResults\":01}",
                "{\"maxResults\":NaN}",
                "{\"maxResults\":+1}",
                "{/* */}",
                "\ufeff{}x"
            })
    void notAnObject(String body) {
        assertThat(refusal(shape(StartExecutionRequest.getDefaultInstance()), body))
                .isEqualTo(NOT_JSON);
    }

    @Test
    void aListAtTheTop() {
        assertThat(refusal(shape(StartExecutionRequest.getDefaultInstance()), "[]"))
                .isEqualTo("Start of list found where not expected");
    }

    @Test
    void everyBeginningOfABodyIsRefused() {
        String whole =
                "{\"stateMachineArn\":\"arn\",\"input\":\"{\\\"a\\\":[1,2.5e3,null,true]}\",\"other\":{\"x\":[{}]}}";
        Shape shape = shape(StartExecutionRequest.getDefaultInstance());
        for (int end = 0; end < whole.length(); end++) {
            assertThat(refusal(shape, whole.substring(0, end))).isEqualTo(NOT_JSON);
        }
    }

    @Test
    void aMemberThatComesTwice() {
        assertThat(refusal(shape(StartExecutionRequest.getDefaultInstance()), "{\"name\":\"a\",\"name\":\"b\"}"))
                .isEqualTo("The member 'name' is given twice.");
        assertThat(refusal(shape(StartExecutionRequest.getDefaultInstance()), "{\"name\":null,\"name\":\"b\"}"))
                .isEqualTo("The member 'name' is given twice.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"C080", "ED A0 80", "ED A0 BD ED B8 80", "FF", "F4908080", "E282", "80", "F8 88 80 80 80"})
    void bytesThatAreNotUtf8(String hex) {
        byte[] bad = java.util.HexFormat.of().parseHex(hex.replace(" ", ""));
        byte[] body = new byte[bad.length + 11];
        System.arraycopy("{\"name\":\"".getBytes(StandardCharsets.UTF_8), 0, body, 0, 9);
        System.arraycopy(bad, 0, body, 9, bad.length);
        System.arraycopy("\"}".getBytes(StandardCharsets.UTF_8), 0, body, 9 + bad.length, 2);
        assertThat(catchThrowableOfType(
                                Unreadable.class,
                                () -> reader.read(shape(StartExecutionRequest.getDefaultInstance()), body))
                        .text())
                .isEqualTo("The request body is not valid UTF-8.");
    }

    @Test
    void anotherEncodingIsNotGuessed() {
        byte[] body = "{\"name\":\"x\"}".getBytes(StandardCharsets.UTF_16BE);
        assertThat(catchThrowableOfType(
                        Unreadable.class, () -> reader.read(shape(StartExecutionRequest.getDefaultInstance()), body)))
                .isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\ud800", "\\udc00", "\\udc00\\ud800", "a\\ud800b", "\\ud800\\ud800\\udc00"})
    void halfOfASurrogatePair(String text) {
        assertThat(refusal(shape(StartExecutionRequest.getDefaultInstance()), "{\"name\":\"" + text + "\"}"))
                .isEqualTo("A string holds half of a surrogate pair.");
    }

    @Test
    void nestingHasAnEnd() throws Unreadable {
        Shape shape = shape(StartExecutionRequest.getDefaultInstance());
        int inside = MessageReader.MAX_DEPTH - 1;
        reader.read(shape, bytes("{\"other\":" + "[".repeat(inside) + "]".repeat(inside) + "}"));
        assertThat(refusal(shape, "{\"other\":" + "[".repeat(inside + 1) + "]".repeat(inside + 1) + "}"))
                .isEqualTo(NOT_JSON);
        assertThat(refusal(shape, "{\"other\":" + "[".repeat(500_000))).isEqualTo(NOT_JSON);
        assertThat(refusal(shape, "{\"a\":".repeat(180_000))).isEqualTo(NOT_JSON);
    }

    @Test
    void nullsAndUnknownMembersAreAbsent() throws Exception {
        String body =
                "{\"name\":null,\"unknown\":{\"name\":[1,{\"a\":2}]},\"definition\":\"d\",\"tags\":[null,{\"key\":\"k\","
                        + "\"value\":null}],\"loggingConfiguration\":null}";
        CreateStateMachineRequest.Builder expected =
                CreateStateMachineRequest.newBuilder().setDefinition("d");
        expected.addTagsBuilder().setKey("k");
        assertThat(read(CreateStateMachineRequest.getDefaultInstance(), body)).isEqualTo(expected.build());
    }

    @Test
    void fractionsAreCutToWholeNumbers() throws Exception {
        assertThat(read(ListActivitiesRequest.getDefaultInstance(), "{\"maxResults\":1.9}"))
                .isEqualTo(ListActivitiesRequest.newBuilder().setMaxResults(1).build());
        assertThat(read(ListActivitiesRequest.getDefaultInstance(), "{\"maxResults\":-0.5}"))
                .isEqualTo(ListActivitiesRequest.newBuilder().setMaxResults(0).build());
        assertThat(read(UpdateMapRunRequest.getDefaultInstance(), "{\"toleratedFailurePercentage\":5}"))
                .isEqualTo(UpdateMapRunRequest.newBuilder()
                        .setToleratedFailurePercentage(5f)
                        .build());
    }

    @Test
    void timesWithSillyExponentsCostNothing() {
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            String tiny = "1e-999999999";
            assertThat(read(HistoryEvent.getDefaultInstance(), "{\"timestamp\":" + tiny + "}")
                            .toString())
                    .contains("timestamp");
            assertThat(refusal(shape(HistoryEvent.getDefaultInstance()), "{\"timestamp\":1e999999999}"))
                    .isEqualTo("NUMBER_VALUE can not be converted to milliseconds since epoch");
        });
    }

    @Test
    void randomBytesAreReadOrRefusedAndNothingElse() {
        Shape shape = shape(CreateStateMachineRequest.getDefaultInstance());
        byte[] seed =
                bytes("{\"name\":\"n\\u0041\",\"tags\":[{\"key\":\"k\"}],\"publish\":true,\"loggingConfiguration\":"
                        + "{\"destinations\":[{}]},\"x\":[1,2.5,{\"y\":null}]}");
        Random random = new Random(20_261_122);
        for (int round = 0; round < 20_000; round++) {
            byte[] body = seed.clone();
            for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
                body[random.nextInt(body.length)] = (byte) random.nextInt(256);
            }
            try {
                reader.read(shape, body);
            } catch (Unreadable expected) {
                assertThat(expected.text()).isNotEmpty();
            }
        }
    }

    private String refusal(Shape shape, String body) {
        Unreadable refusal = catchThrowableOfType(Unreadable.class, () -> reader.read(shape, bytes(body)));
        assertThat(refusal).as(body).isNotNull();
        return refusal.text();
    }

    private Message read(Message type, String body) throws Exception {
        byte[] wire = reader.read(shape(type), bytes(body)).wire();
        return type.getParserForType().parseFrom(wire);
    }

    private static Shape shapeWithMemberOf(String body) {
        String member = body.substring(2, body.indexOf('"', 2));
        for (Message type : new Message[] {
            CreateStateMachineRequest.getDefaultInstance(),
            ListActivitiesRequest.getDefaultInstance(),
            UpdateMapRunRequest.getDefaultInstance(),
            HistoryEvent.getDefaultInstance()
        }) {
            if (shape(type).named(member) != null) {
                return shape(type);
            }
        }
        throw new IllegalArgumentException(member);
    }

    private static Shape shape(Message type) {
        return new Shapes().of(type.getDescriptorForType());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
