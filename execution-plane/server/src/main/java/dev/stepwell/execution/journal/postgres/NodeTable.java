package dev.stepwell.execution.journal.postgres;

import static dev.stepwell.execution.schema.Tables.NODE;

import dev.stepwell.execution.ports.Incarnation;
import dev.stepwell.execution.ports.Store.NodeRow;
import dev.stepwell.execution.schema.tables.Node;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** The nodes and their lives, by the database's clock. */
final class NodeTable {
    private static final Field<Instant> NOW = DSL.field("now()", SQLDataType.INSTANT);
    private static final Field<Instant> CLOCK =
            DSL.field("date_trunc('milliseconds', clock_timestamp())", SQLDataType.INSTANT);

    private final EngineTransactions transactions;

    NodeTable(EngineTransactions transactions) {
        this.transactions = transactions;
    }

    void join(NodeRow node, Duration life) {
        transactions.query(
                List.of(),
                sql -> sql.insertInto(NODE)
                        .set(NODE.NAME, node.name())
                        .set(NODE.INCARNATION, node.incarnation().value())
                        .set(NODE.ADDRESS, node.address())
                        .set(NODE.EXPIRES_AT, expiry(life))
                        .onConflict(NODE.NAME)
                        .doUpdate()
                        .setAllToExcluded()
                        .execute());
    }

    Optional<Instant> renew(Incarnation incarnation, Duration life) {
        return transactions.query(List.of(), sql -> {
            endOthers(sql, incarnation);
            return sql.update(NODE)
                    .set(NODE.EXPIRES_AT, expiry(life))
                    .where(NODE.INCARNATION.eq(incarnation.value()))
                    .returningResult(CLOCK)
                    .fetchOptional(CLOCK);
        });
    }

    /** Of the lives that have run out; by one that has not itself, for when the database was away all have, and none is dead. */
    private static void endOthers(DSLContext sql, Incarnation incarnation) {
        Node own = NODE.as("own");
        sql.deleteFrom(NODE)
                .where(NODE.EXPIRES_AT
                        .le(NOW)
                        .and(NODE.INCARNATION.ne(incarnation.value()))
                        .and(DSL.exists(DSL.selectFrom(own)
                                .where(own.INCARNATION.eq(incarnation.value()).and(own.EXPIRES_AT.gt(NOW))))))
                .execute();
    }

    void leave(Incarnation incarnation) {
        transactions.query(
                List.of(),
                sql -> sql.deleteFrom(NODE)
                        .where(NODE.INCARNATION.eq(incarnation.value()))
                        .execute());
    }

    List<NodeRow> alive() {
        return transactions.query(
                List.of(),
                sql -> sql.select(NODE.NAME, NODE.INCARNATION, NODE.ADDRESS)
                        .from(NODE)
                        .where(NODE.EXPIRES_AT.gt(NOW))
                        .orderBy(NODE.NAME)
                        .fetch(row -> new NodeRow(row.value1(), new Incarnation(row.value2()), row.value3())));
    }

    private static Field<Instant> expiry(Duration life) {
        return DSL.field("now() + {0} * interval '1 millisecond'", SQLDataType.INSTANT, DSL.val(life.toMillis()));
    }
}
