package dev.stepwell.engine.asl;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepwell.asl.expression.Scope;
import dev.stepwell.asl.expression.StatesException;
import dev.stepwell.asl.model.State;
import dev.stepwell.asl.model.WaitTime;
import dev.stepwell.engine.record.StateChange;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;

/** Wait: the deadline goes into the state; nothing sleeps. */
final class WaitBody {
    /** AWS refuses what does not fit a signed 32-bit number of seconds ("Wait state delay is too long."). */
    private static final Duration LONGEST = Duration.ofSeconds(Integer.MAX_VALUE);

    private WaitBody() {}

    static void arm(AslTurn t, Frame frame, State.Wait wait) {
        Scope scope = t.scope(frame);
        Scope view = scope.over(wait.shaping().arguments(scope));
        Instant until = switch (wait.until()) {
            case WaitTime.Seconds seconds ->
                since(t, frame).plusSeconds(seconds(seconds.seconds().evaluate(view)));
            case WaitTime.Timestamp timestamp -> timestamp(timestamp.timestamp().evaluate(view));
        };
        if (Duration.between(t.turn.now(), until).compareTo(LONGEST) > 0) {
            throw new StatesException(Errors.RUNTIME, "Wait state delay is too long.");
        }
        t.note(frame.last, new StateChange.WaitArmed(frame.id, until));
    }

    /** A redrive waits anew. */
    private static Instant since(AslTurn t, Frame frame) {
        Instant began = t.run.generationBegan();
        return began.isAfter(frame.enteredAt) ? began : frame.enteredAt;
    }

    private static long seconds(JsonNode value) {
        if (!value.canConvertToLong() || !value.isNumber() || value.asLong() < 0) {
            throw new StatesException(Errors.RUNTIME, "The Seconds field is not a number of seconds: " + value);
        }
        return Math.min(value.asLong(), LONGEST.getSeconds() * 2);
    }

    private static Instant timestamp(JsonNode value) {
        try {
            return OffsetDateTime.parse(value.asText()).toInstant();
        } catch (DateTimeParseException e) {
            throw new StatesException(
                    Errors.RUNTIME,
                    "The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: "
                            + value.asText());
        }
    }
}
