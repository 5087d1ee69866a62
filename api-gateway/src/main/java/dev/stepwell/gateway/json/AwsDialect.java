package dev.stepwell.gateway.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.stepwell.gateway.shapes.Kind;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;

/** AWS JSON 1.0: times are epoch seconds, such as {@code 1700000000.123}, without an exponent. */
final class AwsDialect implements Dialect {
    /** The times that protobuf's Timestamp can hold: the years 1 to 9999. */
    private static final double FIRST = -62_135_596_800.0;

    private static final double LAST = 253_402_300_799.0;
    private static final double NANO = 1e-9;

    @Override
    public Instant readTime(JsonParser in) throws IOException, Unreadable {
        JsonToken token = in.currentToken();
        if (token != JsonToken.VALUE_NUMBER_INT && token != JsonToken.VALUE_NUMBER_FLOAT) {
            throw Mismatch.value(token, Kind.TIMESTAMP);
        }
        double seconds = in.getDoubleValue();
        if (!(seconds >= FIRST && seconds <= LAST)) {
            throw Mismatch.value(token, Kind.TIMESTAMP);
        }
        // An exponent that makes almost nothing would cost a decimal of a million digits.
        BigDecimal exact = Math.abs(seconds) < NANO ? BigDecimal.ZERO : in.getDecimalValue();
        BigDecimal whole = exact.setScale(0, RoundingMode.FLOOR);
        int nanos = exact.subtract(whole)
                .movePointRight(9)
                .setScale(0, RoundingMode.DOWN)
                .intValueExact();
        return Instant.ofEpochSecond(whole.longValueExact(), nanos);
    }

    @Override
    public void writeTime(long seconds, int nanos, JsonGenerator out) throws IOException {
        if (nanos == 0) {
            out.writeNumber(seconds);
        } else {
            out.writeNumber(BigDecimal.valueOf(seconds)
                    .add(BigDecimal.valueOf(nanos, 9))
                    .stripTrailingZeros()
                    .toPlainString());
        }
    }
}
