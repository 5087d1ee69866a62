package dev.stepwell.engine.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepwell.asl.expression.StatesException;
import dev.stepwell.asl.json.Json;
import org.junit.jupiter.api.Test;

class ReaderDataTest {
    private static ObjectNode reader(String config) {
        return (ObjectNode) Json.parse("{\"ReaderConfig\":" + config + "}");
    }

    @Test
    void manyColumnsTimesManyRowsAreRefused() {
        String data = ",".repeat(2_000) + "\n" + "x\n".repeat(2_000);
        assertThatThrownBy(() -> ReaderData.of(reader("{\"InputType\":\"CSV\"}"), data))
                .isInstanceOfSatisfying(
                        StatesException.class,
                        failure -> assertThat(failure.error()).isEqualTo("States.ItemReaderFailed"));
    }

    @Test
    void namesOfColumnsMayBeGiven() {
        ObjectNode reader = reader(
                "{\"InputType\":\"CSV\",\"CSVHeaderLocation\":\"GIVEN\",\"CSVHeaders\":[\"a\",\"b\"],\"CSVDelimiter\":\"TAB\"}");
        assertThat(ReaderData.of(reader, "1\t\"x\ny\"\n2").items())
                .containsExactly(Json.parse("{\"a\":\"1\",\"b\":\"x\\ny\"}"), Json.parse("{\"a\":\"2\",\"b\":\"\"}"));
    }

    @Test
    void aPointerThatIsNoneIsRefused() {
        assertThatThrownBy(() -> ReaderData.of(reader("{\"ItemsPointer\":\"a\"}"), "[]"))
                .isInstanceOf(StatesException.class);
    }

    @Test
    void dataThatIsNoJsonIsRefused() {
        assertThatThrownBy(() -> ReaderData.of(reader("{\"InputType\":\"JSONL\"}"), "{}\n{"))
                .isInstanceOf(StatesException.class);
    }
}
