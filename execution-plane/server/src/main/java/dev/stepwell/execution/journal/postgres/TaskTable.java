package dev.stepwell.execution.journal.postgres;

import static dev.stepwell.execution.schema.Tables.TASK;

import dev.stepwell.engine.turn.Beat;
import dev.stepwell.engine.turn.TaskRef;
import dev.stepwell.execution.journal.codec.Sealed;
import dev.stepwell.execution.ports.Store.Pulse;
import dev.stepwell.execution.ports.Store.TaskAt;
import dev.stepwell.names.ExecutionId;
import dev.stepwell.names.ExecutionKey;
import dev.stepwell.names.TenantId;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;

/** Heartbeats of open tasks. */
final class TaskTable {
    private static final String BEAT = EngineTransactions.ENTER + ";\n" + """
            UPDATE execution.task
               SET last_beat = greatest(last_beat, date_trunc('milliseconds', clock_timestamp())),
                   details = coalesce(?, details)
             WHERE tenant_id = ? AND execution_id = ? AND event_id = ? AND generation = ? AND handed_out
            RETURNING cancel_requested""";

    private final EngineTransactions transactions;

    TaskTable(EngineTransactions transactions) {
        this.transactions = transactions;
    }

    Pulse beat(ExecutionKey key, TaskRef task, Optional<String> details) {
        return transactions.statement(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(BEAT)) {
                statement.setString(1, EngineTransactions.array(List.of(key.tenant())));
                statement.setBytes(2, details.map(Sealed::sealText).orElse(null));
                statement.setLong(3, key.tenant().value());
                statement.setObject(4, key.id().value());
                statement.setLong(5, task.scheduledEventId());
                statement.setInt(6, task.generation());
                statement.execute();
                statement.getMoreResults();
                try (ResultSet row = statement.getResultSet()) {
                    if (!row.next()) {
                        return Pulse.NONE;
                    }
                    return row.getBoolean(1) ? Pulse.CANCEL_REQUESTED : Pulse.TAKEN;
                }
            }
        });
    }

    /** Asked by the arrays of their columns, so that the statement is the same however many they are. */
    Set<TaskAt> open(TenantId tenant, List<TaskAt> tasks) {
        Field<UUID> execution = DSL.field(DSL.name("asked", "execution"), UUID.class);
        Field<Long> event = DSL.field(DSL.name("asked", "event"), Long.class);
        Field<Integer> generation = DSL.field(DSL.name("asked", "generation"), Integer.class);
        Table<?> asked = DSL.table(
                        "unnest({0}, {1}, {2})",
                        DSL.val(tasks.stream().map(at -> at.key().id().value()).toArray(UUID[]::new)),
                        DSL.val(tasks.stream()
                                .map(at -> at.task().scheduledEventId())
                                .toArray(Long[]::new)),
                        DSL.val(tasks.stream().map(at -> at.task().generation()).toArray(Integer[]::new)))
                .as("asked", "execution", "event", "generation");
        return transactions.query(
                List.of(tenant),
                sql -> new HashSet<>(sql.select(execution, event, generation)
                        .from(asked)
                        .join(TASK)
                        .on(TASK.EXECUTION_ID.eq(execution), TASK.EVENT_ID.eq(event), TASK.GENERATION.eq(generation))
                        .where(TASK.TENANT_ID.eq(tenant.value()).and(TASK.HANDED_OUT))
                        .fetch(row -> new TaskAt(
                                new ExecutionKey(tenant, new ExecutionId(row.value1())),
                                new TaskRef(row.value2(), row.value3())))));
    }

    Map<TaskRef, Beat> beats(ExecutionKey key) {
        return transactions.query(List.of(key.tenant()), sql -> {
            Map<TaskRef, Beat> beats = new LinkedHashMap<>();
            sql.select(TASK.EVENT_ID, TASK.GENERATION, TASK.LAST_BEAT, TASK.DETAILS)
                    .from(TASK)
                    .where(TASK.TENANT_ID
                            .eq(key.tenant().value())
                            .and(TASK.EXECUTION_ID.eq(key.id().value()))
                            .and(TASK.LAST_BEAT.isNotNull()))
                    .orderBy(TASK.EVENT_ID, TASK.GENERATION)
                    .forEach(row -> beats.put(
                            new TaskRef(row.value1(), row.value2()),
                            new Beat(
                                    row.value3(),
                                    Optional.ofNullable(row.value4()).map(Sealed::openText))));
            return beats;
        });
    }
}
