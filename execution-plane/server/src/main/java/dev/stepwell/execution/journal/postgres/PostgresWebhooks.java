package dev.stepwell.execution.journal.postgres;

import static dev.stepwell.execution.schema.Tables.WEBHOOK;
import static dev.stepwell.execution.schema.Tables.WEBHOOK_MESSAGE;

import dev.stepwell.execution.ports.WebhookBook;
import dev.stepwell.execution.schema.tables.TenantsToBeTold;
import dev.stepwell.execution.schema.tables.TenantsWithWebhooks;
import dev.stepwell.names.ExecutionId;
import dev.stepwell.names.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;

/** Webhooks in PostgreSQL. */
public final class PostgresWebhooks implements WebhookBook {
    /** A webhook that takes nothing may have so many waiting. */
    private static final int MOST_WAITING = 10_000;

    private static final int FORGOTTEN_AT_ONCE = 10_000;

    private final EngineTransactions transactions;

    /** In a database that is migrated. */
    public PostgresWebhooks(DataSource source) {
        this.transactions = new EngineTransactions(source);
    }

    @Override
    public boolean add(TenantId tenant, Hook hook, int most) {
        return transactions.query(List.of(tenant), sql -> {
            boolean full = sql.fetchCount(WEBHOOK, WEBHOOK.TENANT_ID.eq(tenant.value())) >= most;
            return !full
                    && sql.insertInto(WEBHOOK)
                                    .set(WEBHOOK.TENANT_ID, tenant.value())
                                    .set(WEBHOOK.WEBHOOK_ID, hook.id())
                                    .set(WEBHOOK.REGION, hook.region())
                                    .set(WEBHOOK.URL, hook.url())
                                    .set(WEBHOOK.SECRET, hook.secret())
                                    .set(WEBHOOK.MACHINE, hook.machine().orElse(null))
                                    .set(WEBHOOK.STATUSES, hook.statuses().toArray(String[]::new))
                                    .set(WEBHOOK.CREATED_AT, hook.createdAt())
                                    .execute()
                            == 1;
        });
    }

    @Override
    public List<Hook> hooks(TenantId tenant) {
        return transactions.query(
                List.of(tenant),
                sql -> sql.selectFrom(WEBHOOK)
                        .where(WEBHOOK.TENANT_ID.eq(tenant.value()))
                        .orderBy(WEBHOOK.CREATED_AT, WEBHOOK.WEBHOOK_ID)
                        .fetch(row -> new Hook(
                                row.get(WEBHOOK.WEBHOOK_ID),
                                row.get(WEBHOOK.REGION),
                                row.get(WEBHOOK.URL),
                                row.get(WEBHOOK.SECRET),
                                Optional.ofNullable(row.get(WEBHOOK.MACHINE)),
                                Set.of(row.get(WEBHOOK.STATUSES)),
                                row.get(WEBHOOK.CREATED_AT))));
    }

    @Override
    public boolean remove(TenantId tenant, UUID hook) {
        return transactions.query(List.of(tenant), sql -> {
            int removed = sql.deleteFrom(WEBHOOK)
                    .where(WEBHOOK.TENANT_ID.eq(tenant.value()))
                    .and(WEBHOOK.WEBHOOK_ID.eq(hook))
                    .execute();
            sql.deleteFrom(WEBHOOK_MESSAGE)
                    .where(WEBHOOK_MESSAGE.TENANT_ID.eq(tenant.value()))
                    .and(WEBHOOK_MESSAGE.WEBHOOK_ID.eq(hook))
                    .execute();
            return removed == 1;
        });
    }

    @Override
    public Set<TenantId> tenants() {
        TenantsWithWebhooks found = TenantsWithWebhooks.TENANTS_WITH_WEBHOOKS;
        return new HashSet<>(transactions.query(
                List.of(),
                sql -> sql.select(found.TENANT_ID).from(found.call()).fetch(row -> new TenantId(row.value1()))));
    }

