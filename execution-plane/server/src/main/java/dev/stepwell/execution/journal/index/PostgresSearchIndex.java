package dev.stepwell.execution.journal.index;

import static dev.stepwell.execution.schema.Tables.SEARCH_BACKLOG;

import dev.stepwell.engine.turn.StartFacts;
import dev.stepwell.execution.journal.Payloads;
import dev.stepwell.execution.journal.StoredExecution;
import dev.stepwell.execution.journal.codec.CorruptJournalException;
import dev.stepwell.execution.journal.codec.PayloadRef;
import dev.stepwell.execution.journal.postgres.EngineTransactions;
import dev.stepwell.execution.journal.postgres.ExecutionReader;
import dev.stepwell.execution.ports.ExecutionRow;
import dev.stepwell.execution.ports.Store.After;
import dev.stepwell.execution.ports.Survey.Wanted;
import dev.stepwell.execution.ports.UnknownRecordException;
import dev.stepwell.execution.schema.tables.ToBeIndexed;
import dev.stepwell.execution.search.SearchIndex;
import dev.stepwell.execution.search.SearchSettings.Setting;
import dev.stepwell.names.ExecutionId;
import dev.stepwell.names.ExecutionKey;
import dev.stepwell.names.TenantId;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** The search index in PostgreSQL. Notes that there is something to index come with the turns, and go with what is written of them. */
public final class PostgresSearchIndex implements SearchIndex {
    private static final Logger LOG = System.getLogger(PostgresSearchIndex.class.getName());
    /** Some milliseconds' worth of sorting. */
    private static final int MANY = 5_000;

    private static final int MOST_COUNTED = 10_000;

    /** Large payloads that are in memory at once, in bytes; a single execution's may be more. */
    private static final long BYTES_AT_ONCE = 8L << 20;

    private final EngineTransactions transactions;
    private final BiPredicate<TenantId, StartFacts> noted;
    private final IndexReader reader;

    /**
     * In a database that is migrated.
     *
     * @param noted of which executions turns are noted, as the store has been told
     */
    public PostgresSearchIndex(DataSource source, BiPredicate<TenantId, StartFacts> noted) {
        this(source, noted, MANY);
    }

    /** @param many so many executions that satisfy a condition are walked rather than sorted */
    PostgresSearchIndex(DataSource source, BiPredicate<TenantId, StartFacts> noted, int many) {
        this.transactions = new EngineTransactions(source);
        this.noted = noted;
        this.reader = new IndexReader(transactions, many);
    }

    /** A turn that the index is to learn of. */
    private record Noted(ExecutionKey key, long firstSeq) {}

    @Override
    public boolean isNoted(TenantId tenant, StartFacts facts) {
        return noted.test(tenant, facts);
    }

    @Override
    public int indexSome(Reader entries, int most) {
        ToBeIndexed found = ToBeIndexed.TO_BE_INDEXED;
        List<Noted> waiting = transactions.query(
                List.of(),
                sql -> sql.select(found.TENANT_ID, found.EXECUTION_ID, found.FIRST_SEQ)
                        .from(found.call(most))
                        .fetch(row -> noted(row.value1(), row.value2(), row.value3())));
        if (waiting.isEmpty()) {
            return 0;
        }
        Set<TenantId> tenants =
                waiting.stream().map(turn -> turn.key().tenant()).collect(Collectors.toSet());
        return transactions.query(tenants, sql -> index(sql, waiting, entries));
    }

    /** What was noted in a commit is there to be read, or something newer that has a note of its own. */
    private static int index(DSLContext sql, List<Noted> waiting, Reader entries) {
        List<Noted> taken = sql.select(SEARCH_BACKLOG.TENANT_ID, SEARCH_BACKLOG.EXECUTION_ID, SEARCH_BACKLOG.FIRST_SEQ)
                .from(SEARCH_BACKLOG)
                .where(isOneOf(waiting))
                .forUpdate()
                .skipLocked()
                .fetch(row -> noted(row.value1(), row.value2(), row.value3()));
        IndexColumns columns = new IndexColumns();
        Set<ExecutionKey> unread = new HashSet<>();
        taken.stream()
                .map(Noted::key)
                .collect(Collectors.groupingBy(
                        ExecutionKey::tenant, Collectors.mapping(ExecutionKey::id, Collectors.toSet())))
                .forEach((tenant, ids) -> read(sql, tenant, ids, entries, columns, unread));
        columns.write(sql);
        List<Noted> later =
                taken.stream().filter(turn -> unread.contains(turn.key())).toList();
        List<Noted> done =
                taken.stream().filter(turn -> !unread.contains(turn.key())).toList();
        if (!done.isEmpty()) {
            sql.deleteFrom(SEARCH_BACKLOG).where(isOneOf(done)).execute();
        }
        if (!later.isEmpty()) {
            sql.update(SEARCH_BACKLOG)
                    .set(SEARCH_BACKLOG.DUE_AT, DSL.field("now() + interval '1 minute'", SQLDataType.INSTANT))
                    .where(isOneOf(later))
                    .execute();
        }
        return taken.size();
    }

