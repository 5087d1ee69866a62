package dev.stepwell.execution.endpoints;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.sfn.v1.GetExecutionHistoryRequest;
import dev.stepwell.contracts.sfn.v1.GetExecutionHistoryResponse;
import dev.stepwell.contracts.sfn.v1.HistoryEvent;
import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.execution.ports.ExecutionRow;
import dev.stepwell.execution.ports.Store;
import dev.stepwell.execution.ports.Store.EventQuery;
import dev.stepwell.execution.tokens.PageTokens;
import java.nio.ByteBuffer;
import java.util.List;

/** GetExecutionHistory: pages are bounded by count and by bytes. */
final class Histories {
    private static final int USUAL_PAGE = 100;
    private static final int READ_AT_ONCE = 100;
    private static final long PAGE_BYTES = 4 << 20;

    private final Store store;
    private final Executions executions;
    private final PageTokens tokens;
    private final HistoryPrinter printer;

    Histories(Store store, Executions executions, PageTokens tokens, HistoryPrinter printer) {
        this.store = store;
        this.executions = executions;
        this.tokens = tokens;
        this.printer = printer;
    }

    GetExecutionHistoryResponse history(Caller caller, GetExecutionHistoryRequest request) {
        ExecutionRow row = executions.require(caller, request.getExecutionArn());
        boolean reverse = request.getReverseOrder();
        boolean data = !request.hasIncludeExecutionData() || request.getIncludeExecutionData();
        String query = String.join(
                "\n",
                "GetExecutionHistory",
                row.key().id().toString(),
                Boolean.toString(reverse),
                Boolean.toString(data));
        long next = request.hasNextToken() ? open(caller, query, request.getNextToken()) : reverse ? Long.MAX_VALUE : 1;
        int left = request.getMaxResults() == 0 ? USUAL_PAGE : request.getMaxResults();
        GetExecutionHistoryResponse.Builder page = GetExecutionHistoryResponse.newBuilder();
        long bytes = 0;
        boolean more = true;
        while (more && left > 0 && bytes < PAGE_BYTES) {
            EventQuery events = new EventQuery(next, Math.min(left, READ_AT_ONCE) + 1, reverse);
            List<JournalRecord> records = Waits.read(() -> store.events(row.key(), events));
            int whole = Math.min(records.size(), events.limit() - 1);
            int taken = 0;
            while (taken < whole && bytes < PAGE_BYTES) {
                HistoryEvent event = printer.print(records.get(taken++), data);
                page.addEvents(event);
                bytes += event.getSerializedSize();
            }
            more = taken < records.size();
            left -= taken;
            next = more ? records.get(taken).eventId() : next;
        }
        if (more) {
            byte[] cursor = ByteBuffer.allocate(8).putLong(next).array();
            page.setNextToken(tokens.seal(caller.tenant(), query, cursor));
        }
        return page.build();
    }

    private long open(Caller caller, String query, String token) {
        return tokens.open(caller.tenant(), query, token)
                .filter(cursor -> cursor.length == 8)
                .map(cursor -> ByteBuffer.wrap(cursor).getLong())
                .orElseThrow(Faults::invalidToken);
    }
}