    @Override
    public void note(TenantId tenant, List<Message> messages) {
        if (messages.isEmpty()) {
            return;
        }
        transactions.query(
                List.of(tenant),
                sql -> sql.execute(
                        "INSERT INTO execution.webhook_message (tenant_id, webhook_id, execution_id, seq, body, noted_at, due_at,"
                                + " attempts, taken, answer) SELECT w.tenant_id, w.webhook_id, m.x, m.s,"
                                + " CASE WHEN f.full THEN NULL ELSE m.b END, now(), CASE WHEN f.full THEN NULL ELSE now() END, 0, false,"
                                + " CASE WHEN f.full THEN 'Too many messages wait.' END"
                                + " FROM unnest({1}, {2}, {3}, {4}) AS m (w, x, s, b)"
                                + " JOIN execution.webhook w ON w.tenant_id = {0} AND w.webhook_id = m.w"
                                + " CROSS JOIN LATERAL (SELECT count(*) >= {5} AS full FROM (SELECT FROM execution.webhook_message d"
                                + " WHERE d.tenant_id = w.tenant_id AND d.webhook_id = w.webhook_id AND d.due_at IS NOT NULL LIMIT {5}) c) f"
                                + " ON CONFLICT DO NOTHING",
                        DSL.val(tenant.value()),
                        DSL.val(messages.stream().map(m -> m.address().hook()).toArray(UUID[]::new)),
                        DSL.val(messages.stream()
                                .map(m -> m.address().execution().value())
                                .toArray(UUID[]::new)),
                        DSL.val(messages.stream().map(m -> m.address().seq()).toArray(Long[]::new)),
                        DSL.val(messages.stream().map(Message::body).toArray(byte[][]::new)),
                        DSL.inline(MOST_WAITING)));
    }

    @Override
    public Set<TenantId> waiting() {
        TenantsToBeTold found = TenantsToBeTold.TENANTS_TO_BE_TOLD;
        return new HashSet<>(transactions.query(
                List.of(),
                sql -> sql.select(found.TENANT_ID).from(found.call()).fetch(row -> new TenantId(row.value1()))));
    }

    @Override
    public List<Message> take(Set<TenantId> tenants, int most, Duration patience) {
        return tenants.isEmpty() ? List.of() : transactions.query(tenants, sql -> take(sql, tenants, most, patience));
    }

    /** Of two nodes that come at once the second passes over what the first takes. */
    private static List<Message> take(DSLContext sql, Set<TenantId> tenants, int most, Duration patience) {
        sql.execute(
                "DELETE FROM execution.webhook_message WHERE (tenant_id, webhook_id, execution_id, seq) IN"
                        + " (SELECT tenant_id, webhook_id, execution_id, seq FROM execution.webhook_message"
                        + " WHERE noted_at < now() - interval '1 day' LIMIT {0} FOR UPDATE SKIP LOCKED)",
                DSL.inline(FORGOTTEN_AT_ONCE));
        return sql.resultQuery(
                        "UPDATE execution.webhook_message m SET due_at = now() + {1} * interval '1 second', attempts = m.attempts + 1"
                                + " FROM (SELECT o.* FROM unnest({2}) AS t (id) CROSS JOIN LATERAL"
                                + " (SELECT tenant_id, webhook_id, execution_id, seq FROM execution.webhook_message"
                                + " WHERE tenant_id = t.id AND due_at <= now() ORDER BY due_at LIMIT {0} FOR UPDATE SKIP LOCKED) o) d"
                                + " WHERE m.tenant_id = d.tenant_id AND m.webhook_id = d.webhook_id"
                                + " AND m.execution_id = d.execution_id AND m.seq = d.seq"
                                + " RETURNING m.tenant_id, m.webhook_id, m.execution_id, m.seq, m.body",
                        DSL.inline(most),
                        DSL.inline(patience.toSeconds()),
                        DSL.val(tenants.stream().map(TenantId::value).toArray(Long[]::new)))
                .fetch(row -> new Message(
                        new TenantId(Objects.requireNonNull(row.get(0, Long.class))),
                        new Address(
                                Objects.requireNonNull(row.get(1, UUID.class)),
                                new ExecutionId(Objects.requireNonNull(row.get(2, UUID.class))),
                                Objects.requireNonNull(row.get(3, Long.class))),
                        Objects.requireNonNull(row.get(4, byte[].class))));
    }

