package dev.stepwell.control.audit;

import static dev.stepwell.control.schema.Tables.AUDIT;
import static dev.stepwell.control.schema.Tables.AUDIT_HEAD;
import static dev.stepwell.control.schema.Tables.CREDENTIAL;
import static dev.stepwell.control.schema.Tables.TENANT;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.control.database.ControlDatabase;
import dev.stepwell.control.paging.Page;
import dev.stepwell.control.paging.PageTokens;
import dev.stepwell.control.schema.tables.records.AuditHeadRecord;
import dev.stepwell.control.schema.tables.records.AuditRecord;
import dev.stepwell.names.TenantId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;

/** The chains of one database: added to in batches, read page by page. */
public final class AuditLog {
    private static final int LONGEST = 2048;

    /** By arrays, a column each: that is one statement to prepare, and no more than a row's own work for each row. */
    private static final String INSERT = """
            INSERT INTO control.audit
                (tenant_id, sequence, time, principal, key_id, action, resource, result, request_id, source, hash)
            SELECT {0}, e.sequence, timestamptz 'epoch' + e.millis * interval '1 millisecond', e.principal, e.key_id,
                e.action, e.resource, e.result, e.request_id, e.source, decode(e.hash, 'hex')
            FROM unnest({1}, {2}, {3}, {4}, {5}, {6}, {7}, {8}, {9}, {10})
                AS e (sequence, millis, principal, key_id, action, resource, result, request_id, source, hash)
            """;

    private final ControlDatabase database;
    private final PageTokens tokens;

    /** The chains of a database. */
    public AuditLog(ControlDatabase database, PageTokens tokens) {
        this.database = database;
        this.tokens = tokens;
    }

    /**
     * Takes entries of one tenant down, in their order; those that were taken down before are left out, so that a batch whose answer was
     * lost may be told again. Of a tenant that is gone nothing is kept.
     */
    public void append(TenantId tenant, List<AuditEntry> entries) {
        database.write(tenant, sql -> append(tenant, sql, entries));
    }

    private static int append(TenantId tenant, DSLContext sql, List<AuditEntry> entries) {
        if (!isThere(tenant, sql)) {
            return 0;
        }
        AuditHeadRecord head = lockHead(tenant, sql);
        Set<String> known = new HashSet<>(sql.select(AUDIT.REQUEST_ID)
                .from(AUDIT)
                .where(AUDIT.TENANT_ID.eq(tenant.value()))
                .and(AUDIT.REQUEST_ID.eq(
                        DSL.any(entries.stream().map(AuditEntry::requestId).toArray(String[]::new))))
                .fetch(AUDIT.REQUEST_ID));
        Map<String, String> principals = principals(tenant, sql, entries);
        List<AuditEvent> events = new ArrayList<>();
        long sequence = head.getSequence();
        byte[] hash = head.getHash();
        for (AuditEntry given : entries) {
            if (known.add(given.requestId())) {
                AuditEntry entry = storable(given);
                AuditEvent event =
                        AuditEvent.after(sequence, hash, principals.getOrDefault(entry.keyId(), entry.keyId()), entry);
                events.add(event);
                sequence = event.sequence();
                hash = event.hashBytes();
            }
        }
        insert(tenant, sql, events);
        return sql.update(AUDIT_HEAD)
                .set(AUDIT_HEAD.SEQUENCE, sequence)
                .set(AUDIT_HEAD.HASH, hash)
                .where(AUDIT_HEAD.TENANT_ID.eq(tenant.value()))
                .execute();
    }

    /** The tenant cannot go until the commit. */
    private static boolean isThere(TenantId tenant, DSLContext sql) {
        return tenant.equals(TenantId.NOBODY)
                || sql.selectOne()
                        .from(TENANT)
                        .where(TENANT.TENANT_ID.eq(tenant.value()))
                        .forKeyShare()
                        .fetchOptional()
                        .isPresent();
    }

