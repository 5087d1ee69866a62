package dev.stepwell.execution.ports;

import dev.stepwell.engine.turn.TaskRef;
import dev.stepwell.names.ExecutionId;
import dev.stepwell.names.ExecutionKey;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.UUID;

/**
 * Who an execution is that a task starts. It follows from the task alone, so that a start that is asked for again, after a crash or for
 * want of an answer, is the same start, and so that the parent can reach its child without having heard of it.
 */
public final class ChildIds {
    private ChildIds() {}

    /**
     * The key of the execution that a task starts: a UUID of version 7.
     *
     * @param began when the task began
     */
    public static ExecutionKey keyOf(ExecutionKey parent, TaskRef task, Instant began) {
        ByteBuffer hash = hash(parent, task);
        long high = (began.toEpochMilli() << 16) | 0x7000L | (hash.getLong() & 0x0FFFL);
        long low = (hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new ExecutionKey(parent.tenant(), new ExecutionId(new UUID(high, low)));
    }

    /** The name that it has if its task gives it none. */
    public static String nameOf(ExecutionKey parent, TaskRef task) {
        ByteBuffer hash = hash(parent, task).position(16);
        long high = (hash.getLong() & ~0xF000L) | 0x4000L;
        long low = (hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low).toString();
    }

    private static ByteBuffer hash(ExecutionKey parent, TaskRef task) {
        ByteBuffer text = ByteBuffer.allocate(36)
                .putLong(parent.tenant().value())
                .putLong(parent.id().value().getMostSignificantBits())
                .putLong(parent.id().value().getLeastSignificantBits())
                .putLong(task.scheduledEventId())
                .putInt(task.generation());
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(text.array()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
