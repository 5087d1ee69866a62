package dev.stepwell.execution.journal.postgres;

import static dev.stepwell.execution.schema.Tables.SEGMENT;

import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.execution.journal.Payloads;
import dev.stepwell.execution.journal.codec.PayloadRef;
import dev.stepwell.execution.journal.codec.SegmentReader;
import dev.stepwell.execution.ports.Store.EventQuery;
import dev.stepwell.names.ExecutionKey;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.SortField;
import org.jooq.impl.DSL;

/** Reads pages of histories: no more segments than the page needs. */
final class EventReader {
    private final EngineTransactions transactions;

    EventReader(EngineTransactions transactions) {
        this.transactions = transactions;
    }

    List<JournalRecord> events(ExecutionKey key, EventQuery query) {
        return transactions.query(List.of(key.tenant()), sql -> {
            List<SegmentReader> segments = segments(sql, key, query);
            List<PayloadRef> refs = new ArrayList<>();
            segments.forEach(segment -> refs.addAll(segment.refs()));
            Payloads payloads = ExecutionReader.payloads(sql, key, refs);
            return page(segments.stream().flatMap(segment -> ordered(segment.records(payloads), query)), query);
        });
    }

    private static List<SegmentReader> segments(DSLContext sql, ExecutionKey key, EventQuery query) {
        Field<Long> events = query.reverse()
                ? DSL.least(SEGMENT.LAST_EVENT, DSL.val(query.from()))
                        .minus(SEGMENT.FIRST_EVENT)
                        .plus(1L)
                : SEGMENT.LAST_EVENT
                        .minus(DSL.greatest(SEGMENT.FIRST_EVENT, DSL.val(query.from())))
                        .plus(1L);
        Condition inRange = query.reverse()
                ? SEGMENT.FIRST_EVENT.le(query.from()).and(SEGMENT.FIRST_EVENT.gt(0L))
                : SEGMENT.LAST_EVENT.ge(query.from()).and(SEGMENT.FIRST_EVENT.gt(0L));
        SortField<Long> order = query.reverse() ? SEGMENT.FIRST_SEQ.desc() : SEGMENT.FIRST_SEQ.asc();
        // How many events of the page the segments before hold.
        Field<BigDecimal> before =
                DSL.sum(events).over().orderBy(order).minus(events).as("before");
        var counted = sql.select(SEGMENT.FIRST_SEQ, SEGMENT.BYTES, before)
                .from(SEGMENT)
                .where(SEGMENT.TENANT_ID
                        .eq(key.tenant().value())
                        .and(SEGMENT.EXECUTION_ID.eq(key.id().value()))
                        .and(inRange))
                .asTable("counted");
        Field<Long> seq = counted.field(SEGMENT.FIRST_SEQ);
        return sql.select(counted.field(SEGMENT.BYTES))
                .from(counted)
                .where(counted.field(before).lt(BigDecimal.valueOf(query.limit())))
                .orderBy(query.reverse() ? seq.desc() : seq.asc())
                .fetch(row -> SegmentReader.open(row.value1()));
    }

    private static Stream<JournalRecord> ordered(List<JournalRecord> records, EventQuery query) {
        if (!query.reverse()) {
            return records.stream();
        }
        List<JournalRecord> reversed = new ArrayList<>(records);
        Collections.reverse(reversed);
        return reversed.stream();
    }

    private static List<JournalRecord> page(Stream<JournalRecord> records, EventQuery query) {
        return records.filter(JournalRecord::isEvent)
                .filter(e -> query.reverse() ? e.eventId() <= query.from() : e.eventId() >= query.from())
                .limit(query.limit())
                .toList();
    }
}
