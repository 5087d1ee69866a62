package dev.stepwell.execution.histories;

import dev.stepwell.contracts.sfn.v1.AssignedVariablesDetails;
import dev.stepwell.contracts.sfn.v1.HistoryEventExecutionDataDetails;
import dev.stepwell.engine.turn.Payload;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * The payloads of events, shown or not. AWS's API never cuts a payload, and says so beside every one.
 *
 * @param shown whether they are
 */
record Data(boolean shown) {
    private static final HistoryEventExecutionDataDetails WHOLE =
            HistoryEventExecutionDataDetails.newBuilder().setTruncated(false).build();
    private static final AssignedVariablesDetails ALL_WHOLE =
            AssignedVariablesDetails.newBuilder().setTruncated(false).build();

    /** A payload and the note about it. */
    void put(Payload payload, Consumer<String> text, Consumer<HistoryEventExecutionDataDetails> note) {
        if (shown) {
            text.accept(payload.text());
            note.accept(WHOLE);
        }
    }

    /** A payload that has no note. */
    void put(Payload payload, Consumer<String> text) {
        if (shown) {
            text.accept(payload.text());
        }
    }

    /** Variables and the note about them; neither when none was assigned. */
    void put(
            Map<String, Payload> variables,
            BiConsumer<String, String> variable,
            Consumer<AssignedVariablesDetails> note) {
        if (shown && !variables.isEmpty()) {
            variables.forEach((name, value) -> variable.accept(name, value.text()));
            note.accept(ALL_WHOLE);
        }
    }
}
