package dev.stepwell.control.connections;

import static dev.stepwell.control.schema.Tables.CONNECTION;
import static dev.stepwell.control.schema.Tables.TENANT;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.calling.Precondition;
import dev.stepwell.contracts.events.v1.CreateConnectionAuthRequestParameters;
import dev.stepwell.control.connections.Connection.Listed;
import dev.stepwell.control.connections.Connection.Times;
import dev.stepwell.control.database.ControlDatabase;
import dev.stepwell.control.schema.tables.records.ConnectionRecord;
import dev.stepwell.control.sealing.MasterKeys;
import dev.stepwell.control.sealing.Sealer;
import dev.stepwell.names.Region;
import dev.stepwell.names.TenantId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** Connections in the database; what they are made of lies sealed under the tenant's data key. */
public final class ConnectionStore {
    /** The most connections of an account in a region (EventBridge quotas). */
    static final int MOST = 3_000;

    private final ControlDatabase database;
    private final MasterKeys masterKeys;

    /** A store in that database. */
    public ConnectionStore(ControlDatabase database, MasterKeys masterKeys) {
        this.database = database;
        this.masterKeys = masterKeys;
    }

    /**
     * Which are listed.
     *
     * @param prefix what names begin with
     * @param authorized whether they have secrets
     * @param after a name
     */
    record Wanted(String prefix, Optional<Boolean> authorized, Optional<String> after) {}

    /** Adds a connection; whether there was none of the name. Throws LimitExceededException. */
    boolean insert(TenantId tenant, Connection made) {
        return database.write(tenant, sql -> {
            ConnectionRecord row = sql.newRecord(CONNECTION);
            row.setTenantId(tenant.value());
            row.setRegion(made.key().region());
            row.setName(made.key().name());
            row.setConnectionId(made.key().id());
            row.setCreatedAt(made.times().created());
            fill(row, tenant, sealer(tenant, sql), made);
            boolean inserted =
                    sql.insertInto(CONNECTION).set(row).onConflictDoNothing().execute() == 1;
            if (inserted) {
                checkLimit(tenant, made.key().region(), sql);
            }
            return inserted;
        });
    }

    private static void checkLimit(TenantId tenant, String region, DSLContext sql) {
        boolean more = sql.fetchExists(sql.selectOne()
                .from(CONNECTION)
                .where(CONNECTION.TENANT_ID.eq(tenant.value()), CONNECTION.REGION.eq(region))
                .offset(MOST)
                .limit(1));
        if (more) {
            throw new Fault("LimitExceededException", "An account has at most " + MOST + " connections in a region.");
        }
    }

    /** The connection of a name, with its secrets. */
    Optional<Connection> find(TenantId tenant, Region region, String name) {
        return database.write(
                tenant,
                sql -> sql.selectFrom(CONNECTION)
                        .where(is(tenant, region, name))
                        .fetchOptional()
                        .map(row -> read(row, tenant, sealer(tenant, sql))));
    }

    /** Changes the connection of a name, which nobody else does meanwhile; as it is then. */
    Optional<Connection> change(TenantId tenant, Region region, String name, UnaryOperator<Connection> change) {
        return database.write(
                tenant,
                sql -> sql.selectFrom(CONNECTION)
                        .where(is(tenant, region, name))
                        .forUpdate()
                        .fetchOptional()
                        .map(row -> {
                            Sealer sealer = sealer(tenant, sql);
                            Connection after = change.apply(read(row, tenant, sealer));
                            fill(row, tenant, sealer, after);
                            sql.update(CONNECTION)
                                    .set(row)
                                    .where(is(tenant, region, name))
                                    .execute();
                            return after;
                        }));
    }

