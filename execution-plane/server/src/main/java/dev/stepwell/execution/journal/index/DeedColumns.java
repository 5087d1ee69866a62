package dev.stepwell.execution.journal.index;

import static dev.stepwell.execution.schema.Tables.BULK_OPERATION;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.stepwell.contracts.platform.v1.BulkFork;
import dev.stepwell.execution.bulk.Deed;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jooq.Field;
import org.jooq.Record;

/** What is done to each execution of an operation, as its columns say it. */
final class DeedColumns {
    private DeedColumns() {}

    /** All but the action. */
    static Map<Field<?>, Object> values(Deed deed) {
        Map<Field<?>, Object> values = new HashMap<>();
        switch (deed) {
            case Deed.Stop stop -> {
                stop.error().ifPresent(error -> values.put(BULK_OPERATION.ERROR, Texts.bytes(error)));
                stop.cause().ifPresent(cause -> values.put(BULK_OPERATION.CAUSE, Texts.bytes(cause)));
            }
            case Deed.Fork fork -> values.put(BULK_OPERATION.FORK, fork.asked().toByteArray());
            case Deed.Pause pause ->
                pause.reason().ifPresent(reason -> values.put(BULK_OPERATION.CAUSE, Texts.bytes(reason)));
            case Deed.Redrive redrive -> {}
            case Deed.Resume resume -> {}
        }
        return values;
    }

    static Deed deed(Record row) {
        Optional<String> error =
                Optional.ofNullable(row.get(BULK_OPERATION.ERROR)).map(Texts::text);
        Optional<String> cause =
                Optional.ofNullable(row.get(BULK_OPERATION.CAUSE)).map(Texts::text);
        String action = row.get(BULK_OPERATION.ACTION);
        return switch (action) {
            case "STOP" -> new Deed.Stop(error, cause);
            case "REDRIVE" -> new Deed.Redrive();
            case "FORK" -> new Deed.Fork(fork(row.get(BULK_OPERATION.FORK)));
            case "PAUSE" -> new Deed.Pause(cause);
            case "RESUME" -> new Deed.Resume();
            default -> throw new IllegalStateException("no operation does " + action);
        };
    }

    private static BulkFork fork(byte[] bytes) {
        try {
            return BulkFork.parseFrom(bytes);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("what forks begin with cannot be read", e);
        }
    }
}
