package dev.stepwell.execution.journal.postgres;

import dev.stepwell.execution.ports.StoreException;
import dev.stepwell.names.TenantId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.StringJoiner;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.conf.Settings;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;

/**
 * Runs work in transactions of the role {@code sw_engine} that see the rows of a set of tenants. Role, tenants and time-outs hold for
 * the transaction only (law 8, second net).
 */
public final class EngineTransactions {
    /**
     * Takes on the role; the parameter is the set of tenants. A node that freezes within a transaction loses its locks soon. It answers a
     * boolean because the driver sends what follows in the same round trip only when it knows that answers are small.
     */
    static final String ENTER =
            "SELECT set_config('role', 'sw_engine', true) || set_config('stepwell.tenants', ?, true)"
                    + " || set_config('lock_timeout', '2s', true)"
                    + " || set_config('idle_in_transaction_session_timeout', '5s', true) IS NULL";

    /** PostgreSQL's word for a session that it ended because its transaction stood still (idle_in_transaction_session_timeout). */
    private static final String STOOD_STILL = "25P03";

    /** Lists are padded, so that PostgreSQL prepares one statement for many of their lengths. */
    private static final Settings SETTINGS = new Settings()
            .withExecuteLogging(false)
            .withAttachRecords(false)
            .withReturnAllOnUpdatableRecord(false)
            .withInListPadding(true);

    private final DataSource source;

    /**
     * Transactions over a migrated database.
     *
     * @param source a pool of connections whose user is a member of {@code sw_engine}
     */
    public EngineTransactions(DataSource source) {
        this.source = source;
    }

    /** Work over a plain connection. */
    @FunctionalInterface
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /** Work over typed tables. */
    @FunctionalInterface
    public interface Query<T> {
        /** Asks, and makes something of the answers before the transaction ends. */
        T in(DSLContext sql);
    }

    /** The set of tenants as PostgreSQL writes an array. */
    static String array(Collection<TenantId> tenants) {
        StringJoiner array = new StringJoiner(",", "{", "}");
        tenants.forEach(tenant -> array.add(tenant.toString()));
        return array.toString();
    }

    /**
     * Reads or writes rows of the tenants; failures come out as {@link StoreException}, never in doubt. Who has stood still within the
     * transaction for too long asks once more: the first query of a process loads what builds queries while its transaction is open, and on
     * a starved machine that takes longer than a transaction may stand still. Nothing was done then, and what was loaded stays.
     */
    public <T> T query(Collection<TenantId> tenants, Query<T> query) {
        try {
            return ask(tenants, query);
        } catch (SQLException | DataAccessException e) {
            if (!stoodStill(e)) {
                throw failed(e);
            }
        }
        try {
            return ask(tenants, query);
        } catch (SQLException | DataAccessException e) {
            throw failed(e);
        }
    }

    private <T> T ask(Collection<TenantId> tenants, Query<T> query) throws SQLException {
        return run(connection -> {
            enter(connection, tenants);
            return query.in(DSL.using(connection, SQLDialect.POSTGRES, SETTINGS));
        });
    }

    /** A commit is never among these: one without an answer comes out as a {@link StoreException} in doubt. */
    private static boolean stoodStill(Exception e) {
        String state = switch (e) {
            case SQLException sql -> sql.getSQLState();
            case DataAccessException sql -> sql.sqlState();
            default -> "";
        };
        return STOOD_STILL.equals(state);
    }

    /** Runs statements that begin with {@link #ENTER}, and commits; failures come out as {@link StoreException}. */
    <T> T statement(Work<T> work) {
        try {
            return run(work);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** Runs work and commits it. Whether it was committed when that failed is told by {@link StoreException#inDoubt}. */
    <T> T run(Work<T> work) throws SQLException {
        return inTransaction(work, true);
    }

    /** Runs work and rolls it back. */
    <T> T undone(Work<T> work) throws SQLException {
        return inTransaction(work, false);
    }

    static void enter(Connection connection, Collection<TenantId> tenants) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ENTER)) {
            statement.setString(1, array(tenants));
            statement.execute();
        }
    }

    static StoreException failed(Exception e) {
        return new StoreException("the database failed: " + e.getMessage(), false, e);
    }

    private <T> T inTransaction(Work<T> work, boolean keep) throws SQLException {
        try (Connection connection = source.getConnection()) {
            boolean autoCommit = connection.getAutoCommit();
            if (autoCommit) {
                connection.setAutoCommit(false);
            }
            T result;
            try {
                result = work.on(connection);
            } catch (Throwable failure) {
                rollBack(connection, failure);
                restore(connection, autoCommit);
                throw failure;
            }
            finish(connection, keep);
            restore(connection, autoCommit);
            return result;
        }
    }

    private static void finish(Connection connection, boolean keep) throws SQLException {
        if (!keep) {
            connection.rollback();
            return;
        }
        try {
            connection.commit();
        } catch (SQLException e) {
            throw new StoreException("the answer to a commit was lost: " + e.getMessage(), true, e);
        }
    }

    private static void rollBack(Connection connection, Throwable because) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            because.addSuppressed(e);
        }
    }

    private static void restore(Connection connection, boolean autoCommit) {
        if (autoCommit) {
            try {
                connection.setAutoCommit(true);
            } catch (SQLException e) {
                // The work is over, one way or the other; a broken connection is the pool's to throw away.
                return;
            }
        }
    }
}
