package dev.stepwell.execution.journal.postgres;

import static dev.stepwell.execution.schema.Tables.INBOX;

import dev.stepwell.engine.turn.Letter;
import dev.stepwell.engine.turn.TaskRef;
import dev.stepwell.names.ExecutionId;
import dev.stepwell.names.ExecutionKey;
import java.time.Instant;
import java.util.List;
import org.jooq.Condition;
import org.jooq.impl.DSL;

/** What lies in inboxes; what puts it there and takes it away are commits. */
final class InboxTable {
    private final EngineTransactions transactions;

    InboxTable(EngineTransactions transactions) {
        this.transactions = transactions;
    }

    List<Letter.Slip> inbox(ExecutionKey key, int limit) {
        return transactions.query(
                List.of(key.tenant()),
                sql -> sql.select(INBOX.SENDER_ID, INBOX.KIND, INBOX.EVENT_ID, INBOX.GENERATION)
                        .from(INBOX)
                        .where(of(key))
                        .orderBy(INBOX.SENT_AT, INBOX.SENDER_ID, INBOX.KIND, INBOX.EVENT_ID, INBOX.GENERATION)
                        .limit(limit)
                        .fetch(row -> new Letter.Slip(
                                new ExecutionId(row.value1()),
                                Letter.Kind.valueOf(row.value2()),
                                new TaskRef(row.value3(), row.value4()))));
    }

    void discard(ExecutionKey key, Instant before) {
        transactions.query(
                List.of(key.tenant()),
                sql -> sql.deleteFrom(INBOX)
                        .where(of(key).and(INBOX.SENT_AT.lt(before))
                                .and(DSL.notExists(DSL.selectOne()
                                        .from(ExecutionReader.E)
                                        .where(ExecutionReader.E
                                                .TENANT_ID
                                                .eq(key.tenant().value())
                                                .and(ExecutionReader.E.EXECUTION_ID.eq(
                                                        key.id().value()))))))
                        .execute());
    }

    private static Condition of(ExecutionKey key) {
        return INBOX.TENANT_ID
                .eq(key.tenant().value())
                .and(INBOX.EXECUTION_ID.eq(key.id().value()));
    }
}