    private static AuditHeadRecord lockHead(TenantId tenant, DSLContext sql) {
        sql.insertInto(AUDIT_HEAD)
                .set(AUDIT_HEAD.TENANT_ID, tenant.value())
                .set(AUDIT_HEAD.SEQUENCE, 0L)
                .set(AUDIT_HEAD.HASH, AuditChain.start())
                .onConflictDoNothing()
                .execute();
        return sql.selectFrom(AUDIT_HEAD)
                .where(AUDIT_HEAD.TENANT_ID.eq(tenant.value()))
                .forUpdate()
                .fetchSingle();
    }

    private static Map<String, String> principals(TenantId tenant, DSLContext sql, List<AuditEntry> entries) {
        return sql.select(CREDENTIAL.KEY_ID, CREDENTIAL.PRINCIPAL)
                .from(CREDENTIAL)
                .where(CREDENTIAL.TENANT_ID.eq(tenant.value()))
                .and(CREDENTIAL.KEY_ID.in(
                        entries.stream().map(AuditEntry::keyId).collect(Collectors.toSet())))
                .fetchMap(CREDENTIAL.KEY_ID, CREDENTIAL.PRINCIPAL);
    }

    /** What a request calls a resource may be anything; PostgreSQL's texts hold no U+0000. */
    private static AuditEntry storable(AuditEntry entry) {
        String resource = entry.resource().replace('\0', '\uFFFD');
        return new AuditEntry(
                entry.time(),
                entry.keyId(),
                entry.action(),
                resource.length() > LONGEST ? resource.substring(0, LONGEST) : resource,
                entry.result(),
                entry.requestId(),
                entry.source());
    }

    /** One statement for all of them, the same one however many they are. */
    private static void insert(TenantId tenant, DSLContext sql, List<AuditEvent> events) {
        sql.execute(
                INSERT,
                DSL.val(tenant.value()),
                DSL.val(events.stream().map(AuditEvent::sequence).toArray(Long[]::new)),
                DSL.val(events.stream()
                        .map(event -> event.entry().time().toEpochMilli())
                        .toArray(Long[]::new)),
                texts(events, AuditEvent::principal),
                texts(events, event -> event.entry().keyId()),
                texts(events, event -> event.entry().action()),
                texts(events, event -> event.entry().resource()),
                texts(events, event -> event.entry().result()),
                texts(events, event -> event.entry().requestId()),
                texts(events, event -> event.entry().source()),
                texts(events, AuditEvent::hash));
    }

    private static Field<String[]> texts(List<AuditEvent> events, Function<AuditEvent, String> member) {
        return DSL.val(events.stream().map(member).toArray(String[]::new));
    }

    /**
     * A tenant's events, the first one first.
     *
     * @param caller whose page tokens they are: the tenant's own key, or an operator's
     */
    public Page<AuditEvent> list(TenantId tenant, Caller caller, int maxResults, Optional<String> token) {
        String list = "ListAuditEvents/" + tenant;
        long after = tokens.open(caller, list, token).map(Long::parseLong).orElse(0L);
        int size = Page.size(maxResults);
        List<AuditEvent> rows = database.read(
                tenant,
                sql -> sql.selectFrom(AUDIT)
                        .where(AUDIT.TENANT_ID.eq(tenant.value()), AUDIT.SEQUENCE.gt(after))
                        .orderBy(AUDIT.SEQUENCE)
                        .limit(size + 1)
                        .fetch(AuditLog::event));
        return Page.of(rows, size, event -> tokens.seal(caller, list, Long.toString(event.sequence())));
    }

    private static AuditEvent event(AuditRecord row) {
        AuditEntry entry = new AuditEntry(
                row.getTime(),
                row.getKeyId(),
                row.getAction(),
                row.getResource(),
                row.getResult(),
                row.getRequestId(),
                row.getSource());
        return new AuditEvent(
                row.getSequence(), row.getPrincipal(), entry, HexFormat.of().formatHex(row.getHash()));
    }
}
