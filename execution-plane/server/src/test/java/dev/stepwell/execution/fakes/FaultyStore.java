package dev.stepwell.execution.fakes;

import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.engine.turn.TaskRef;
import dev.stepwell.execution.ports.ExecutionRow;
import dev.stepwell.execution.ports.Incarnation;
import dev.stepwell.execution.ports.LoadedRun;
import dev.stepwell.execution.ports.Store;
import dev.stepwell.execution.ports.StoreException;
import dev.stepwell.execution.ports.TurnCommit;
import dev.stepwell.execution.ports.Verdict;
import dev.stepwell.names.ExecutionKey;
import dev.stepwell.names.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A store that does as another one does, except that the next commits can be told to go wrong; it remembers all groups it was given. */
public final class FaultyStore implements Store {
    private final Store store;
    private final Deque<Fault> faults = new ArrayDeque<>();
    private final List<List<TurnCommit>> groups = new ArrayList<>();
    private int settlesThatFail;

    public FaultyStore(Store store) {
        this.store = store;
    }

    /** What goes wrong with a commit. */
    public enum Fault {
        /** Nothing. */
        NONE,
        /** It is rolled back. */
        ROLLED_BACK,
        /** It is written, and the answer is lost. */
        WRITTEN_IN_DOUBT,
        /** It is not written, and the answer is lost. */
        UNWRITTEN_IN_DOUBT,
        /** The store lies that somebody else was there first. */
        STALE
    }

    /** What the next commits come to, in order. */
    public FaultyStore next(Fault... next) {
        faults.addAll(List.of(next));
        return this;
    }

    /** How many settlements fail before one works. */
    public void failSettling(int times) {
        settlesThatFail = times;
    }

    /** All groups that were given to commit. */
    public List<List<TurnCommit>> groups() {
        return groups;
    }

    @Override
    public List<Verdict> commit(List<TurnCommit> group) {
        groups.add(group);
        Fault fault = faults.isEmpty() ? Fault.NONE : faults.remove();
        return switch (fault) {
            case NONE -> store.commit(group);
            case ROLLED_BACK -> throw new StoreException("rolled back", false, null);
            case WRITTEN_IN_DOUBT -> {
                store.commit(group);
                throw new StoreException("no answer", true, null);
            }
            case UNWRITTEN_IN_DOUBT -> throw new StoreException("no answer", true, null);
            case STALE ->
                group.stream().<Verdict>map(turn -> new Verdict.Stale()).toList();
        };
    }

    @Override
    public List<Verdict> settle(List<TurnCommit> group) {
        if (settlesThatFail > 0) {
            settlesThatFail--;
            throw new StoreException("cannot be asked", false, null);
        }
        return store.settle(group);
    }

    @Override
    public Optional<LoadedRun> load(ExecutionKey key) {
        return store.load(key);
    }

    @Override
    public Optional<ExecutionRow> find(ExecutionKey key) {
        return store.find(key);
    }

    @Override
    public Optional<ExecutionRow> findByName(TenantId tenant, String region, String stateMachineName, String name) {
        return store.findByName(tenant, region, stateMachineName, name);
    }

    @Override
    public List<ExecutionRow> list(TenantId tenant, ListQuery query) {
        return store.list(tenant, query);
    }

    @Override
    public List<JournalRecord> events(ExecutionKey key, EventQuery query) {
        return store.events(key, query);
    }

    @Override
    public boolean anyRunning(TenantId tenant, String region, String stateMachineName) {
        return store.anyRunning(tenant, region, stateMachineName);
    }

    @Override
    public boolean beat(ExecutionKey key, TaskRef task) {
        return store.beat(key, task);
    }

    @Override
    public Map<TaskRef, Instant> beats(ExecutionKey key) {
        return store.beats(key);
    }

    @Override
    public void join(NodeRow node, Duration life) {
        store.join(node, life);
    }

    @Override
    public Optional<Instant> renew(Incarnation incarnation, Duration life) {
        return store.renew(incarnation, life);
    }

    @Override
    public void leave(Incarnation incarnation) {
        store.leave(incarnation);
    }

    @Override
    public List<NodeRow> nodes() {
        return store.nodes();
    }

    @Override
    public List<ExecutionKey> orphans(int limit) {
        return store.orphans(limit);
    }

    @Override
    public List<WakeUp> wakeUps(Set<Integer> slots, Instant until, int limit) {
        return store.wakeUps(slots, until, limit);
    }

    @Override
    public List<Offer> openOffers(Instant before, int limit) {
        return store.openOffers(before, limit);
    }
}
