package dev.stepwell.execution.live;

import dev.stepwell.execution.ports.Clock;
import dev.stepwell.execution.ports.News;
import dev.stepwell.execution.ports.StoreException;
import dev.stepwell.execution.ports.Survey;
import dev.stepwell.execution.ports.Survey.Found;
import dev.stepwell.execution.ports.TurnCommit;
import dev.stepwell.names.ExecutionId;
import dev.stepwell.names.ExecutionKey;
import dev.stepwell.names.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/**
 * Tells those who watch of what is committed, here and on the other nodes. Of each change a node reads the row once, however many
 * watch; and while somebody watches a list it reads every ten seconds what has changed, because hints get lost.
 */
public final class Feed implements AutoCloseable {
    private static final Duration GATHERING = Duration.ofMillis(50);
    private static final Duration SWEEP = Duration.ofSeconds(10);
    private static final Duration OVERLAP = Duration.ofSeconds(10);
    private static final int MOST_PENDING = 10_000;
    private static final int MOST_SWEPT = 1_000;
    private static final int LINES_PER_MESSAGE = 1_000;
    private static final String MISSED = "missed";

    private final String me = UUID.randomUUID().toString();
    private final Survey survey;
    private final News news;
    private final Clock clock;
    private final Map<ExecutionKey, Notice> pending = new LinkedHashMap<>();
    private final Set<ListWatch> lists = ConcurrentHashMap.newKeySet();
    private final Map<ExecutionKey, Set<HistoryWatch>> histories = new ConcurrentHashMap<>();
    private final Recently recently = new Recently();
    private final ReentrantLock reading = new ReentrantLock();
    private boolean gathering;
    private boolean overrun;
    private boolean sweeping;
    private boolean closed;

    /** A feed that nobody watches yet. */
    public Feed(Survey survey, News news, Clock clock) {
        this.survey = survey;
        this.news = news;
        this.clock = clock;
    }

    /** Begins to listen to the other nodes. */
    public void start() {
        news.onNews(message -> clock.soon(() -> heard(message)));
    }

    /** Notes a turn that is durable. Never waits. */
    public void committed(TurnCommit turn) {
        Optional<Notice> notice = Notice.of(turn);
        if (notice.isEmpty()) {
            return;
        }
        boolean first;
        synchronized (this) {
            if (pending.size() < MOST_PENDING) {
                pending.merge(turn.key(), notice.get(), (a, b) -> new Notice(a.key(), a.standing() || b.standing()));
            } else {
                overrun = true;
            }
            first = !gathering && !closed;
            gathering = gathering || first;
        }
        if (first) {
            clock.after(GATHERING, this::flush);
        }
    }

    /** Watches a tenant's executions begin and end. */
    public ListWatch watchList(TenantId tenant, String region) {
        ListWatch watch = new ListWatch(this, tenant, region);
        boolean late;
        boolean first;
        synchronized (this) {
            late = closed;
            first = !sweeping && !closed;
            sweeping = sweeping || first;
            if (!late) {
                lists.add(watch);
            }
        }
        if (late) {
            watch.close();
        }
        if (first) {
            clock.after(SWEEP, this::sweep);
        }
        return watch;
    }

    /** Watches one execution. */
    public HistoryWatch watchHistory(ExecutionKey key) {
        HistoryWatch watch = new HistoryWatch(this, key);
        boolean late;
        synchronized (this) {
            late = closed;
            if (!late) {
                histories
                        .computeIfAbsent(key, k -> ConcurrentHashMap.newKeySet())
                        .add(watch);
            }
        }
        if (late) {
            watch.close();
        }
        return watch;
    }

    /** Ends every watch: the node is being drained. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        List.copyOf(lists).forEach(ListWatch::close);
        List.copyOf(histories.values()).forEach(set -> List.copyOf(set).forEach(HistoryWatch::close));
    }

    void end(ListWatch watch) {
        lists.remove(watch);
    }

    void end(HistoryWatch watch) {
        histories.computeIfPresent(watch.key(), (key, set) -> {
            set.remove(watch);
            return set.isEmpty() ? null : set;
        });
    }

    private void flush() {
        List<Notice> notices;
        boolean missed;
        synchronized (this) {
            notices = List.copyOf(pending.values());
            pending.clear();
            missed = overrun;
            overrun = false;
            gathering = false;
        }
        for (int from = 0; from < notices.size(); from += LINES_PER_MESSAGE) {
            news.tell(notices.subList(from, Math.min(from + LINES_PER_MESSAGE, notices.size())).stream()
                    .map(Notice::line)
                    .collect(Collectors.joining("\n", me + "\n", "")));
        }
        if (missed) {
            news.tell(me + "\n" + MISSED);
            miss();
        }
        spread(notices);
    }

    private void heard(String message) {
        String[] lines = message.split("\n");
        if (lines[0].equals(me)) {
            return;
        }
        List<Notice> notices = new ArrayList<>();
        for (int i = 1; i < lines.length; i++) {
            if (lines[i].equals(MISSED)) {
                miss();
            } else {
                Notice.read(lines[i]).ifPresent(notices::add);
            }
        }
        spread(notices);
    }

    private void miss() {
        lists.forEach(ListWatch::miss);
        histories.values().forEach(set -> set.forEach(HistoryWatch::move));
    }

    private void spread(List<Notice> notices) {
        for (Notice notice : notices) {
            histories.getOrDefault(notice.key(), Set.of()).forEach(HistoryWatch::move);
        }
        Map<TenantId, List<ExecutionId>> standing = notices.stream()
                .filter(Notice::standing)
                .collect(Collectors.groupingBy(
                        notice -> notice.key().tenant(),
                        Collectors.mapping(notice -> notice.key().id(), Collectors.toList())));
        standing.forEach((tenant, ids) -> {
            if (lists.stream().anyMatch(watch -> watch.tenant().equals(tenant))) {
                read(tenant, ids);
            }
        });
    }

    private void read(TenantId tenant, List<ExecutionId> ids) {
        reading.lock(); // what is read later is told later
        try {
            tell(tenant, survey.these(tenant, ids));
        } catch (StoreException e) {
            lists.stream().filter(watch -> watch.tenant().equals(tenant)).forEach(ListWatch::miss);
        } finally {
            reading.unlock();
        }
    }

    private void tell(TenantId tenant, Iterable<Found> read) {
        List<Found> changed = recently.news(read);
        for (ListWatch watch : lists) {
            if (watch.tenant().equals(tenant)) {
                watch.hear(changed.stream()
                        .filter(found -> regionOf(found).equals(watch.region()))
                        .toList());
            }
        }
    }

    private static String regionOf(Found found) {
        return found.facts().executionArn().split(":", 5)[3];
    }

    private void sweep() {
        synchronized (this) {
            sweeping = !lists.isEmpty() && !closed;
            if (!sweeping) {
                return;
            }
        }
        record Place(TenantId tenant, String region) {}
        Instant since = clock.now().minus(SWEEP).minus(OVERLAP);
        Set<Place> places = lists.stream()
                .map(watch -> new Place(watch.tenant(), watch.region()))
                .collect(Collectors.toSet());
        for (Place place : places) {
            reading.lock();
            try {
                List<Found> changed = survey.changedSince(place.tenant(), place.region(), since, MOST_SWEPT);
                tell(place.tenant(), changed);
            } catch (StoreException e) {
                continue; // the next sweep looks again
            } finally {
                reading.unlock();
            }
        }
        clock.after(SWEEP, this::sweep);
    }
}
