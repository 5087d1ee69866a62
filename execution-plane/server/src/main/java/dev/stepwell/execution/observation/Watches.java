package dev.stepwell.execution.observation;

import dev.stepwell.contracts.calling.Audience;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.platform.v1.Missed;
import dev.stepwell.contracts.platform.v1.WatchExecutionHistoryRequest;
import dev.stepwell.contracts.platform.v1.WatchExecutionHistoryResponse;
import dev.stepwell.contracts.platform.v1.WatchExecutionsRequest;
import dev.stepwell.contracts.platform.v1.WatchExecutionsResponse;
import dev.stepwell.contracts.sfn.v1.HistoryEvent;
import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.execution.endpoints.Executions;
import dev.stepwell.execution.endpoints.Faults;
import dev.stepwell.execution.endpoints.Waits;
import dev.stepwell.execution.histories.History;
import dev.stepwell.execution.live.Feed;
import dev.stepwell.execution.live.HistoryWatch;
import dev.stepwell.execution.live.ListWatch;
import dev.stepwell.execution.ports.Clock;
import dev.stepwell.execution.ports.Store;
import dev.stepwell.execution.ports.Store.EventQuery;
import dev.stepwell.execution.ports.Survey;
import dev.stepwell.execution.ports.Survey.Found;
import dev.stepwell.execution.ports.Survey.Wanted;
import dev.stepwell.names.ExecutionKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** WatchExecutions and WatchExecutionHistory. Each watches first and reads then, so that nothing falls between. */
final class Watches {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** What was committed may have begun so long before it could be read. */
    private static final Duration OVERLAP = Duration.ofSeconds(10);

    private static final int MOST_RESUMED = 500;
    private static final int AT_ONCE = 100;

    private final Store store;
    private final Survey survey;
    private final Executions executions;
    private final Feed feed;
    private final Clock clock;

    Watches(Store store, Survey survey, Executions executions, Feed feed, Clock clock) {
        this.store = store;
        this.survey = survey;
        this.executions = executions;
        this.feed = feed;
        this.clock = clock;
    }

    void executions(Caller caller, WatchExecutionsRequest request, Audience<WatchExecutionsResponse> audience) {
        if (!Finder.isOfRows(request.getFilter())) {
            throw Faults.validation("Attributes, text and waits cannot be watched.");
        }
        Wanted wanted = Filters.wanted(caller, request.getFilter());
        Optional<Instant> since = request.hasCursor() ? Optional.of(time(request.getCursor())) : Optional.empty();
        try (ListWatch watch = feed.watchList(caller.tenant(), caller.region().value())) {
            audience.whenGone(watch::close);
            boolean heard = since.isEmpty() || resume(caller, wanted, since.get(), audience);
            heard = heard && audience.hear(change().build());
            while (heard) {
                ListWatch.Batch batch = watch.await(PATIENCE);
                heard = !batch.closed() && tell(wanted, batch, audience);
            }
        }
    }

    private boolean resume(Caller caller, Wanted wanted, Instant since, Audience<WatchExecutionsResponse> audience) {
        List<Found> changed = Waits.read(() ->
                survey.changedSince(caller.tenant(), caller.region().value(), since.minus(OVERLAP), MOST_RESUMED + 1));
        return tell(wanted, new ListWatch.Batch(changed, changed.size() > MOST_RESUMED, false), audience);
    }

    /** What fits no more is not told: who looks on has to look again anyway. */
    private boolean tell(Wanted wanted, ListWatch.Batch batch, Audience<WatchExecutionsResponse> audience) {
        if (batch.missed()) {
            return audience.hear(change().setMissed(Missed.newBuilder().setReason("more has changed than was kept"))
                    .build());
        }
        boolean heard = true;
        for (Found found : batch.changed()) {
            if (heard && wanted.matchesForEver(found)) {
                heard = audience.hear(change().setExecution(Summaries.of(found)).build());
            }
        }
        return heard && (!batch.changed().isEmpty() || audience.hear(change().build()));
    }

    private WatchExecutionsResponse.Builder change() {
        return WatchExecutionsResponse.newBuilder()
                .setCursor(Long.toString(clock.now().toEpochMilli()));
    }

    private static Instant time(String cursor) {
        try {
            return Instant.ofEpochMilli(Long.parseLong(cursor));
        } catch (NumberFormatException e) {
            throw Faults.validation("The cursor is not one of this stream.");
        }
    }

    void history(
            Caller caller, WatchExecutionHistoryRequest request, Audience<WatchExecutionHistoryResponse> audience) {
        ExecutionKey key = executions.require(caller, request.getExecutionArn()).key();
        boolean data = !request.hasIncludeExecutionData() || request.getIncludeExecutionData();
        Telling telling = new Telling(key, data, audience);
        telling.last = request.hasCursor() ? number(request.getCursor()) : 0;
        try (HistoryWatch watch = feed.watchHistory(key)) {
            audience.whenGone(watch::close);
            while (telling.goOn() && watch.await(PATIENCE)) {
                // It has moved, or may have.
            }
        }
    }

    private static long number(String cursor) {
        try {
            return Long.parseLong(cursor);
        } catch (NumberFormatException e) {
            throw Faults.validation("The cursor is not one of this stream.");
        }
    }

    /** One history being told. */
    private final class Telling {
        private final ExecutionKey key;
        private final boolean data;
        private final Audience<WatchExecutionHistoryResponse> audience;
        private long last;
        private Optional<Found> told = Optional.empty();

        Telling(ExecutionKey key, boolean data, Audience<WatchExecutionHistoryResponse> audience) {
            this.key = key;
            this.data = data;
            this.audience = audience;
        }

        /** Tells what is new. The status is read before the events and told behind them, so an end comes last. */
        boolean goOn() {
            Optional<Found> now = Waits.read(() -> survey.these(key.tenant(), List.of(key.id()))).stream()
                    .findFirst();
            boolean heard = events();
            if (heard && now.isPresent() && !now.equals(told)) {
                told = now;
                heard = audience.hear(
                        response().setStatus(Summaries.of(now.get())).build());
            }
            return heard;
        }

        private boolean events() {
            List<JournalRecord> records;
            do {
                long from = last + 1;
                records = Waits.read(() -> store.events(key, new EventQuery(from, AT_ONCE, false)));
                for (HistoryEvent event : History.events(records, data)) {
                    last = event.getId();
                    if (!audience.hear(response().setEvent(event).build())) {
                        return false;
                    }
                }
            } while (records.size() == AT_ONCE);
            return true;
        }

        private WatchExecutionHistoryResponse.Builder response() {
            return WatchExecutionHistoryResponse.newBuilder().setCursor(Long.toString(last));
        }
    }
}
