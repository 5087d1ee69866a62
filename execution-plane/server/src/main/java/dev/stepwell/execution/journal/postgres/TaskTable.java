package dev.stepwell.execution.journal.postgres;

import static dev.stepwell.execution.schema.Tables.TASK;

import dev.stepwell.engine.turn.TaskRef;
import dev.stepwell.names.ExecutionKey;
import java.sql.PreparedStatement;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Heartbeats of open tasks. */
final class TaskTable {
    private static final String BEAT = EngineTransactions.ENTER + ";\n" + """
            UPDATE execution.task
               SET last_beat = greatest(last_beat, date_trunc('milliseconds', clock_timestamp()))
             WHERE tenant_id = ? AND execution_id = ? AND event_id = ? AND generation = ? AND handed_out""";

    private final EngineTransactions transactions;

    TaskTable(EngineTransactions transactions) {
        this.transactions = transactions;
    }

    boolean beat(ExecutionKey key, TaskRef task) {
        return transactions.statement(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(BEAT)) {
                statement.setString(1, EngineTransactions.array(List.of(key.tenant())));
                statement.setLong(2, key.tenant().value());
                statement.setObject(3, key.id().value());
                statement.setLong(4, task.scheduledEventId());
                statement.setInt(5, task.generation());
                statement.execute();
                statement.getMoreResults();
                return statement.getUpdateCount() == 1;
            }
        });
    }

    Map<TaskRef, Instant> beats(ExecutionKey key) {
        return transactions.query(List.of(key.tenant()), sql -> {
            Map<TaskRef, Instant> beats = new LinkedHashMap<>();
            sql.select(TASK.EVENT_ID, TASK.GENERATION, TASK.LAST_BEAT)
                    .from(TASK)
                    .where(TASK.TENANT_ID
                            .eq(key.tenant().value())
                            .and(TASK.EXECUTION_ID.eq(key.id().value()))
                            .and(TASK.LAST_BEAT.isNotNull()))
                    .orderBy(TASK.EVENT_ID, TASK.GENERATION)
                    .forEach(row -> beats.put(new TaskRef(row.value1(), row.value2()), row.value3()));
            return beats;
        });
    }
}
