package dev.stepwell.execution.journal.memory;

import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.engine.turn.Beat;
import dev.stepwell.engine.turn.Letter;
import dev.stepwell.engine.turn.TaskRef;
import dev.stepwell.execution.journal.Group;
import dev.stepwell.execution.journal.Payloads;
import dev.stepwell.execution.journal.StoredExecution;
import dev.stepwell.execution.journal.TurnRows;
import dev.stepwell.execution.ports.Birth;
import dev.stepwell.execution.ports.ExecutionRow;
import dev.stepwell.execution.ports.ExecutionRow.Lease;
import dev.stepwell.execution.ports.Incarnation;
import dev.stepwell.execution.ports.LoadedRun;
import dev.stepwell.execution.ports.LoadedRun.Snapshot;
import dev.stepwell.execution.ports.NamePassing;
import dev.stepwell.execution.ports.Store;
import dev.stepwell.execution.ports.Survey;
import dev.stepwell.execution.ports.SwfRuns;
import dev.stepwell.execution.ports.TaskLine;
import dev.stepwell.execution.ports.TurnCommit;
import dev.stepwell.execution.ports.Verdict;
import dev.stepwell.names.ExecutionId;
import dev.stepwell.names.ExecutionKey;
import dev.stepwell.names.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The store that forgets when its process ends. It keeps records in the same bytes as the durable one, so that what cannot be
 * stored or read back shows here too; it is deterministic: what it answers depends on the calls and the clock alone.
 */
public final class MemoryStore implements Store {
    private static final Comparator<MemoryRun> NEWEST_FIRST = Comparator.comparing((MemoryRun run) -> run.startDate)
            .thenComparing(run -> run.key.id())
            .reversed();

    private final InstantSource clock;
    private final Object lock = new Object();
    private final TreeMap<ExecutionKey, MemoryRun> runs = new TreeMap<>();
    private final Map<Name, MemoryRun> names = new HashMap<>();
    private final MemoryNodes nodes = new MemoryNodes();
    private final MemoryInboxes inboxes = new MemoryInboxes();

    private record Name(TenantId tenant, String region, String machine, String name) {
        static Name of(ExecutionKey key, Birth birth) {
            return new Name(
                    key.tenant(),
                    birth.region(),
                    birth.facts().namedUnder(),
                    birth.facts().distinctName());
        }
    }

