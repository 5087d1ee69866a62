package dev.stepwell.execution.journal.postgres;

import dev.stepwell.execution.journal.TurnRows;
import dev.stepwell.execution.ports.Birth;
import dev.stepwell.execution.ports.TurnCommit;
import dev.stepwell.execution.ports.TurnCommit.Fence;
import dev.stepwell.names.ExecutionKey;
import dev.stepwell.names.TenantId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds out what became of turns in doubt. The transaction that wrote them may not have ended yet, so it takes the locks that
 * wait for it, names included, before it looks, and rolls back.
 */
final class Settlement {
    private static final String NAMES = "INSERT INTO execution.execution_name"
            + " (tenant_id, region, machine, name, execution_id, start_date)"
            + " SELECT t.tenant_id, b.region, b.machine, b.name, t.execution_id, now()"
            + " FROM birth b JOIN turn t USING (ord) ORDER BY t.tenant_id, b.region, b.machine, b.name, b.ord"
            + " ON CONFLICT DO NOTHING";

    private static final String ROWS = " SELECT 1 FROM turn t JOIN execution.execution e"
            + " ON e.tenant_id = t.tenant_id AND e.execution_id = t.execution_id"
            + " ORDER BY t.tenant_id, t.execution_id FOR SHARE OF e";

    private static final String WRITTEN = """
             SELECT t.ord FROM turn t
             WHERE EXISTS (SELECT FROM segment x JOIN execution.segment g USING (bytes)
                           WHERE x.ord = t.ord AND g.tenant_id = t.tenant_id AND g.execution_id = t.execution_id
                             AND t.next_seq > t.seq AND g.first_seq = t.seq + 1 AND g.epoch = t.next_epoch)
                OR EXISTS (SELECT FROM execution.execution e
                           WHERE e.tenant_id = t.tenant_id AND e.execution_id = t.execution_id
                             AND t.next_seq = t.seq AND t.next_epoch <> t.epoch
                             AND e.epoch = t.next_epoch AND e.owner = t.owner)""";

    private final EngineTransactions transactions;

    Settlement(EngineTransactions transactions) {
        this.transactions = transactions;
    }

    /** The turns that were written. A turn without records in the same epoch leaves no trace and counts as not written. */
    Set<ExecutionKey> written(List<TurnCommit> group) throws SQLException {
        Set<TenantId> tenants = new TreeSet<>();
        Sheet turns = new Sheet(Part.TURN);
        Sheet segments = new Sheet(Part.SEGMENT);
        Sheet births = new Sheet(Part.BIRTH);
        for (int ord = 0; ord < group.size(); ord++) {
            TurnCommit turn = group.get(ord);
            tenants.add(turn.key().tenant());
            add(turns, ord, turn);
            addSegment(segments, ord, turn);
            if (turn.birth().isPresent()) {
                add(births, ord, turn.birth().get());
            }
        }
        return transactions.undone(connection -> {
            EngineTransactions.enter(connection, tenants);
            if (!births.isEmpty()) {
                String names = "WITH " + Part.TURN.sql() + ", " + Part.BIRTH.sql() + NAMES;
                try (PreparedStatement statement = connection.prepareStatement(names)) {
                    births.bind(connection, statement, turns.bind(connection, statement, 1));
                    statement.execute();
                }
            }
            ask(connection, "WITH " + Part.TURN.sql() + ROWS, turns);
            Set<ExecutionKey> written = new HashSet<>();
            ask(connection, "WITH " + Part.TURN.sql() + ", " + Part.SEGMENT.sql() + WRITTEN, turns, segments)
                    .forEach(ord -> written.add(group.get(ord).key()));
            return written;
        });
    }

    private static List<Integer> ask(Connection connection, String question, Sheet... sheets) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(question)) {
            int next = 1;
            for (Sheet sheet : sheets) {
                next = sheet.bind(connection, statement, next);
            }
            List<Integer> answers = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    answers.add(rows.getInt(1));
                }
            }
            return answers;
        }
    }

    private static void addSegment(Sheet segments, int ord, TurnCommit turn) {
        TurnRows.segment(turn).ifPresent(own -> segments.add(ord, own.firstEvent(), own.lastEvent(), own.bytes()));
    }

    private static void add(Sheet turns, int ord, TurnCommit turn) {
        Fence fence = turn.fence();
        turns.add(
                ord,
                turn.key().tenant().value(),
                turn.key().id().value(),
                fence.epoch(),
                fence.seq(),
                fence.owner().value(),
                fence.nextEpoch(),
                turn.nextSeq());
    }

    private static void add(Sheet births, int ord, Birth birth) {
        Instant start = birth.startDate();
        births.add(
                ord,
                birth.region(),
                birth.accountId(),
                birth.facts().namedUnder(),
                birth.facts().listedUnder(),
                birth.facts().distinctName(),
                birth.facts().name(),
                null,
                null,
                start.toEpochMilli(),
                new byte[0]);
    }
}
