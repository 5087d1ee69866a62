package dev.stepwell.control.access;

import static dev.stepwell.control.schema.Tables.CREDENTIAL;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.calling.Rate;
import dev.stepwell.control.database.ControlDatabase;
import dev.stepwell.control.paging.Page;
import dev.stepwell.control.paging.PageTokens;
import dev.stepwell.names.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * A tenant's keys as they are managed: made, listed, slowed down, taken back, replaced. A principal has at most two live keys of a kind, as IAM
 * has it, which is what a replacement needs.
 */
public final class KeyBook {
    /** IAM's AccessKeysPerUser. */
    private static final int MOST_PER_PRINCIPAL = 2;

    private static final Field<Instant> NOW = DSL.field("now()", SQLDataType.INSTANT);
    private static final Field<Boolean> EXPIRED = DSL.field(CREDENTIAL.EXPIRES_AT.le(NOW));

    private final ControlDatabase database;
    private final KeyIssuer issuer;
    private final PageTokens tokens;

    /** The keys of one database. */
    public KeyBook(ControlDatabase database, KeyIssuer issuer, PageTokens tokens) {
        this.database = database;
        this.issuer = issuer;
        this.tokens = tokens;
    }

    /** What a key is for. */
    public enum Kind {
        /** Requests are signed with it. */
        SIGNING,
        /** It is shown. */
        BEARER
    }

    /**
     * A key just made.
     *
     * @param secret of a signing key the secret access key, of a bearer key its whole text; it cannot be read again
     */
    public record Issued(KeyDetail detail, String secret) {
        @Override
        public String toString() {
            return "Issued[" + detail.keyId() + "]";
        }
    }

    /** Makes a key; throws {@code ServiceQuotaExceededException} when its principal has two already. */
    public Issued create(TenantId tenant, Kind kind, KeyTerms terms) {
        return database.write(tenant, sql -> create(tenant, sql, kind, terms));
    }

    /** Takes a key back, on every node within 5 s; throws {@code ResourceNotFound} when the tenant never had it. */
    public void revoke(TenantId tenant, String keyId) {
        database.write(tenant, sql -> {
            find(tenant, sql, keyId);
            return KeyIssuer.revoke(tenant, sql, keyId);
        });
    }

    /**
     * Says how often a key may ask: as often as its tenant when absent. In force on every node within 5 s. Throws {@code ResourceNotFound} when the
     * tenant never had it.
     */
    public KeyDetail setRate(TenantId tenant, String keyId, Optional<Rate> rate) {
        return database.write(tenant, sql -> {
            sql.update(CREDENTIAL)
                    .set(CREDENTIAL.RATE_PER_SECOND, rate.map(Rate::perSecond).orElse(null))
                    .set(CREDENTIAL.BURST, rate.map(Rate::burst).orElse(null))
                    .where(CREDENTIAL.TENANT_ID.eq(tenant.value()), CREDENTIAL.KEY_ID.eq(keyId))
                    .execute();
            return find(tenant, sql, keyId);
        });
    }

    /**
     * Makes a key on the terms of another one, which runs out after the overlap at the latest. Throws {@code ResourceNotFound} when
     * that one is not live, and {@code ServiceQuotaExceededException} when there are two already.
     */
    public Issued rotate(TenantId tenant, String keyId, Duration overlap) {
        return database.write(tenant, sql -> {
            KeyDetail old = find(tenant, sql, keyId);
            if (!old.status().equals(KeyIssuer.ACTIVE)) {
                throw notFound(keyId);
            }
            KeyTerms terms = new KeyTerms(
                    Optional.of(old.principal()),
                    old.terms().scopes(),
                    old.terms().resources(),
                    old.terms().networks(),
                    old.terms().rate(),
                    Optional.empty());
            Issued fresh = create(tenant, sql, Kind.valueOf(old.kind()), terms);
            Field<Instant> end =
                    DSL.field("now() + {0} * interval '1 second'", SQLDataType.INSTANT, DSL.val(overlap.toSeconds()));
            sql.update(CREDENTIAL)
                    .set(CREDENTIAL.EXPIRES_AT, DSL.least(DSL.coalesce(CREDENTIAL.EXPIRES_AT, end), end))
                    .where(CREDENTIAL.TENANT_ID.eq(tenant.value()), CREDENTIAL.KEY_ID.eq(keyId))
                    .execute();
            return fresh;
        });
    }

