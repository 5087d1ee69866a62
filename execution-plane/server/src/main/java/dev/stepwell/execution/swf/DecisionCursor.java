package dev.stepwell.execution.swf;

import dev.stepwell.names.ExecutionId;
import dev.stepwell.names.ExecutionKey;
import dev.stepwell.names.TenantId;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.UUID;

/**
 * What the next page of a decision task's history takes: whose task it is, so that the page repeats it, and where the page begins. The same
 * poll with it never yields another task (API reference, PollForDecisionTask: nextPageToken).
 *
 * @param scheduledEventId of the task
 * @param startedEventId of the task, up to which its history goes
 * @param previousStartedEventId of the task before
 * @param first where the history begins that was asked for
 */
record DecisionCursor(
        ExecutionKey run,
        long scheduledEventId,
        long startedEventId,
        long previousStartedEventId,
        long first,
        long next,
        boolean reverse) {
    private static final int BYTES = 16 + 5 * 8 + 1;

    byte[] bytes() {
        UUID id = run.id().value();
        return ByteBuffer.allocate(BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .putLong(scheduledEventId)
                .putLong(startedEventId)
                .putLong(previousStartedEventId)
                .putLong(first)
                .putLong(next)
                .put((byte) (reverse ? 1 : 0))
                .array();
    }

    static Optional<DecisionCursor> of(TenantId tenant, byte[] bytes) {
        if (bytes.length != BYTES) {
            return Optional.empty();
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        ExecutionKey run = new ExecutionKey(tenant, new ExecutionId(new UUID(in.getLong(), in.getLong())));
        return Optional.of(new DecisionCursor(
                run, in.getLong(), in.getLong(), in.getLong(), in.getLong(), in.getLong(), in.get() == 1));
    }

    DecisionCursor at(long nextEvent) {
        return new DecisionCursor(
                run, scheduledEventId, startedEventId, previousStartedEventId, first, nextEvent, reverse);
    }

    /** The events of the page. */
    HistoryPages.Span span(int size) {
        return new HistoryPages.Span(first, startedEventId, next, reverse, size);
    }
}
