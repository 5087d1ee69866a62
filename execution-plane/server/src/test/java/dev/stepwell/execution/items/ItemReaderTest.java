package dev.stepwell.execution.items;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stepwell.asl.json.Json;
import dev.stepwell.engine.maprun.MapOrder;
import dev.stepwell.engine.turn.Input;
import dev.stepwell.engine.turn.Payload;
import dev.stepwell.execution.fakes.MemoryObjects;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Items are the same whatever the number that is read at once. */
class ItemReaderTest {
    private final MemoryObjects objects = new MemoryObjects();

    private List<String> read(String resource, String config, int most) {
        ItemReader reader = new ItemReader(
                objects,
                new MapOrder.Reader(
                        "arn:aws:states:::s3:" + resource,
                        Json.parse("{\"Bucket\":\"b\",\"Key\":\"k\",\"Prefix\":\"p/\"}"),
                        Json.parse(config),
                        0));
        List<String> items = new ArrayList<>();
        String cursor = "";
        while (true) {
            Input.ItemsRead read = reader.read(cursor, most);
            assertThat(read.from()).isEqualTo(cursor);
            assertThat(read.items().size()).isLessThanOrEqualTo(most);
            read.items().stream().map(Payload::text).forEach(items::add);
            if (read.last()) {
                return items;
            }
            cursor = read.next();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 100})
    void theElementsOfAnArray(int most) {
        objects.put("b", "k", " [ 1 ,\"a,]\\\"\" , {\"x\": [1, {\"}\": 2}]} , [ ], null, \"\u00e4\"\n] ");
        assertThat(read("getObject", "{\"InputType\":\"JSON\"}", most))
                .containsExactly("1", "\"a,]\\\"\"", "{\"x\":[1,{\"}\":2}]}", "[]", "null", "\"\u00e4\"");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 100})
    void thePointerLeadsToAnArray(int most) {
        objects.put("b", "k", "{\"no\":[9],\"a/b\":{\"x\":{\"c\":[8]},\"c\":[[0],[1,2]]}}");
        assertThat(read("getObject", "{\"ItemsPointer\":\"/a~1b/c\"}", most)).containsExactly("[0]", "[1,2]");
        assertThat(read("getObject", "{\"ItemsPointer\":\"/a~1b/c/1\"}", most)).containsExactly("1", "2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":1}", "1", "", "{\"a\":"})
    void nothingElseIsIteratedOver(String text) {
        objects.put("b", "k", text);
        assertThatThrownBy(() -> read("getObject", "{}", 10)).isInstanceOf(ReaderFailure.class);
        assertThatThrownBy(() -> read("getObject", "{\"ItemsPointer\":\"/a/b\"}", 10))
                .isInstanceOf(ReaderFailure.class);
    }

    @Test
    void anArrayThatEndsTooEarlyIsNoJson() {
        objects.put("b", "k", "[1,2");
        assertThatThrownBy(() -> read("getObject", "{}", 10)).hasMessageContaining("not JSON");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 100})
    void linesOfJson(int most) {
        objects.put("b", "k", "{\"a\": 1}\r\n\n  [2]\n\"last\"");
        assertThat(read("getObject", "{\"InputType\":\"JSONL\"}", most))
                .containsExactly("{\"a\":1}", "[2]", "\"last\"");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 100})
    void rowsByTheFirstRow(int most) {
        objects.put("b", "k", "\uFEFFa,b\r\n1,\"x,\"\"y\"\"\nz\"\n\n3\n4,5,6\n");
        assertThat(read("getObject", "{\"InputType\":\"CSV\",\"CSVHeaderLocation\":\"FIRST_ROW\"}", most))
                .containsExactly(
                        "{\"a\":\"1\",\"b\":\"x,\\\"y\\\"\\nz\"}",
                        "{\"a\":\"3\",\"b\":\"\"}",
                        "{\"a\":\"4\",\"b\":\"5\"}");
    }

    @Test
    void rowsByAGivenHeader() {
        objects.put("b", "k", "1|2\n3|4");
        String config =
                "{\"InputType\":\"CSV\",\"CSVDelimiter\":\"PIPE\",\"CSVHeaderLocation\":\"GIVEN\",\"CSVHeaders\":[\"p\",\"q\"]}";
        assertThat(read("getObject", config, 1))
                .containsExactly("{\"p\":\"1\",\"q\":\"2\"}", "{\"p\":\"3\",\"q\":\"4\"}");
        assertThatThrownBy(() -> read("getObject", config.replace("\"q\"", "\"p\""), 1))
                .hasMessage("CSV headers cannot contain duplicates.");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 100})
    void objectsOfAListing(int most) {
        objects.put("b", "other", "x");
        for (int i = 0; i < 5; i++) {
            objects.put("b", "p/" + i, "x".repeat(i));
        }
        List<String> items = read("listObjectsV2", "{}", most);
        assertThat(items).hasSize(5);
        assertThat(items.get(3))
                .isEqualTo(
                        "{\"Etag\":\"\\\"v\\\"\",\"Key\":\"p/3\",\"LastModified\":1767225600,\"Size\":3,\"StorageClass\":\"STANDARD\"}");
    }

    @Test
    void anObjectThatChangesMeanwhileIsNotReadOn() {
        objects.put("b", "k", "[1,2,3]");
        ItemReader reader = new ItemReader(
                objects,
                new MapOrder.Reader(
                        "arn:aws:states:::s3:getObject",
                        Json.parse("{\"Bucket\":\"b\",\"Key\":\"k\"}"),
                        Json.parse("{}"),
                        0));
        String cursor = reader.read("", 1).next();
        objects.put("b", "k", "[1,2,3,4]");
        assertThatThrownBy(() -> reader.read(cursor, 1)).isInstanceOf(ReaderFailure.class);
    }
}