    private static void read(
            DSLContext sql,
            TenantId tenant,
            Set<ExecutionId> ids,
            Reader entries,
            IndexColumns columns,
            Set<ExecutionKey> unread) {
        List<StoredExecution> stored = stored(sql, tenant, ids, unread);
        Map<String, Setting> settings = PostgresSearchSettings.of(
                sql,
                tenant,
                stored.stream().map(each -> each.facts().stateMachineArn()).collect(Collectors.toSet()));
        List<StoredExecution> wanted = stored.stream()
                .filter(each -> settings.containsKey(each.facts().stateMachineArn()))
                .toList();
        for (List<StoredExecution> part : parts(wanted)) {
            Payloads payloads = ExecutionReader.payloads(
                    sql, part.stream().collect(Collectors.toMap(StoredExecution::key, StoredExecution::refs)));
            for (StoredExecution each : part) {
                try {
                    ExecutionRow row = each.row(payloads);
                    Setting setting = settings.get(row.facts().stateMachineArn());
                    if (setting != null) {
                        columns.add(row, entries.entry(row, setting));
                    }
                } catch (RuntimeException e) { // whatever is wrong with one, the others do not wait for it
                    leave(each.key(), e, unread);
                }
            }
        }
    }

    /** When one of many cannot be read, each is read for itself. */
    private static List<StoredExecution> stored(
            DSLContext sql, TenantId tenant, Set<ExecutionId> ids, Set<ExecutionKey> unread) {
        try {
            return ExecutionReader.stored(sql, tenant, ids);
        } catch (UnknownRecordException | CorruptJournalException e) {
            if (ids.size() == 1) {
                leave(new ExecutionKey(tenant, ids.iterator().next()), e, unread);
                return List.of();
            }
        }
        List<StoredExecution> all = new ArrayList<>();
        ids.forEach(id -> all.addAll(stored(sql, tenant, Set.of(id), unread)));
        return all;
    }

    private static void leave(ExecutionKey key, RuntimeException why, Set<ExecutionKey> unread) {
        LOG.log(Level.WARNING, "execution {0} cannot be indexed now: {1}", key, why.toString());
        unread.add(key);
    }

    private static List<List<StoredExecution>> parts(List<StoredExecution> all) {
        List<List<StoredExecution>> parts = new ArrayList<>();
        long bytes = BYTES_AT_ONCE;
        for (StoredExecution each : all) {
            long more = each.refs().stream().mapToLong(PayloadRef::size).sum();
            if (parts.isEmpty() || bytes + more > BYTES_AT_ONCE) {
                parts.add(new ArrayList<>());
                bytes = 0;
            }
            parts.getLast().add(each);
            bytes += more;
        }
        return parts;
    }

    @Override
    public Standing standing(TenantId tenant) {
        return transactions.query(
                List.of(tenant),
                sql -> sql.select(
                                DSL.field("count(*)", SQLDataType.BIGINT),
                                DSL.field("coalesce(min(b.noted_at), now())", SQLDataType.INSTANT))
                        .from(DSL.table(
                                "(SELECT noted_at FROM execution.search_backlog WHERE tenant_id = {0}"
                                        + " ORDER BY noted_at LIMIT {1}) b",
                                DSL.val(tenant.value()), DSL.inline(MOST_COUNTED)))
                        .fetchSingle(row -> new Standing(row.value1(), row.value2())));
    }

    @Override
    public Page search(TenantId tenant, Wanted wanted, Sought sought, Optional<After> after, int limit) {
        return reader.search(tenant, wanted, sought, after, limit);
    }

    @Override
    public Counts count(TenantId tenant, Wanted wanted, Sought sought) {
        return reader.count(tenant, wanted, sought);
    }

    private static org.jooq.Condition isOneOf(List<Noted> turns) {
        return DSL.row(SEARCH_BACKLOG.TENANT_ID, SEARCH_BACKLOG.EXECUTION_ID, SEARCH_BACKLOG.FIRST_SEQ)
                .in(turns.stream()
                        .map(turn -> DSL.row(
                                turn.key().tenant().value(), turn.key().id().value(), turn.firstSeq()))
                        .toList());
    }

    private static Noted noted(Long tenant, UUID id, Long firstSeq) {
        return new Noted(new ExecutionKey(new TenantId(tenant), new ExecutionId(id)), firstSeq);
    }
}
