package dev.stepwell.execution.journal.postgres;

import dev.stepwell.engine.turn.StartFacts;
import dev.stepwell.execution.journal.Group;
import dev.stepwell.execution.journal.TurnRows;
import dev.stepwell.execution.ports.StoreException;
import dev.stepwell.execution.ports.Verdict;
import dev.stepwell.names.TenantId;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes groups, each in one statement and two round trips. When the statement fails, its turns are written one by one, so that
 * one that the database cannot take does not keep its neighbours back.
 */
final class GroupWriter {
    private static final Logger LOG = LoggerFactory.getLogger(GroupWriter.class);
    private static final int ATTEMPTS = 3;

    private final EngineTransactions transactions;
    private final String codeVersion;
    private final Predicate<TenantId> announced;
    private final BiPredicate<TenantId, StartFacts> indexed;
    private final RecentPayloads recent = new RecentPayloads();
    private final PlanAge plans = new PlanAge();

    GroupWriter(
            EngineTransactions transactions,
            String codeVersion,
            Predicate<TenantId> announced,
            BiPredicate<TenantId, StartFacts> indexed) {
        this.announced = announced;
        this.indexed = indexed;
        this.transactions = transactions;
        this.codeVersion = codeVersion;
    }

    /**
     * Writes what can be written and judges those turns that are committed or refused; those left unjudged were not written.
     *
     * @throws StoreException in doubt when a commit's answer was lost, or when turns were being written one by one meanwhile
     */
    void write(Group group) {
        List<TurnRows> rows = group.rows();
        if (rows.isEmpty()) {
            return;
        }
        try {
            judge(group, rows);
        } catch (SQLException e) {
            if (rows.size() == 1) {
                refuse(group, rows.get(0), e);
            } else if (isTheConnections(e)) {
                throw EngineTransactions.failed(e);
            } else {
                LOG.warn("a group of {} turns failed and is written one by one: {}", rows.size(), words(e));
                oneByOne(group, rows);
            }
        }
    }

    private void judge(Group group, List<TurnRows> rows) throws SQLException {
        BitSet survivors = survivors(rows);
        for (int ord = survivors.nextSetBit(0); ord >= 0; ord = survivors.nextSetBit(ord + 1)) {
            if (ord >= rows.size()) {
                return; // successors, which have no verdict of their own
            }
            TurnRows written = rows.get(ord);
            group.judge(written.turn().key(), new Verdict.Committed());
            if (!written.payloads().isEmpty()) {
                recent.add(written.turn().key(), written.payloads().keySet());
            }
        }
    }

    private BitSet survivors(List<TurnRows> rows) throws SQLException {
        GroupSheets sheets = new GroupSheets(rows, codeVersion, recent, announced, indexed);
        return transactions.run(connection -> {
            plans.before(connection, rows.size());
            try (PreparedStatement statement = connection.prepareStatement(GroupSql.of(sheets.parts()))) {
                sheets.bind(connection, statement);
                statement.execute();
                statement.getMoreResults();
                BitSet survivors = new BitSet(rows.size());
                try (ResultSet ords = statement.getResultSet()) {
                    while (ords.next()) {
                        survivors.set(ords.getInt(1));
                    }
                }
                return survivors;
            }
        });
    }

    private void oneByOne(Group group, List<TurnRows> rows) {
        for (TurnRows one : new ArrayList<>(rows)) {
            try {
                alone(group, one);
            } catch (StoreException e) {
                // Some of the group are committed by now, and nobody could say which: settle can.
                throw new StoreException("a group broke off: " + e.getMessage(), true, e);
            }
        }
    }

    private void alone(Group group, TurnRows one) {
        for (int attempt = 1; ; attempt++) {
            try {
                judge(group, List.of(one));
                return;
            } catch (SQLException e) {
                if (attempt == ATTEMPTS || !isPassing(e)) {
                    refuse(group, one, e);
                    return;
                }
            }
        }
    }

    /** Refuses a turn for what it is; what is no fault of it is thrown. */
    private static void refuse(Group group, TurnRows rows, SQLException e) {
        if (!isTheTurns(e)) {
            throw EngineTransactions.failed(e);
        }
        group.judge(rows.turn().key(), new Verdict.Refused("the database cannot take it: " + words(e)));
    }

    /** Data exceptions, violated constraints and limits of the database: the same turn would fail again. */
    private static boolean isTheTurns(SQLException e) {
        String kind = kind(e);
        return kind.equals("21") || kind.equals("22") || kind.equals("23") || kind.equals("54");
    }

    /** Deadlocks, and locks that did not come in time. */
    private static boolean isPassing(SQLException e) {
        return kind(e).equals("40") || "55P03".equals(e.getSQLState());
    }

    private static boolean isTheConnections(SQLException e) {
        String kind = kind(e);
        return kind.isEmpty() || kind.equals("08") || kind.equals("57") || kind.equals("53") || kind.equals("58");
    }

    private static String kind(SQLException e) {
        String state = e.getSQLState();
        return state == null || state.length() < 2 ? "" : state.substring(0, 2);
    }

    /** The error without its details, which show users' data. */
    private static String words(SQLException e) {
        ServerErrorMessage server = e instanceof PSQLException p ? p.getServerErrorMessage() : null;
        String message = server == null ? null : server.getMessage();
        return e.getSQLState() + (message == null ? "" : " " + message);
    }
}
