package dev.stepwell.execution.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import dev.stepwell.asl.json.Json;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.platform.v1.ExecutionFilter;
import dev.stepwell.execution.fakes.LiveNode;
import dev.stepwell.execution.search.SearchIndex.Condition;
import dev.stepwell.execution.search.SearchIndex.Word;
import java.util.LinkedHashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What filters ask of attributes and words. */
class ConditionsTest {
    private static ByteString of(String json) {
        return IndexValue.of(Json.parse(json)).orElseThrow();
    }

    @Test
    void aNumberWithoutQuotationMarksMayBeATextToo() {
        Condition condition = Conditions.attribute("orderId = 4711");
        assertThat(condition.name()).isEqualTo("orderId");
        assertThat(condition.anyOf()).containsExactlyInAnyOrder(of("4711"), of("\"4711\""));
        assertThat(Conditions.attribute("orderId=\"4711\"").anyOf()).containsExactly(of("\"4711\""));
        assertThat(Conditions.attribute("customer=Smith & Sons").anyOf()).containsExactly(of("\"Smith & Sons\""));
        assertThat(Conditions.attribute("ok=true").anyOf()).containsExactlyInAnyOrder(of("true"), of("\"true\""));
        assertThat(Conditions.attribute("state in [\"a\", \"b\"]").anyOf()).containsExactly(of("\"a\""), of("\"b\""));
    }

    @Test
    void comparisonsAreRanges() {
        assertThat(Conditions.attribute("n<5").range()).isEqualTo(IndexValue.below(of("5"), false));
        assertThat(Conditions.attribute("n <= 5").range()).isEqualTo(IndexValue.below(of("5"), true));
        assertThat(Conditions.attribute("n>5").range()).isEqualTo(IndexValue.above(of("5"), false));
        assertThat(Conditions.attribute("n>=2026-01-01").range())
                .isEqualTo(IndexValue.above(of("\"2026-01-01\""), true));
        assertThat(Conditions.attribute("n^=47").range()).isEqualTo(IndexValue.beginning("47"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "=1", "a b=1", "n in 5", "n in []", "n in [[1]]", "n^=", "n^=\"\""})
    void whatCannotBeUnderstoodIsRefused(String condition) {
        assertThat(catchThrowableOfType(Fault.class, () -> Conditions.attribute(condition))
                        .error())
                .isEqualTo("ValidationException");
    }

    @Test
    void wordsOfAQuestionAreThoseOfPayloads() {
        assertThat(Words.sought("Order-4711 smi*"))
                .containsExactly(new Word("order", false), new Word("4711", false), new Word("smi", true));
        Set<String> words = new LinkedHashSet<>();
        Words.addTo(words, Json.parse("{\"a\":[\"Order-4711\",12.5,true,null],\"b\":{\"c\":\"ÄRGER\"}}"));
        assertThat(words).containsExactly("order", "4711", "12", "5", "ärger");
    }

    @Test
    void onlySoMuchOfAPayloadIsRead() {
        Set<String> words = new LinkedHashSet<>();
        Words.addTo(words, Json.parse("[\"" + "x ".repeat(Words.READ / 2) + "\",\"beyond\"]"));
        assertThat(words).containsExactly("x");
        Set<String> many = new LinkedHashSet<>();
        StringBuilder text = new StringBuilder("[");
        for (int i = 0; i < 2 * Words.MOST; i++) {
            text.append(i).append(',');
        }
        Words.addTo(many, Json.parse(text.append("0]").toString()));
        assertThat(many).hasSize(Words.MOST);
    }

    @Test
    void aTextWithoutWordsOrWithTooManyIsRefused() {
        for (String text : new String[] {"-", "a b c d e f g h i"}) {
            Fault refused = catchThrowableOfType(
                    Fault.class,
                    () -> Conditions.of(
                            LiveNode.CALLER,
                            ExecutionFilter.newBuilder().setText(text).build()));
            assertThat(refused.error()).isEqualTo("ValidationException");
        }
    }
}
