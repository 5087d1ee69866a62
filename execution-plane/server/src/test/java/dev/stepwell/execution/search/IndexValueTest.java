package dev.stepwell.execution.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.stepwell.asl.json.Json;
import dev.stepwell.execution.search.SearchIndex.Range;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The order of values is that of their bytes. */
class IndexValueTest {
    private static final Comparator<ByteString> BYTES = ByteString.unsignedLexicographicalComparator();

    private static ByteString of(String json) {
        return IndexValue.of(Json.parse(json)).orElseThrow();
    }

    private static boolean isIn(Range range, ByteString value) {
        return BYTES.compare(range.from(), value) <= 0 && BYTES.compare(value, range.until()) < 0;
    }

    @Test
    void numbersStandInTheirOrderWhateverTheirSize() {
        SplittableRandom random = new SplittableRandom(7);
        List<BigDecimal> numbers = new ArrayList<>(List.of(
                BigDecimal.ZERO,
                BigDecimal.ONE,
                new BigDecimal("-1"),
                new BigDecimal("1e300"),
                new BigDecimal("-1e300")));
        for (int i = 0; i < 300; i++) {
            BigInteger digits = new BigInteger(1 + random.nextInt(90), new Random(random.nextLong()));
            BigDecimal number = new BigDecimal(digits, random.nextInt(-40, 40));
            numbers.add(random.nextBoolean() ? number : number.negate());
        }
        for (BigDecimal left : numbers) {
            for (BigDecimal right : numbers) {
                ByteString l = IndexValue.of(left).orElseThrow();
                ByteString r = IndexValue.of(right).orElseThrow();
                assertThat(Integer.signum(BYTES.compare(l, r)))
                        .as("%s and %s", left, right)
                        .isEqualTo(left.compareTo(right));
                assertThat(isIn(IndexValue.below(r, false), l)).isEqualTo(left.compareTo(right) < 0);
                assertThat(isIn(IndexValue.below(r, true), l)).isEqualTo(left.compareTo(right) <= 0);
                assertThat(isIn(IndexValue.above(r, false), l)).isEqualTo(left.compareTo(right) > 0);
                assertThat(isIn(IndexValue.above(r, true), l)).isEqualTo(left.compareTo(right) >= 0);
            }
        }
    }

    @Test
    void integersBeyondDoublesAreToldApart() {
        assertThat(of("9007199254740993")).isNotEqualTo(of("9007199254740992"));
        assertThat(of("1.0")).isEqualTo(of("1"));
        assertThat(of("100")).isEqualTo(of("1e2"));
        assertThat(of("-0")).isEqualTo(of("0"));
    }

    @Test
    void rangesKeepToTheirKind() {
        assertThat(isIn(IndexValue.above(of("5"), false), of("\"6\""))).isFalse();
        assertThat(isIn(IndexValue.below(of("\"b\""), false), of("1"))).isFalse();
        assertThat(isIn(IndexValue.above(of("false"), false), of("true"))).isTrue();
        assertThat(isIn(IndexValue.above(of("\"a\""), false), of("\"a\\u0000\"")))
                .isTrue();
    }

    @Test
    void beginningsHoldWhateverComesBehind() {
        Range range = IndexValue.beginning("ord");
        assertThat(isIn(range, of("\"ord\""))).isTrue();
        assertThat(isIn(range, of("\"order\uD83D\uDE00\""))).isTrue();
        assertThat(isIn(range, of("\"orc\""))).isFalse();
        assertThat(isIn(range, of("\"ore\""))).isFalse();
    }

    @Test
    void whatIsTooLongOrNoScalarIsLeftOut() {
        assertThat(IndexValue.of("x".repeat(IndexValue.LONGEST))).isPresent();
        assertThat(IndexValue.of("x".repeat(IndexValue.LONGEST + 1))).isEmpty();
        assertThat(IndexValue.of(Json.parse("null"))).isEmpty();
        assertThat(IndexValue.of(Json.parse("[1]"))).isEmpty();
        assertThat(IndexValue.of(new BigDecimal(BigInteger.TEN.pow(300).add(BigInteger.ONE))))
                .isEmpty();
        assertThat(IndexValue.of(new BigDecimal(BigInteger.ONE, Integer.MIN_VALUE)))
                .isEmpty();
    }
}
