package dev.stepwell.control.domains;

import static dev.stepwell.control.schema.Tables.SWF_DOMAIN;
import static dev.stepwell.control.schema.Tables.SWF_TYPE;

import dev.stepwell.control.schema.tables.records.SwfDomainRecord;
import dev.stepwell.names.SwfArn;
import dev.stepwell.names.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** The rows of domains. One statement each, in the caller's transaction. */
final class DomainStore {
    private DomainStore() {}

    /** Inserts a domain; false when its name is taken. */
    static boolean insert(TenantId tenant, DSLContext sql, Domain domain, Instant now) {
        return sql.insertInto(SWF_DOMAIN)
                        .set(SWF_DOMAIN.TENANT_ID, tenant.value())
                        .set(SWF_DOMAIN.REGION, domain.arn().region())
                        .set(SWF_DOMAIN.NAME, domain.arn().domain())
                        .set(SWF_DOMAIN.DESCRIPTION, domain.description().orElse(null))
                        .set(
                                SWF_DOMAIN.RETENTION_DAYS,
                                domain.retention().days().orElse(null))
                        .set(SWF_DOMAIN.CREATED_AT, now)
                        .onConflictDoNothing()
                        .execute()
                == 1;
    }

    static Optional<Domain> find(TenantId tenant, DSLContext sql, SwfArn.Domain arn) {
        return sql.selectFrom(SWF_DOMAIN).where(is(tenant, arn)).fetchOptional(row -> domain(arn, row));
    }

    /** How the domain stands, which it goes on to do until the end of the transaction; empty when there is none. */
    static Optional<RegistrationStatus> hold(TenantId tenant, DSLContext sql, SwfArn.Domain arn) {
        return sql.select(SWF_DOMAIN.DEPRECATED_AT.isNotNull())
                .from(SWF_DOMAIN)
                .where(is(tenant, arn))
                .forShare()
                .fetchOptional(row -> RegistrationStatus.of(row.value1()));
    }

    /** Domains in one status in the order of their names, as many as a page holds and one more. */
    static List<Domain> list(
            TenantId tenant, DSLContext sql, SwfArn.Domain any, RegistrationStatus status, SwfPages.Cut cut) {
        return sql.selectFrom(SWF_DOMAIN)
                .where(
                        SWF_DOMAIN.TENANT_ID.eq(tenant.value()),
                        SWF_DOMAIN.REGION.eq(any.region()),
                        status.rows(SWF_DOMAIN.DEPRECATED_AT),
                        cut.behind(List.of(SWF_DOMAIN.NAME)))
                .orderBy(cut.order(List.of(SWF_DOMAIN.NAME)))
                .limit(cut.limit())
                .fetch(row -> domain(new SwfArn.Domain(any.region(), any.account(), row.getName()), row));
    }

    /** Deprecates a domain or takes it into use again; false when there is none that stands otherwise. */
    static boolean setDeprecated(TenantId tenant, DSLContext sql, SwfArn.Domain arn, @Nullable Instant at) {
        return sql.update(SWF_DOMAIN)
                        .set(SWF_DOMAIN.DEPRECATED_AT, at)
                        .where(
                                is(tenant, arn),
                                RegistrationStatus.of(at == null).rows(SWF_DOMAIN.DEPRECATED_AT))
                        .execute()
                == 1;
    }

    /** Deprecates every type of a domain that is in use. */
    static void deprecateTypes(TenantId tenant, DSLContext sql, SwfArn.Domain arn, Instant now) {
        sql.update(SWF_TYPE)
                .set(SWF_TYPE.DEPRECATED_AT, now)
                .where(
                        SWF_TYPE.TENANT_ID.eq(tenant.value()),
                        SWF_TYPE.REGION.eq(arn.region()),
                        SWF_TYPE.DOMAIN.eq(arn.domain()),
                        SWF_TYPE.DEPRECATED_AT.isNull())
                .execute();
    }

    /** Whether there are more domains than that. */
    static boolean areMoreThan(long most, TenantId tenant, DSLContext sql, SwfArn.Domain any) {
        return sql.fetchExists(sql.selectOne()
                .from(SWF_DOMAIN)
                .where(SWF_DOMAIN.TENANT_ID.eq(tenant.value()), SWF_DOMAIN.REGION.eq(any.region()))
                .offset(most)
                .limit(DSL.inline(1)));
    }

    private static Condition is(TenantId tenant, SwfArn.Domain arn) {
        return SWF_DOMAIN
                .TENANT_ID
                .eq(tenant.value())
                .and(SWF_DOMAIN.REGION.eq(arn.region()))
                .and(SWF_DOMAIN.NAME.eq(arn.domain()));
    }

    private static Domain domain(SwfArn.Domain arn, SwfDomainRecord row) {
        return new Domain(
                arn,
                Optional.ofNullable(row.getDescription()),
                new Retention(Optional.ofNullable(row.getRetentionDays())),
                RegistrationStatus.of(row.getDeprecatedAt() != null));
    }
}