    /**
     * The keys of a tenant, the oldest first.
     *
     * @param caller whose page tokens they are: the tenant's own key, or an operator's
     */
    public Page<KeyDetail> list(TenantId tenant, Caller caller, int maxResults, Optional<String> token) {
        String list = "ListKeys/" + tenant;
        Optional<Place> after = tokens.open(caller, list, token).map(Place::parse);
        int size = Page.size(maxResults);
        List<KeyDetail> rows = database.write(
                tenant,
                sql -> select(sql)
                        .where(CREDENTIAL.TENANT_ID.eq(tenant.value()))
                        .and(after.map(last -> DSL.row(CREDENTIAL.CREATED_AT, CREDENTIAL.KEY_ID)
                                        .gt(last.createdAt(), last.keyId()))
                                .orElse(DSL.noCondition()))
                        .orderBy(CREDENTIAL.CREATED_AT, CREDENTIAL.KEY_ID)
                        .limit(size + 1)
                        .fetch(KeyBook::detail));
        return Page.of(rows, size, key -> tokens.seal(caller, list, key.createdAt() + " " + key.keyId()));
    }

    private Issued create(TenantId tenant, DSLContext sql, Kind kind, KeyTerms terms) {
        terms.principal().ifPresent(principal -> checkRoom(tenant, sql, kind, principal));
        return switch (kind) {
            case SIGNING -> {
                SigningPair pair = issuer.issueSigning(tenant, sql, terms);
                yield new Issued(find(tenant, sql, pair.accessKeyId()), pair.secretAccessKey());
            }
            case BEARER -> {
                String text = issuer.issueBearer(tenant, sql, terms);
                String keyId = BearerText.read(BearerText.Kind.TENANT, text)
                        .orElseThrow()
                        .keyId();
                yield new Issued(find(tenant, sql, keyId), text);
            }
        };
    }

    /** Two who ask at once wait for each other: the principal is locked until the commit. */
    private static void checkRoom(TenantId tenant, DSLContext sql, Kind kind, String principal) {
        sql.select(DSL.field(
                        "pg_advisory_xact_lock(hashtextextended({0}, 0))",
                        SQLDataType.OTHER, DSL.val("principal/" + tenant + "/" + principal)))
                .execute();
        int live = sql.fetchCount(
                CREDENTIAL,
                CREDENTIAL.TENANT_ID.eq(tenant.value()),
                CREDENTIAL.PRINCIPAL.eq(principal),
                CREDENTIAL.KIND.eq(kind.name()),
                Keys.GOOD);
        if (live >= MOST_PER_PRINCIPAL) {
            throw new Fault(
                    "ServiceQuotaExceededException",
                    "Cannot exceed quota for AccessKeysPerUser: " + MOST_PER_PRINCIPAL);
        }
    }

    private static KeyDetail find(TenantId tenant, DSLContext sql, String keyId) {
        return select(sql)
                .where(CREDENTIAL.TENANT_ID.eq(tenant.value()), CREDENTIAL.KEY_ID.eq(keyId))
                .fetchOptional(KeyBook::detail)
                .orElseThrow(() -> notFound(keyId));
    }

    private static org.jooq.SelectJoinStep<? extends Record> select(DSLContext sql) {
        return sql.select(
                        CREDENTIAL.KEY_ID,
                        CREDENTIAL.KIND,
                        CREDENTIAL.STATE,
                        EXPIRED,
                        CREDENTIAL.PRINCIPAL,
                        CREDENTIAL.SCOPES,
                        CREDENTIAL.RESOURCES,
                        CREDENTIAL.NETWORKS,
                        CREDENTIAL.RATE_PER_SECOND,
                        CREDENTIAL.BURST,
                        CREDENTIAL.EXPIRES_AT,
                        CREDENTIAL.CREATED_AT,
                        CREDENTIAL.LAST_USED_AT)
                .from(CREDENTIAL);
    }

    private static KeyDetail detail(Record row) {
        boolean active = row.get(CREDENTIAL.STATE).equals(KeyIssuer.ACTIVE);
        boolean expired = Boolean.TRUE.equals(row.get(EXPIRED));
        KeyTerms terms = new KeyTerms(
                Optional.of(row.get(CREDENTIAL.PRINCIPAL)),
                Set.of(row.get(CREDENTIAL.SCOPES)),
                List.of(row.get(CREDENTIAL.RESOURCES)),
                List.of(row.get(CREDENTIAL.NETWORKS)),
                Keys.rate(row),
                Optional.ofNullable(row.get(CREDENTIAL.EXPIRES_AT)));
        return new KeyDetail(
                row.get(CREDENTIAL.KEY_ID),
                row.get(CREDENTIAL.KIND),
                active && expired ? "EXPIRED" : row.get(CREDENTIAL.STATE),
                terms,
                row.get(CREDENTIAL.CREATED_AT),
                Optional.ofNullable(row.get(CREDENTIAL.LAST_USED_AT)).map(at -> at.truncatedTo(ChronoUnit.MINUTES)));
    }

    private static Fault notFound(String keyId) {
        return new Fault("ResourceNotFound", "Resource not found: '" + keyId + "'");
    }

    /** Where a page ended. */
    private record Place(Instant createdAt, String keyId) {
        static Place parse(String text) {
            int space = text.indexOf(' ');
            return new Place(Instant.parse(text.substring(0, space)), text.substring(space + 1));
        }
    }
}
