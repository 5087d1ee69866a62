package dev.stepwell.control.services;

import static dev.stepwell.control.schema.Tables.AWS_SERVICE;
import static dev.stepwell.control.schema.Tables.TENANT;

import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.calling.Precondition;
import dev.stepwell.control.database.ControlDatabase;
import dev.stepwell.control.schema.tables.records.AwsServiceRecord;
import dev.stepwell.control.sealing.MasterKeys;
import dev.stepwell.control.sealing.Sealer;
import dev.stepwell.names.TenantId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** Services in the database; their secrets lie sealed under the tenant's data key. */
public final class AwsServiceStore {
    /** The most services of a tenant. */
    static final int MOST = 100;

    private final ControlDatabase database;
    private final MasterKeys masterKeys;

    /** A store in that database. */
    public AwsServiceStore(ControlDatabase database, MasterKeys masterKeys) {
        this.database = database;
        this.masterKeys = masterKeys;
    }

    /**
     * Puts a service in the place of what is there under its name, if that is as expected; when that was first said stays, and of two changes the
     * later has a later time, so that whoever reads it sees that there was another. Throws ServiceQuotaExceededException.
     */
    void put(TenantId tenant, AwsService.Opened opened, Precondition<AwsService> expected) {
        AwsService service = opened.service();
        var unused = database.write(tenant, sql -> {
            expected.check(() -> locked(tenant, sql, service.name()));
            byte[] secret = sealer(tenant, sql)
                    .seal(opened.secretAccessKey().getBytes(StandardCharsets.UTF_8), context(tenant, service.name()));
            int rows = sql.insertInto(AWS_SERVICE)
                    .set(AWS_SERVICE.TENANT_ID, tenant.value())
                    .set(AWS_SERVICE.SERVICE, service.name())
                    .set(AWS_SERVICE.CREATED_AT, service.created())
                    .set(AWS_SERVICE.ENDPOINT, service.endpoint())
                    .set(AWS_SERVICE.REGION, service.region().orElse(null))
                    .set(AWS_SERVICE.ACCESS_KEY_ID, service.accessKeyId())
                    .set(AWS_SERVICE.SECRET, secret)
                    .set(AWS_SERVICE.UPDATED_AT, service.updated())
                    .onConflict(AWS_SERVICE.TENANT_ID, AWS_SERVICE.SERVICE)
                    .doUpdate()
                    .set(AWS_SERVICE.ENDPOINT, service.endpoint())
                    .set(AWS_SERVICE.REGION, service.region().orElse(null))
                    .set(AWS_SERVICE.ACCESS_KEY_ID, service.accessKeyId())
                    .set(AWS_SERVICE.SECRET, secret)
                    .set(
                            AWS_SERVICE.UPDATED_AT,
                            DSL.greatest(
                                    DSL.excluded(AWS_SERVICE.UPDATED_AT),
                                    DSL.field(
                                            "{0} + interval '1 millisecond'",
                                            AWS_SERVICE.UPDATED_AT.getDataType(), AWS_SERVICE.UPDATED_AT)))
                    .execute();
            checkLimit(tenant, sql);
            return rows;
        });
    }

    /** The service of a name, which nobody else changes until the end of the transaction. */
    private static Optional<AwsService> locked(TenantId tenant, DSLContext sql, String name) {
        return sql.selectFrom(AWS_SERVICE).where(is(tenant, name)).forUpdate().fetchOptional(AwsServiceStore::service);
    }

    private static void checkLimit(TenantId tenant, DSLContext sql) {
        boolean more = sql.fetchExists(sql.selectOne()
                .from(AWS_SERVICE)
                .where(AWS_SERVICE.TENANT_ID.eq(tenant.value()))
                .offset(MOST)
                .limit(1));
        if (more) {
            throw new Fault("ServiceQuotaExceededException", "An account has at most " + MOST + " services of AWS.");
        }
    }

    /** The service of a name with its secret. */
    Optional<AwsService.Opened> open(TenantId tenant, String name) {
        return database.write(
                tenant,
                sql -> sql.selectFrom(AWS_SERVICE)
                        .where(is(tenant, name))
                        .fetchOptional()
                        .map(row -> opened(row, tenant, sealer(tenant, sql))));
    }

    /** The service of a name. */
    Optional<AwsService> find(TenantId tenant, String name) {
        return list(tenant, is(tenant, name)).stream().findFirst();
    }

    /** All services of a tenant, in the order of their names. */
    List<AwsService> list(TenantId tenant) {
        return list(tenant, AWS_SERVICE.TENANT_ID.eq(tenant.value()));
    }

    private List<AwsService> list(TenantId tenant, Condition which) {
        return database.read(
                tenant,
                sql -> sql.select(
                                AWS_SERVICE.SERVICE,
                                AWS_SERVICE.ENDPOINT,
                                AWS_SERVICE.REGION,
                                AWS_SERVICE.ACCESS_KEY_ID,
                                AWS_SERVICE.CREATED_AT,
                                AWS_SERVICE.UPDATED_AT)
                        .from(AWS_SERVICE)
                        .where(which)
                        .orderBy(AWS_SERVICE.SERVICE)
                        .fetch(row -> new AwsService(
                                row.value1(),
                                row.value2(),
                                Optional.ofNullable(row.value3()),
                                row.value4(),
                                row.value5(),
                                row.value6())));
    }

    /** Removes the service of a name with its secret, if it is as expected; whether it was there. */
    boolean delete(TenantId tenant, String name, Precondition<AwsService> expected) {
        return database.write(tenant, sql -> {
            expected.check(() -> locked(tenant, sql, name));
            return sql.deleteFrom(AWS_SERVICE).where(is(tenant, name)).execute() == 1;
        });
    }

    private Sealer sealer(TenantId tenant, DSLContext sql) {
        byte[] dataKey = sql.select(TENANT.DATA_KEY)
                .from(TENANT)
                .where(TENANT.TENANT_ID.eq(tenant.value()))
                .fetchSingle(TENANT.DATA_KEY);
        return masterKeys.sealer(tenant, dataKey);
    }

    private static AwsService.Opened opened(AwsServiceRecord row, TenantId tenant, Sealer sealer) {
        byte[] secret = sealer.open(row.getSecret(), context(tenant, row.getService()));
        return new AwsService.Opened(service(row), new String(secret, StandardCharsets.UTF_8));
    }

    private static AwsService service(AwsServiceRecord row) {
        return new AwsService(
                row.getService(),
                row.getEndpoint(),
                Optional.ofNullable(row.getRegion()),
                row.getAccessKeyId(),
                row.getCreatedAt(),
                row.getUpdatedAt());
    }

    private static String context(TenantId tenant, String service) {
        return "aws-service/" + tenant + "/" + service;
    }

    private static Condition is(TenantId tenant, String name) {
        return AWS_SERVICE.TENANT_ID.eq(tenant.value()).and(AWS_SERVICE.SERVICE.eq(name));
    }
}
