package dev.stepwell.execution.journal.index;

import dev.stepwell.engine.turn.StartFacts;
import dev.stepwell.execution.journal.codec.FactsFormat;
import dev.stepwell.execution.journal.postgres.EngineTransactions;
import dev.stepwell.execution.schema.tables.Execution;
import dev.stepwell.execution.schema.tables.OpenExecutions;
import dev.stepwell.execution.schema.tables.PendingTasks;
import dev.stepwell.names.ExecutionId;
import dev.stepwell.names.ExecutionKey;
import dev.stepwell.names.TenantId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** How much is open of all tenants, for the operator's figures. */
public final class PostgresOpenCounts {
    private static final Execution E = Execution.EXECUTION_;
    private static final int AT_ONCE = 500;

    private final EngineTransactions transactions;

    /** Counts in a database that is migrated. */
    public PostgresOpenCounts(DataSource source) {
        this.transactions = new EngineTransactions(source);
    }

    /**
     * Open executions that are listed together: a machine's, a map run's children, a domain's.
     *
     * @param one the facts of one of them
     */
    public record Open(TenantId tenant, StartFacts one, long many) {}

    /**
     * Tasks that wait in one of SWF's task lists.
     *
     * @param line what the store calls the list
     */
    public record Pending(String account, String line, long many) {}

    /** Open executions, in as many groups as they are listed under. */
    public List<Open> open() {
        OpenExecutions found = OpenExecutions.OPEN_EXECUTIONS;
        Map<ExecutionKey, Long> counts = new HashMap<>();
        transactions.query(
                List.of(),
                sql -> sql.selectFrom(found.call())
                        .fetch(row -> counts.put(key(row.getTenantId(), row.getExecutionId()), row.getMany())));
        return facts(counts.keySet()).entrySet().stream()
                .map(one -> new Open(one.getKey().tenant(), one.getValue(), counts.getOrDefault(one.getKey(), 0L)))
                .toList();
    }

    /** Tasks that wait for deciders and workers of SWF, by task list. */
    public List<Pending> pending() {
        PendingTasks found = PendingTasks.PENDING_TASKS;
        record Line(ExecutionKey of, String text, long many) {}
        List<Line> lines = transactions.query(
                List.of(),
                sql -> sql.selectFrom(found.call())
                        .fetch(row ->
                                new Line(key(row.getTenantId(), row.getExecutionId()), row.getLine(), row.getMany())));
        Map<ExecutionKey, StartFacts> facts = facts(lines.stream().map(Line::of).collect(Collectors.toSet()));
        return lines.stream()
                .flatMap(line -> Optional.ofNullable(facts.get(line.of()))
                        .map(one -> new Pending(one.account(), line.text(), line.many()))
                        .stream())
                .toList();
    }

    /** What has ended meanwhile is there all the same. */
    private Map<ExecutionKey, StartFacts> facts(Set<ExecutionKey> of) {
        Map<ExecutionKey, StartFacts> facts = new HashMap<>();
        List<ExecutionKey> all = new ArrayList<>(of);
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            List<ExecutionKey> some = all.subList(from, Math.min(all.size(), from + AT_ONCE));
            Set<TenantId> tenants = some.stream().map(ExecutionKey::tenant).collect(Collectors.toSet());
            List<UUID> ids = some.stream().map(key -> key.id().value()).toList();
            transactions.query(
                    tenants,
                    sql -> sql.select(E.TENANT_ID, E.EXECUTION_ID, E.FACTS)
                            .from(E)
                            .where(
                                    E.TENANT_ID.in(tenants.stream()
                                            .map(TenantId::value)
                                            .toList()),
                                    E.EXECUTION_ID.in(ids))
                            .fetch(row -> facts.put(key(row.value1(), row.value2()), FactsFormat.facts(row.value3()))));
        }
        return facts;
    }

    private static ExecutionKey key(Long tenant, UUID id) {
        return new ExecutionKey(new TenantId(tenant), new ExecutionId(id));
    }
}