    /** Removes the connection of a name if it is as expected; what it was. */
    Optional<Connection> delete(TenantId tenant, Region region, String name, Precondition<Connection> expected) {
        return database.write(tenant, sql -> {
            expected.check(() -> sql.selectFrom(CONNECTION)
                    .where(is(tenant, region, name))
                    .forUpdate()
                    .fetchOptional()
                    .map(row -> read(row, tenant, sealer(tenant, sql))));
            return sql.deleteFrom(CONNECTION)
                    .where(is(tenant, region, name))
                    .returning()
                    .fetchOptional()
                    .map(row -> read(row, tenant, sealer(tenant, sql)));
        });
    }

    /** Connections in the order of their names, without what they are made of. */
    List<Listed> list(TenantId tenant, Region region, Wanted wanted, int most) {
        return database.read(
                tenant,
                sql -> sql.select(
                                CONNECTION.NAME,
                                CONNECTION.CONNECTION_ID,
                                CONNECTION.AUTHORIZATION_TYPE,
                                CONNECTION.AUTHORIZED,
                                CONNECTION.CREATED_AT,
                                CONNECTION.MODIFIED_AT,
                                CONNECTION.AUTHORIZED_AT)
                        .from(CONNECTION)
                        .where(
                                CONNECTION.TENANT_ID.eq(tenant.value()),
                                CONNECTION.REGION.eq(region.value()),
                                CONNECTION.NAME.startsWith(wanted.prefix()),
                                CONNECTION.NAME.gt(wanted.after().orElse("")),
                                wanted.authorized()
                                        .map(CONNECTION.AUTHORIZED::eq)
                                        .orElse(DSL.noCondition()))
                        .orderBy(CONNECTION.NAME)
                        .limit(most)
                        .fetch(row -> new Listed(
                                new Connection.Key(region.value(), row.value1(), row.value2()),
                                row.value3(),
                                Connection.state(row.value4()),
                                new Times(row.value5(), row.value6(), row.value7()))));
    }

    private Sealer sealer(TenantId tenant, DSLContext sql) {
        byte[] dataKey = sql.select(TENANT.DATA_KEY)
                .from(TENANT)
                .where(TENANT.TENANT_ID.eq(tenant.value()))
                .fetchSingle(TENANT.DATA_KEY);
        return masterKeys.sealer(tenant, dataKey);
    }

    private static void fill(ConnectionRecord row, TenantId tenant, Sealer sealer, Connection connection) {
        row.setDescription(connection.description().orElse(null));
        row.setAuthorizationType(connection.authorizationType());
        row.setParameters(connection
                .parameters()
                .map(given -> sealer.seal(given.toByteArray(), context(tenant, row.getConnectionId())))
                .orElse(null));
        row.setAuthorized(connection.parameters().isPresent());
        row.setRevision(connection.revision());
        row.setModifiedAt(connection.times().modified());
        row.setAuthorizedAt(connection.times().authorized());
    }

    private static Connection read(ConnectionRecord row, TenantId tenant, Sealer sealer) {
        return new Connection(
                new Connection.Key(row.getRegion(), row.getName(), row.getConnectionId()),
                Optional.ofNullable(row.getDescription()),
                row.getAuthorizationType(),
                Optional.ofNullable(row.getParameters())
                        .map(bytes -> parse(sealer.open(bytes, context(tenant, row.getConnectionId())))),
                row.getRevision(),
                new Times(row.getCreatedAt(), row.getModifiedAt(), row.getAuthorizedAt()));
    }

    private static CreateConnectionAuthRequestParameters parse(byte[] opened) {
        try {
            return CreateConnectionAuthRequestParameters.parseFrom(opened);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("what was sealed is not what a connection is made of", e);
        }
    }

    private static String context(TenantId tenant, UUID connection) {
        return "connection/" + tenant + "/" + connection;
    }

    private static Condition is(TenantId tenant, Region region, String name) {
        return CONNECTION
                .TENANT_ID
                .eq(tenant.value())
                .and(CONNECTION.REGION.eq(region.value()))
                .and(CONNECTION.NAME.eq(name));
    }
}
