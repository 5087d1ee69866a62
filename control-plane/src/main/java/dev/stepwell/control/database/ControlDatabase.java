package dev.stepwell.control.database;

import dev.stepwell.names.TenantId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.conf.Settings;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Runs work in transactions of the control schema. Each begins with one round trip that takes on a role and names the tenant,
 * both for this transaction only; without a tenant row-level security shows no row (law 8, second net).
 *
 * <p>Failures of the database come out as {@link DataAccessException}, and the transaction is rolled back on whatever is thrown.
 */
public final class ControlDatabase {
    private static final String BEGIN = "SELECT set_config('role', ?, true), set_config('stepwell.tenant', ?, true)";
    private static final String CHANGER = "sw_control";
    private static final String READER = "sw_read";
    private static final String NO_TENANT = "";
    /** Lists are padded, so that PostgreSQL prepares one statement for many of their lengths. */
    private static final Settings SETTINGS = new Settings()
            .withExecuteLogging(false)
            .withAttachRecords(false)
            .withReturnAllOnUpdatableRecord(false)
            .withInListPadding(true);

    private final DataSource source;

    /** Over connections whose user is a member of the roles; the first migration sees to that. */
    public ControlDatabase(DataSource source) {
        this.source = source;
    }

    /** Does work that may change rows of one tenant. */
    public <T> T write(TenantId tenant, Function<DSLContext, T> work) {
        return inTransaction(CHANGER, tenant.toString(), work);
    }

    /** Does work that only looks at rows of one tenant, never at secrets. */
    public <T> T read(TenantId tenant, Function<DSLContext, T> work) {
        return inTransaction(READER, tenant.toString(), work);
    }

    /** Does work outside all tenants: it sees the narrow discovery doors of the schema and tables that know no tenant. */
    public <T> T discover(Function<DSLContext, T> work) {
        return inTransaction(CHANGER, NO_TENANT, work);
    }

    /** Finds a tenant by something that precedes it, then works as that tenant, all in one transaction. */
    public <T> Optional<T> asFound(
            Function<DSLContext, @Nullable Long> find, BiFunction<TenantId, DSLContext, Optional<T>> work) {
        return discover(sql -> {
            Long number = find.apply(sql);
            if (number == null) {
                return Optional.empty();
            }
            TenantId tenant = new TenantId(number);
            sql.connection(connection -> begin(connection, CHANGER, tenant.toString()));
            return work.apply(tenant, sql);
        });
    }

    private <T> T inTransaction(String role, String tenant, Function<DSLContext, T> work) {
        try (Connection connection = source.getConnection()) {
            boolean autoCommit = connection.getAutoCommit();
            connection.setAutoCommit(false);
            try {
                begin(connection, role, tenant);
                T result = work.apply(DSL.using(connection, SQLDialect.POSTGRES, SETTINGS));
                connection.commit();
                return result;
            } catch (Throwable failure) {
                rollBack(connection, failure);
                throw failure;
            } finally {
                connection.setAutoCommit(autoCommit);
            }
        } catch (SQLException e) {
            throw new DataAccessException("control database: " + e.getMessage(), e);
        }
    }

    private static void begin(Connection connection, String role, String tenant) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(BEGIN)) {
            statement.setString(1, role);
            statement.setString(2, tenant);
            statement.execute();
        }
    }

    private static void rollBack(Connection connection, Throwable because) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            because.addSuppressed(e);
        }
    }
}
