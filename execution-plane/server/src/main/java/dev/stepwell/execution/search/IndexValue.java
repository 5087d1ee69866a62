package dev.stepwell.execution.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.ByteString;
import dev.stepwell.execution.search.SearchIndex.Range;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Values as bytes whose order is theirs: booleans before numbers before texts; numbers by their value, of any size and exact; texts by their
 * UTF-8. Equal values have equal bytes, so 1.0 is 1.
 */
final class IndexValue {
    /** The longest text that is indexed, in bytes of UTF-8, and the most digits of a number. */
    static final int LONGEST = 256;

    private static final byte BOOLEAN = 1;
    private static final byte NUMBER = 2;
    private static final byte TEXT = 3;
    private static final byte NEGATIVE = 0;
    private static final byte ZERO = 1;
    private static final byte POSITIVE = 2;

    private IndexValue() {}

    /** The bytes of a string, number or boolean; nothing for others and for what is too long. */
    static Optional<ByteString> of(JsonNode value) {
        if (value.isBoolean()) {
            return Optional.of(of(value.booleanValue()));
        }
        if (value.isNumber()) {
            return of(value.decimalValue());
        }
        return value.isTextual() ? of(value.textValue()) : Optional.empty();
    }

    /** The bytes of a boolean. */
    static ByteString of(boolean value) {
        return ByteString.copyFrom(new byte[] {BOOLEAN, (byte) (value ? 1 : 0)});
    }

    /** The bytes of a text; nothing if it is too long. */
    static Optional<ByteString> of(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return utf8.length > LONGEST ? Optional.empty() : Optional.of(tagged(TEXT, utf8));
    }

    /** The bytes of a number: its sign, where its point stands, its digits, and an end before all digits; the other way round below zero. */
    static Optional<ByteString> of(BigDecimal number) {
        if (number.signum() == 0) {
            return Optional.of(ByteString.copyFrom(new byte[] {NUMBER, ZERO}));
        }
        BigDecimal bare = number.abs().stripTrailingZeros();
        byte[] digits = bare.unscaledValue().toString().getBytes(StandardCharsets.US_ASCII);
        long point = (long) digits.length - bare.scale();
        if (digits.length > LONGEST || point != (int) point) {
            return Optional.empty();
        }
        byte[] magnitude = ByteBuffer.allocate(Integer.BYTES + digits.length + 1)
                .putInt((int) point ^ Integer.MIN_VALUE)
                .put(digits)
                .put((byte) 0)
                .array();
        boolean negative = number.signum() < 0;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(magnitude.length + 2);
        bytes.write(NUMBER);
        bytes.write(negative ? NEGATIVE : POSITIVE);
        for (byte each : magnitude) {
            bytes.write(negative ? ~each : each);
        }
        return Optional.of(ByteString.copyFrom(bytes.toByteArray()));
    }

    /** All texts that begin so. */
    static Range beginning(String text) {
        ByteString from = tagged(TEXT, text.getBytes(StandardCharsets.UTF_8));
        byte[] next = from.toByteArray();
        next[next.length - 1]++; // no byte of UTF-8 is the last of all
        return new Range(from, ByteString.copyFrom(next));
    }

    /** All of the value's kind that are less. */
    static Range below(ByteString value, boolean orEqual) {
        return new Range(kind(value, 0), orEqual ? after(value) : value);
    }

    /** All of the value's kind that are greater. */
    static Range above(ByteString value, boolean orEqual) {
        return new Range(orEqual ? value : after(value), kind(value, 1));
    }

    private static ByteString kind(ByteString value, int further) {
        return ByteString.copyFrom(new byte[] {(byte) (value.byteAt(0) + further)});
    }

    /** What comes next of all bytes. */
    private static ByteString after(ByteString value) {
        return value.concat(ByteString.copyFrom(new byte[] {0}));
    }

    private static ByteString tagged(byte kind, byte[] bytes) {
        return ByteString.copyFrom(new byte[] {kind}).concat(ByteString.copyFrom(bytes));
    }
}
