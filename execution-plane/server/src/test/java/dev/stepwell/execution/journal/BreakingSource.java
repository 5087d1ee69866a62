package dev.stepwell.execution.journal;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** Connections of which one can be made to break: the next that gets to that point. */
final class BreakingSource implements DataSource {
    private final DataSource source;
    private Point next = Point.NEVER;

    /** When a connection breaks. */
    enum Point {
        NEVER,
        AT_A_STATEMENT,
        BEFORE_THE_COMMIT_ARRIVES,
        BEFORE_THE_ANSWER_TO_A_COMMIT
    }

    BreakingSource(DataSource source) {
        this.source = source;
    }

    synchronized void breakNext(Point point) {
        next = point;
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = source.getConnection();
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, args) -> {
                    breakMaybe(connection, method.getName());
                    try {
                        return method.invoke(connection, args);
                    } catch (InvocationTargetException e) {
                        throw e.getCause() == null ? e : e.getCause();
                    }
                });
    }

    private synchronized void breakMaybe(Connection connection, String method) throws SQLException {
        boolean broken = switch (next) {
            case NEVER -> false;
            case AT_A_STATEMENT -> method.equals("prepareStatement");
            case BEFORE_THE_COMMIT_ARRIVES, BEFORE_THE_ANSWER_TO_A_COMMIT -> method.equals("commit");
        };
        if (broken) {
            if (next == Point.BEFORE_THE_ANSWER_TO_A_COMMIT) {
                connection.commit();
            }
            next = Point.NEVER;
            connection.abort(Runnable::run);
            throw new SQLException("An I/O error occurred while sending to the backend.", "08006");
        }
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        return getConnection();
    }

    @Override
    public PrintWriter getLogWriter() throws SQLException {
        return source.getLogWriter();
    }

    @Override
    public void setLogWriter(PrintWriter out) throws SQLException {
        source.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        source.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return source.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return source.getParentLogger();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return source.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return source.isWrapperFor(type);
    }
}