    /** 1, 2, 4 … seconds until the next attempt, and not longer than five minutes. */
    @Override
    public void attempted(TenantId tenant, List<Attempt> attempts) {
        transactions.query(
                List.of(tenant),
                sql -> sql.execute(
                        "UPDATE execution.webhook_message m SET taken = a.t, answer = a.r, body = CASE WHEN a.t THEN NULL ELSE m.body END,"
                                + " due_at = CASE WHEN a.t THEN NULL"
                                + " ELSE now() + least(power(2, least(m.attempts - 1, 20)), 300) * interval '1 second' END"
                                + " FROM unnest({1}, {2}, {3}, {4}, {5}) AS a (w, x, s, t, r)"
                                + " WHERE m.tenant_id = {0} AND m.webhook_id = a.w AND m.execution_id = a.x AND m.seq = a.s"
                                + " AND m.due_at IS NOT NULL",
                        DSL.val(tenant.value()),
                        DSL.val(attempts.stream().map(a -> a.address().hook()).toArray(UUID[]::new)),
                        DSL.val(attempts.stream()
                                .map(a -> a.address().execution().value())
                                .toArray(UUID[]::new)),
                        DSL.val(attempts.stream().map(a -> a.address().seq()).toArray(Long[]::new)),
                        DSL.val(attempts.stream().map(Attempt::taken).toArray(Boolean[]::new)),
                        DSL.val(attempts.stream().map(Attempt::answer).toArray(String[]::new))));
    }

    @Override
    public List<Sealed> sealed(Set<TenantId> tenants) {
        return tenants.isEmpty()
                ? List.of()
                : transactions.query(
                        tenants,
                        sql -> sql.select(WEBHOOK.TENANT_ID, WEBHOOK.WEBHOOK_ID, WEBHOOK.SECRET)
                                .from(WEBHOOK)
                                .where(WEBHOOK.TENANT_ID.in(
                                        tenants.stream().map(TenantId::value).toList()))
                                .fetch(row -> new Sealed(new TenantId(row.value1()), row.value2(), row.value3())));
    }

    @Override
    public int reseal(List<Resealed> secrets) {
        if (secrets.isEmpty()) {
            return 0;
        }
        Set<TenantId> tenants =
                secrets.stream().map(each -> each.before().tenant()).collect(Collectors.toSet());
        return transactions.query(
                tenants,
                sql -> sql.execute(
                        "UPDATE execution.webhook w SET secret = n.secret FROM unnest({0}, {1}, {2}, {3}) AS n (t, h, before, secret)"
                                + " WHERE w.tenant_id = n.t AND w.webhook_id = n.h AND w.secret = n.before",
                        DSL.val(secrets.stream()
                                .map(each -> each.before().tenant().value())
                                .toArray(Long[]::new)),
                        DSL.val(secrets.stream()
                                .map(each -> each.before().hook())
                                .toArray(UUID[]::new)),
                        DSL.val(secrets.stream()
                                .map(each -> each.before().secret())
                                .toArray(byte[][]::new)),
                        DSL.val(secrets.stream().map(Resealed::secret).toArray(byte[][]::new))));
    }

    @Override
    public List<Standing> messages(TenantId tenant, UUID hook, int most) {
        return transactions.query(
                List.of(tenant),
                sql -> sql.selectFrom(WEBHOOK_MESSAGE)
                        .where(WEBHOOK_MESSAGE.TENANT_ID.eq(tenant.value()))
                        .and(WEBHOOK_MESSAGE.WEBHOOK_ID.eq(hook))
                        .orderBy(
                                WEBHOOK_MESSAGE.NOTED_AT.desc(),
                                WEBHOOK_MESSAGE.EXECUTION_ID,
                                WEBHOOK_MESSAGE.SEQ.desc())
                        .limit(most)
                        .fetch(PostgresWebhooks::standing));
    }

    private static Standing standing(Record row) {
        Instant due = row.get(WEBHOOK_MESSAGE.DUE_AT);
        return new Standing(
                new Address(
                        row.get(WEBHOOK_MESSAGE.WEBHOOK_ID),
                        new ExecutionId(row.get(WEBHOOK_MESSAGE.EXECUTION_ID)),
                        row.get(WEBHOOK_MESSAGE.SEQ)),
                row.get(WEBHOOK_MESSAGE.TAKEN),
                row.get(WEBHOOK_MESSAGE.ATTEMPTS),
                Optional.ofNullable(row.get(WEBHOOK_MESSAGE.ANSWER)),
                row.get(WEBHOOK_MESSAGE.NOTED_AT),
                Optional.ofNullable(due));
    }
}
