package dev.stepwell.execution.fakes;

import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.engine.turn.Effect;
import dev.stepwell.engine.turn.RunStatus;
import dev.stepwell.engine.turn.TaskRef;
import dev.stepwell.execution.ports.Birth;
import dev.stepwell.execution.ports.Clock;
import dev.stepwell.execution.ports.ExecutionRow;
import dev.stepwell.execution.ports.Incarnation;
import dev.stepwell.execution.ports.LoadedRun;
import dev.stepwell.execution.ports.Store;
import dev.stepwell.execution.ports.TurnCommit;
import dev.stepwell.execution.ports.Verdict;
import dev.stepwell.names.ExecutionKey;
import dev.stepwell.names.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A store of maps, for one thread. */
public final class TinyStore implements Store {
    private final Clock clock;
    private final Map<ExecutionKey, Row> rows = new TreeMap<>();
    private final Map<Incarnation, Node> nodes = new LinkedHashMap<>();

    public TinyStore(Clock clock) {
        this.clock = clock;
    }

    private static final class Row {
        final ExecutionKey key;
        final Birth birth;
        final List<JournalRecord> records = new ArrayList<>();
        final Map<TaskRef, Task> tasks = new LinkedHashMap<>();
        Incarnation owner;
        long epoch;
        RunStatus status = RunStatus.RUNNING;
        Effect.@Nullable Close end;

        @Nullable
        Instant wake;

        Row(ExecutionKey key, Birth birth, Incarnation owner) {
            this.key = key;
            this.birth = birth;
            this.owner = owner;
        }

        long seq() {
            return records.isEmpty() ? 0 : records.get(records.size() - 1).seq();
        }
    }

    private static final class Task {
        final Optional<String> activity;
        final Instant opened;
        boolean handedOut;

        @Nullable
        Instant beat;

        Task(Optional<String> activity, Instant opened) {
            this.activity = activity;
            this.opened = opened;
            this.handedOut = activity.isEmpty();
        }
    }

    private static final class Node {
        final NodeRow row;
        Instant until;

        Node(NodeRow row, Instant until) {
            this.row = row;
            this.until = until;
        }
    }

    @Override
    public List<Verdict> commit(List<TurnCommit> group) {
        return group.stream().map(this::commit).toList();
    }

    private Verdict commit(TurnCommit turn) {
        Row row = rows.get(turn.key());
        if (turn.birth().isPresent()) {
            Birth birth = turn.birth().get();
            Optional<ExecutionRow> holder = findByName(
                    turn.key().tenant(),
                    birth.region(),
                    birth.facts().stateMachineName(),
                    birth.facts().name());
            if (holder.isPresent()) {
                return new Verdict.NameTaken(holder.get());
            }
            row = new Row(turn.key(), birth, turn.fence().owner());
            rows.put(turn.key(), row);
        } else if (row == null
                || row.epoch != turn.fence().epoch()
                || row.seq() != turn.fence().seq()) {
            return new Verdict.Stale();
        }
        for (Map.Entry<TaskRef, Instant> seen : turn.beatsSeen().entrySet()) {
            Task task = row.tasks.get(seen.getKey());
            if (task != null && task.beat != null && task.beat.isAfter(seen.getValue())) {
                return new Verdict.Stale();
            }
        }
        row.owner = turn.fence().owner();
        row.epoch = turn.fence().nextEpoch();
        row.records.addAll(turn.records());
        for (Effect effect : turn.rows()) {
            write(row, effect);
        }
        return new Verdict.Committed();
    }

    private void write(Row row, Effect effect) {
        switch (effect) {
            case Effect.OpenTask open -> row.tasks.put(open.task(), new Task(open.activityArn(), clock.now()));
            case Effect.TaskHandedOut handed -> {
                Task task = row.tasks.get(handed.task());
                if (task != null) {
                    task.handedOut = true;
                }
            }
            case Effect.CloseTask close -> row.tasks.remove(close.task());
            case Effect.WakeAt wake -> row.wake = wake.due();
            case Effect.Close close -> {
                row.status = close.status();
                row.end = close;
                row.wake = null;
            }
            case Effect.OfferActivity ignored -> {}
            case Effect.Invoke ignored -> {}
            case Effect.GoOn ignored -> {}
        }
    }

    @Override
    public List<Verdict> settle(List<TurnCommit> group) {
        List<Verdict> verdicts = new ArrayList<>();
        for (TurnCommit turn : group) {
            Row row = rows.get(turn.key());
            boolean there = row != null && row.epoch == turn.fence().nextEpoch() && row.seq() == turn.nextSeq();
            verdicts.add(there ? new Verdict.Committed() : new Verdict.Stale());
        }
        return verdicts;
    }

    @Override
    public Optional<LoadedRun> load(ExecutionKey key) {
        return Optional.ofNullable(rows.get(key)).map(row -> new LoadedRun(view(row), Optional.empty(), row.records));
    }

    @Override
    public Optional<ExecutionRow> find(ExecutionKey key) {
        return Optional.ofNullable(rows.get(key)).map(this::view);
    }

