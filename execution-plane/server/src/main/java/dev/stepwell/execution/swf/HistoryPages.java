package dev.stepwell.execution.swf;

import dev.stepwell.contracts.swf.v1.HistoryEvent;
import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.execution.endpoints.Waits;
import dev.stepwell.execution.histories.swf.SwfHistory;
import dev.stepwell.execution.ports.Store;
import dev.stepwell.execution.ports.Store.EventQuery;
import dev.stepwell.names.ExecutionKey;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Reads histories in pages, which are bounded by count and by bytes.
 *
 * @param recent what is not read from the store, as it was written here just now
 * @param pageBytes a page ends with the event that reaches them
 */
record HistoryPages(Store store, RecentEvents recent, long pageBytes) {
    /** The most events of a page, and as many as there are in one unless the request says otherwise. */
    static final int MOST = 1_000;

    private static final int READ_AT_ONCE = 250;
    /** The bytes of a page for whoever asks for one. */
    private static final long PAGE_BYTES = 4 << 20;

    HistoryPages(Store store, RecentEvents recent) {
        this(store, recent, PAGE_BYTES);
    }

    /**
     * Which events.
     *
     * @param first the smallest event id wanted
     * @param last the largest
     * @param next where the page begins
     * @param reverse from the newest to the oldest
     * @param size at most that many; 0 for the usual number
     */
    record Span(long first, long last, long next, boolean reverse, int size) {
        /** The first page. */
        static Span of(long first, long last, boolean reverse, int size) {
            return new Span(first, last, reverse ? last : first, reverse, size);
        }

        /** The page that begins there. */
        Span from(long eventId) {
            return new Span(first, last, eventId, reverse, size);
        }

        private boolean has(long eventId) {
            return eventId >= first && eventId <= last;
        }
    }

    /**
     * A page.
     *
     * @param next where the next one begins, if there is one
     */
    record Page(List<HistoryEvent> events, OptionalLong next) {}

    Page page(ExecutionKey run, Span span) {
        List<HistoryEvent> events = new ArrayList<>();
        int left = span.size() == 0 ? MOST : Math.min(span.size(), MOST);
        long next = span.next();
        long bytes = 0;
        while (true) {
            EventQuery query = new EventQuery(next, Math.min(left, READ_AT_ONCE) + 1, span.reverse());
            List<JournalRecord> records = read(run, span, query);
            List<HistoryEvent> printed =
                    SwfHistory.events(records.subList(0, Math.min(records.size(), query.limit() - 1)));
            int taken = 0;
            while (taken < printed.size() && bytes < pageBytes) {
                HistoryEvent event = printed.get(taken++);
                events.add(event);
                bytes += event.getSerializedSize();
            }
            left -= taken;
            if (taken == records.size()) {
                return new Page(events, OptionalLong.empty());
            }
            next = records.get(taken).eventId();
            if (left == 0 || bytes >= pageBytes) {
                return new Page(events, OptionalLong.of(next));
            }
        }
    }

    private List<JournalRecord> read(ExecutionKey run, Span span, EventQuery query) {
        long low = query.reverse() ? Math.max(span.first(), query.from() - query.limit() + 1) : query.from();
        long high = query.reverse() ? query.from() : Math.min(span.last(), query.from() + query.limit() - 1);
        return recent.find(run, low, high)
                .map(events -> query.reverse() ? events.reversed() : events)
                .orElseGet(() -> Waits.read(() -> store.events(run, query)).stream()
                        .filter(record -> span.has(record.eventId()))
                        .toList());
    }
}