    /**
     * An empty store.
     *
     * @param clock what the database's clock would say
     */
    public MemoryStore(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public List<Verdict> commit(List<TurnCommit> turns) {
        Group group = new Group(turns);
        synchronized (lock) {
            Instant now = now();
            for (TurnRows rows : group.rows()) {
                group.judge(rows.turn().key(), write(rows, now));
            }
        }
        return group.verdicts();
    }

    private Verdict write(TurnRows rows, Instant now) {
        TurnCommit turn = rows.turn();
        if (turn.birth().isPresent()) {
            return bear(rows, turn.birth().get(), now);
        }
        MemoryRun run = runs.get(turn.key());
        if (run == null || !holds(run, turn)) {
            return new Verdict.Stale();
        }
        write(run, rows, now);
        return new Verdict.Committed();
    }

    private void write(MemoryRun run, TurnRows rows, Instant now) {
        run.write(rows, now);
        inboxes.write(run.key, rows.letters(), now);
        rows.turn().passing().ifPresent(passing -> pass(run, passing, rows.heir(), now));
    }

    private void pass(MemoryRun run, NamePassing passing, Optional<TurnRows> heir, Instant now) {
        Name name = new Name(run.key.tenant(), passing.region(), passing.under(), passing.name());
        boolean held = names.remove(name, run);
        heir.ifPresent(rows -> {
            ExecutionKey key = rows.turn().key();
            MemoryRun next = new MemoryRun(key, rows.turn().birth().orElseThrow());
            write(next, rows, now);
            runs.put(key, next);
            if (held) {
                names.put(name, next);
            }
        });
    }

    private Verdict bear(TurnRows rows, Birth birth, Instant now) {
        ExecutionKey key = rows.turn().key();
        Name name = Name.of(key, birth);
        MemoryRun holder = names.get(name);
        if (holder != null) {
            return holder.key.equals(key) ? settled(rows.turn()) : new Verdict.NameTaken(row(holder));
        }
        if (runs.containsKey(key)) {
            return new Verdict.Refused("an execution with this id is there already");
        }
        MemoryRun run = new MemoryRun(key, birth);
        write(run, rows, now);
        runs.put(key, run);
        names.put(name, run);
        return new Verdict.Committed();
    }

    private boolean holds(MemoryRun run, TurnCommit turn) {
        boolean mine = run.status.isTerminal()
                || run.owner.isEmpty()
                || run.owner.get().equals(turn.fence().owner())
                || nodes.isEnded(run.owner.get());
        boolean unmoved =
                run.epoch == turn.fence().epoch() && run.seq == turn.fence().seq();
        return mine
                && unmoved
                && turn.beatsSeen().entrySet().stream().noneMatch(seen -> isNewer(run, seen.getKey(), seen.getValue()));
    }

    private static boolean isNewer(MemoryRun run, TaskRef task, Instant seen) {
        MemoryRun.Task open = run.tasks.get(task);
        return open != null && open.beat().map(Beat::at).filter(seen::isBefore).isPresent();
    }

    @Override
    public List<Verdict> settle(List<TurnCommit> group) {
        synchronized (lock) {
            return group.stream().map(this::settled).toList();
        }
    }

    private Verdict settled(TurnCommit turn) {
        MemoryRun run = runs.get(turn.key());
        if (run == null) {
            return unwritten(turn);
        }
        TurnCommit.Fence fence = turn.fence();
        boolean written = turn.records().isEmpty()
                ? fence.nextEpoch() != fence.epoch()
                        && run.epoch == fence.nextEpoch()
                        && run.owner.equals(Optional.of(fence.owner()))
                : TurnRows.segment(turn)
                        .filter(own -> run.segments().stream().anyMatch(s -> isSame(s, own, fence.nextEpoch())))
                        .isPresent();
        return written ? new Verdict.Committed() : unwritten(turn);
    }

    private Verdict unwritten(TurnCommit turn) {
        return turn.birth()
                .map(birth -> names.get(Name.of(turn.key(), birth)))
                .<Verdict>map(holder -> new Verdict.NameTaken(row(holder)))
                .orElseGet(Verdict.Stale::new);
    }

    private static boolean isSame(MemoryRun.Stored stored, TurnRows.Segment own, long epoch) {
        return stored.epoch() == epoch
                && stored.segment().firstSeq() == own.firstSeq()
                && Arrays.equals(stored.segment().bytes(), own.bytes());
    }

    @Override
    public Optional<LoadedRun> load(ExecutionKey key) {
        synchronized (lock) {
            return run(key).map(run -> {
                Optional<Snapshot> snapshot = run.snapshot();
                long after = snapshot.map(Snapshot::seq).orElse(0L);
                List<JournalRecord> records = run.records(after, Integer.MAX_VALUE)
                        .filter(record -> record.seq() > after)
                        .toList();
                return new LoadedRun(row(run), snapshot, records);
            });
        }
    }

    @Override
    public Optional<ExecutionRow> find(ExecutionKey key) {
        synchronized (lock) {
            return run(key).map(this::row);
        }
    }

    @Override
    public Map<ExecutionId, ExecutionRow> findAll(TenantId tenant, Set<ExecutionId> ids) {
        synchronized (lock) {
            Map<ExecutionId, ExecutionRow> found = new HashMap<>();
            ids.forEach(id -> run(new ExecutionKey(tenant, id)).ifPresent(run -> found.put(id, row(run))));
            return found;
        }
    }

    @Override
    public Optional<ExecutionRow> findByName(TenantId tenant, String region, String stateMachineName, String name) {
        synchronized (lock) {
            return Optional.ofNullable(names.get(new Name(tenant, region, stateMachineName, name)))
                    .map(this::row);
        }
    }

    @Override
    public List<ExecutionRow> list(TenantId tenant, ListQuery query) {
        synchronized (lock) {
            return ofMachine(tenant, query.region(), query.stateMachineName())
                    .filter(run -> query.status().isEmpty() || query.status().get() == run.status)
                    .filter(run ->
                            query.redriven().isEmpty() || query.redriven().get() == (run.redrives.count() > 0))
                    .filter(run -> query.qualifierArn().isEmpty()
                            || run.qualifiers.contains(query.qualifierArn().get()))
                    .filter(run ->
                            query.after().map(after -> isOlder(run, after)).orElse(true))
                    .sorted(NEWEST_FIRST)
                    .limit(query.limit())
                    .map(run -> run.stored(lease(run), false).row(new Payloads(Map.of())))
                    .toList();
        }
    }

    private static boolean isOlder(MemoryRun run, After after) {
        int byDate = run.startDate.compareTo(after.startDate());
        return byDate < 0 || (byDate == 0 && run.key.id().compareTo(after.key().id()) < 0);
    }

    @Override
    public List<JournalRecord> events(ExecutionKey key, EventQuery query) {
        synchronized (lock) {
            return run(key).map(run -> {
                        List<JournalRecord> events = new ArrayList<>(run.records(0, Integer.MAX_VALUE)
                                .filter(JournalRecord::isEvent)
                                .filter(e ->
                                        query.reverse() ? e.eventId() <= query.from() : e.eventId() >= query.from())
                                .toList());
                        if (query.reverse()) {
                            Collections.reverse(events);
                        }
                        return List.copyOf(events.subList(0, Math.min(query.limit(), events.size())));
                    })
                    .orElse(List.of());
        }
    }

    /** As {@link dev.stepwell.execution.ports.Survey#records} has it. */
    List<JournalRecord> records(ExecutionKey key, long after, int commits) {
        synchronized (lock) {
            return run(key).map(run -> run.records(after, commits).toList()).orElse(List.of());
        }
    }

    @Override
    public Set<String> running(TenantId tenant, String region, Set<String> stateMachineNames) {
        synchronized (lock) {
            return stateMachineNames.stream()
                    .filter(machine -> ofMachine(tenant, region, machine).anyMatch(run -> !run.status.isTerminal()))
                    .collect(Collectors.toUnmodifiableSet());
        }
    }

    @Override
    public Pulse beat(ExecutionKey key, TaskRef task, Optional<String> details) {
        synchronized (lock) {
            MemoryRun run = runs.get(key);
            MemoryRun.Task open = run == null ? null : run.tasks.get(task);
            if (run == null || open == null || !open.handedOut()) {
                return Pulse.NONE;
            }
            Instant now = now();
            Instant at = open.beat().map(Beat::at).filter(now::isBefore).orElse(now);
            run.tasks.put(
                    task, open.beaten(new Beat(at, details.or(() -> open.beat().flatMap(Beat::details)))));
            return open.cancelRequested() ? Pulse.CANCEL_REQUESTED : Pulse.TAKEN;
        }
    }

    @Override
    public Map<TaskRef, Beat> beats(ExecutionKey key) {
        synchronized (lock) {
            Map<TaskRef, Beat> beats = new LinkedHashMap<>();
            run(key).ifPresent(run ->
                    run.tasks.forEach((ref, task) -> task.beat().ifPresent(beat -> beats.put(ref, beat))));
            return beats;
        }
    }

    @Override
    public Set<TaskAt> open(TenantId tenant, List<TaskAt> tasks) {
        synchronized (lock) {
            Set<TaskAt> open = new HashSet<>();
            for (TaskAt at : tasks) {
                boolean out = at.key().tenant().equals(tenant)
                        && run(at.key())
                                .map(run -> run.tasks.get(at.task()))
                                .filter(MemoryRun.Task::handedOut)
                                .isPresent();
                if (out) {
                    open.add(at);
                }
            }
            return open;
        }
    }

    @Override
    public List<Letter.Slip> inbox(ExecutionKey key, int limit) {
        synchronized (lock) {
            return inboxes.of(key, limit);
        }
    }

    @Override
    public List<ExecutionKey> receivers(Instant before, int limit) {
        synchronized (lock) {
            return inboxes.receivers(before, limit);
        }
    }

    @Override
    public void discardLetters(ExecutionKey key, Instant before) {
        synchronized (lock) {
            if (!runs.containsKey(key)) {
                inboxes.discard(key, before);
            }
        }
    }

    @Override
    public void join(NodeRow node, Duration life) {
        synchronized (lock) {
            nodes.join(node, now().plus(life));
        }
    }

    @Override
    public Optional<Instant> renew(Incarnation incarnation, Duration life) {
        synchronized (lock) {
            Instant now = now();
            return nodes.renew(incarnation, now, life) ? Optional.of(now) : Optional.empty();
        }
    }

    @Override
    public void leave(Incarnation incarnation) {
        synchronized (lock) {
            nodes.leave(incarnation);
        }
    }

    @Override
    public List<NodeRow> nodes() {
        synchronized (lock) {
            return nodes.alive(now());
        }
    }

    @Override
    public List<ExecutionKey> orphans(int limit) {
        synchronized (lock) {
            Instant now = now();
            return runs.values().stream()
                    .filter(run -> !run.status.isTerminal())
                    .filter(run ->
                            run.owner.filter(owner -> nodes.isAlive(owner, now)).isEmpty())
                    .map(run -> run.key)
                    .limit(limit)
                    .toList();
        }
    }

    @Override
    public List<WakeUp> wakeUps(Set<Integer> slots, Instant until, int limit) {
        synchronized (lock) {
            return runs.values().stream()
                    .filter(run -> run.wake.filter(until::isAfter).isPresent())
                    .filter(run -> slots.contains(Store.slot(run.key)))
                    .map(run -> new WakeUp(run.key, run.wake.orElseThrow()))
                    .sorted(Comparator.comparing(WakeUp::due).thenComparing(WakeUp::key))
                    .limit(limit)
                    .toList();
        }
    }

    @Override
    public List<Offer> openOffers(Instant before, int limit) {
        record Waiting(Offer offer, Instant since) {}
        synchronized (lock) {
            List<Waiting> waiting = new ArrayList<>();
            for (MemoryRun run : runs.values()) {
                run.tasks.forEach((ref, task) -> {
                    if (!task.handedOut()
                            && task.line().isPresent()
                            && task.offered().isBefore(before)) {
                        Offer offer = new Offer(run.key, ref, task.line().get(), task.priority());
                        waiting.add(new Waiting(offer, task.offered()));
                    }
                });
            }
            return waiting.stream()
                    .sorted(Comparator.comparing(Waiting::since))
                    .map(Waiting::offer)
                    .limit(limit)
                    .toList();
        }
    }

    /** The runs of SWF of a tenant's domains, in a region or in all. */
    List<SwfRuns.Run> swfRuns(TenantId tenant, Optional<String> region) {
        synchronized (lock) {
            return ofTenant(tenant)
                    .filter(run -> region.map(run.region::equals).orElse(true))
                    .flatMap(run -> run.shown().stream())
                    .toList();
        }
    }

    /** All executions of a tenant, as they stand. */
    List<Survey.Found> all(TenantId tenant) {
        synchronized (lock) {
            return ofTenant(tenant).map(MemoryRun::found).toList();
        }
    }

    /** The open tasks of a tenant's executions, those of one line or all. */
    List<Survey.OpenTask> openTasks(TenantId tenant, Optional<TaskLine> line) {
        synchronized (lock) {
            return ofTenant(tenant).flatMap(run -> run.openTasks(line)).toList();
        }
    }

    private Stream<MemoryRun> ofTenant(TenantId tenant) {
        return runs.values().stream().filter(run -> run.key.tenant().equals(tenant));
    }

    private Optional<MemoryRun> run(ExecutionKey key) {
        return Optional.ofNullable(runs.get(key));
    }

    private Stream<MemoryRun> ofMachine(TenantId tenant, String region, String machine) {
        return runs.values().stream()
                .filter(run -> run.key.tenant().equals(tenant))
                .filter(run -> run.region.equals(region) && run.machine.equals(machine));
    }

    private ExecutionRow row(MemoryRun run) {
        StoredExecution stored = run.stored(lease(run), true);
        return stored.row(new Payloads(run.payloads));
    }

    private Lease lease(MemoryRun run) {
        return new Lease(
                run.owner,
                run.owner.filter(owner -> !nodes.isEnded(owner)).isPresent(),
                run.owner.flatMap(nodes::address),
                run.epoch,
                run.seq);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