    private ExecutionRow view(Row row) {
        Node node = nodes.get(row.owner);
        boolean alive = node != null && node.until.isAfter(clock.now());
        Effect.Close end = row.end;
        return new ExecutionRow(
                row.key,
                row.birth.facts(),
                row.status,
                row.birth.startDate(),
                end == null
                        ? Optional.empty()
                        : Optional.of(row.records.get(row.records.size() - 1).at()),
                row.birth.input(),
                end == null ? Optional.empty() : end.output(),
                end == null ? Optional.empty() : end.error(),
                end == null ? Optional.empty() : end.cause(),
                new ExecutionRow.Lease(
                        Optional.of(row.owner),
                        alive,
                        node == null ? Optional.empty() : Optional.of(node.row.address()),
                        row.epoch,
                        row.seq()));
    }

    @Override
    public Optional<ExecutionRow> findByName(TenantId tenant, String region, String stateMachineName, String name) {
        return rows.values().stream()
                .filter(row -> row.key.tenant().equals(tenant)
                        && row.birth.region().equals(region)
                        && row.birth.facts().stateMachineName().equals(stateMachineName)
                        && row.birth.facts().name().equals(name))
                .findFirst()
                .map(this::view);
    }

    @Override
    public List<ExecutionRow> list(TenantId tenant, ListQuery query) {
        return rows.values().stream()
                .filter(row -> row.key.tenant().equals(tenant)
                        && row.birth.facts().stateMachineName().equals(query.stateMachineName()))
                .filter(row -> query.status().map(row.status::equals).orElse(true))
                .sorted(Comparator.comparing((Row row) -> row.birth.startDate())
                        .thenComparing(row -> row.key)
                        .reversed())
                .filter(row -> query.after()
                        .map(after -> row.birth.startDate().isBefore(after.startDate())
                                || (row.birth.startDate().equals(after.startDate())
                                        && row.key.compareTo(after.key()) < 0))
                        .orElse(true))
                .limit(query.limit())
                .map(this::view)
                .toList();
    }

    @Override
    public List<JournalRecord> events(ExecutionKey key, EventQuery query) {
        Row row = rows.get(key);
        if (row == null) {
            return List.of();
        }
        List<JournalRecord> events =
                row.records.stream().filter(JournalRecord::isEvent).toList();
        return (query.reverse() ? events.reversed() : events)
                .stream()
                        .filter(e -> query.reverse() ? e.eventId() <= query.from() : e.eventId() >= query.from())
                        .limit(query.limit())
                        .toList();
    }

    @Override
    public boolean anyRunning(TenantId tenant, String region, String stateMachineName) {
        return rows.values().stream()
                .anyMatch(row -> row.birth.facts().stateMachineName().equals(stateMachineName)
                        && row.status == RunStatus.RUNNING);
    }

    @Override
    public boolean beat(ExecutionKey key, TaskRef task) {
        Row row = rows.get(key);
        Task open = row == null ? null : row.tasks.get(task);
        if (open == null || !open.handedOut) {
            return false;
        }
        open.beat = clock.now();
        return true;
    }

    @Override
    public Map<TaskRef, Instant> beats(ExecutionKey key) {
        Map<TaskRef, Instant> beats = new LinkedHashMap<>();
        Row row = rows.get(key);
        if (row != null) {
            row.tasks.forEach((ref, task) -> {
                if (task.beat != null) {
                    beats.put(ref, task.beat);
                }
            });
        }
        return beats;
    }

    @Override
    public void join(NodeRow node, Duration life) {
        nodes.values().removeIf(old -> old.row.name().equals(node.name()));
        nodes.put(node.incarnation(), new Node(node, clock.now().plus(life)));
    }

    @Override
    public Optional<Instant> renew(Incarnation incarnation, Duration life) {
        Node node = nodes.get(incarnation);
        if (node == null) {
            return Optional.empty();
        }
        node.until = clock.now().plus(life);
        return Optional.of(clock.now());
    }

    @Override
    public void leave(Incarnation incarnation) {
        nodes.remove(incarnation);
    }

    @Override
    public List<NodeRow> nodes() {
        return nodes.values().stream()
                .filter(node -> node.until.isAfter(clock.now()))
                .map(node -> node.row)
                .sorted(Comparator.comparing(NodeRow::name))
                .toList();
    }

    @Override
    public List<ExecutionKey> orphans(int limit) {
        return rows.values().stream()
                .filter(row ->
                        row.status == RunStatus.RUNNING && !view(row).lease().ownerAlive())
                .map(row -> row.key)
                .limit(limit)
                .toList();
    }

    @Override
    public List<WakeUp> wakeUps(Set<Integer> slots, Instant until, int limit) {
        List<WakeUp> due = new ArrayList<>();
        for (Row row : rows.values()) {
            Instant wake = row.wake;
            if (wake != null && wake.isBefore(until) && slots.contains(Store.slot(row.key))) {
                due.add(new WakeUp(row.key, wake));
            }
        }
        due.sort(Comparator.comparing(WakeUp::due));
        return due.subList(0, Math.min(limit, due.size()));
    }

    @Override
    public List<Offer> openOffers(Instant before, int limit) {
        List<Offer> offers = new ArrayList<>();
        for (Row row : rows.values()) {
            row.tasks.forEach((ref, task) -> {
                if (!task.handedOut && task.activity.isPresent() && task.opened.isBefore(before)) {
                    offers.add(new Offer(row.key, ref, task.activity.get()));
                }
            });
        }
        return offers.subList(0, Math.min(limit, offers.size()));
    }
}
