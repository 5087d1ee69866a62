package dev.stepwell.execution.journal.postgres;

import dev.stepwell.engine.turn.TaskRef;
import dev.stepwell.execution.ports.Store.Offer;
import dev.stepwell.execution.ports.Store.WakeUp;
import dev.stepwell.execution.ports.TaskLine;
import dev.stepwell.execution.schema.tables.OpenOffers;
import dev.stepwell.execution.schema.tables.Orphans;
import dev.stepwell.execution.schema.tables.Receivers;
import dev.stepwell.execution.schema.tables.WakeUps;
import dev.stepwell.names.ExecutionId;
import dev.stepwell.names.ExecutionKey;
import dev.stepwell.names.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Finds work whose tenant is not known before, through the narrow functions of the schema. */
final class Discovery {
    private final EngineTransactions transactions;

    Discovery(EngineTransactions transactions) {
        this.transactions = transactions;
    }

    List<ExecutionKey> orphans(int limit) {
        Orphans found = Orphans.ORPHANS;
        return transactions.query(
                List.of(),
                sql -> sql.select(found.TENANT_ID, found.EXECUTION_ID)
                        .from(found.call(limit))
                        .fetch(row -> key(row.value1(), row.value2())));
    }

    List<WakeUp> wakeUps(Set<Integer> slots, Instant until, int limit) {
        WakeUps found = WakeUps.WAKE_UPS;
        Short[] wanted = slots.stream().map(Integer::shortValue).toArray(Short[]::new);
        return transactions.query(
                List.of(),
                sql -> sql.select(found.TENANT_ID, found.EXECUTION_ID, found.DUE_AT)
                        .from(found.call(wanted, until, limit))
                        .fetch(row -> new WakeUp(key(row.value1(), row.value2()), row.value3())));
    }

    List<Offer> openOffers(Instant before, int limit) {
        OpenOffers found = OpenOffers.OPEN_OFFERS;
        return transactions.query(
                List.of(),
                sql -> sql.select(
                                found.TENANT_ID,
                                found.EXECUTION_ID,
                                found.EVENT_ID,
                                found.GENERATION,
                                found.LINE,
                                found.PRIORITY)
                        .from(found.call(before, limit))
                        .fetch(row -> new Offer(
                                key(row.value1(), row.value2()),
                                new TaskRef(row.value3(), row.value4()),
                                new TaskLine(row.value5()),
                                row.value6())));
    }

    List<ExecutionKey> receivers(Instant before, int limit) {
        Receivers found = Receivers.RECEIVERS;
        return transactions.query(
                List.of(),
                sql -> sql.select(found.TENANT_ID, found.EXECUTION_ID)
                        .from(found.call(before, limit))
                        .fetch(row -> key(row.value1(), row.value2())));
    }

    private static ExecutionKey key(Long tenant, UUID id) {
        return new ExecutionKey(new TenantId(tenant), new ExecutionId(id));
    }
}
