package dev.stepwell.execution.journal.memory;

import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.engine.turn.Beat;
import dev.stepwell.engine.turn.Letter;
import dev.stepwell.engine.turn.TaskRef;
import dev.stepwell.execution.ports.ExecutionRow;
import dev.stepwell.execution.ports.Incarnation;
import dev.stepwell.execution.ports.LoadedRun;
import dev.stepwell.execution.ports.Store;
import dev.stepwell.execution.ports.StoreException;
import dev.stepwell.execution.ports.TurnCommit;
import dev.stepwell.execution.ports.Verdict;
import dev.stepwell.names.ExecutionId;
import dev.stepwell.names.ExecutionKey;
import dev.stepwell.names.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A store that fails as it is told to: what a database does when its connection breaks before, in or after a commit. */
public final class FaultyStore implements Store {
    private final Store store;
    private final Faults faults;

    /** Puts faults before a store. */
    public FaultyStore(Store store, Faults faults) {
        this.store = store;
        this.faults = faults;
    }

    @Override
    public List<Verdict> commit(List<TurnCommit> group) {
        return switch (faults.commit(group)) {
            case WELL -> commitUnrefused(group);
            case FAILS -> throw broken("commit", false);
            case IN_DOUBT_WRITTEN -> {
                commitUnrefused(group);
                throw broken("commit", true);
            }
            case IN_DOUBT_LOST -> throw broken("commit", true);
        };
    }

    private List<Verdict> commitUnrefused(List<TurnCommit> group) {
        List<Optional<String>> refusals = group.stream().map(faults::refusal).toList();
        List<TurnCommit> others = new ArrayList<>();
        for (int i = 0; i < group.size(); i++) {
            if (refusals.get(i).isEmpty()) {
                others.add(group.get(i));
            }
        }
        Iterator<Verdict> verdicts = store.commit(others).iterator();
        return refusals.stream()
                .map(why -> why.<Verdict>map(Verdict.Refused::new).orElseGet(verdicts::next))
                .toList();
    }

    @Override
    public List<Verdict> settle(List<TurnCommit> group) {
        pass("settle");
        return store.settle(group);
    }

    @Override
    public Optional<LoadedRun> load(ExecutionKey key) {
        pass("load");
        return store.load(key);
    }

    @Override
    public Optional<ExecutionRow> find(ExecutionKey key) {
        pass("find");
        return store.find(key);
    }

    @Override
    public Map<ExecutionId, ExecutionRow> findAll(TenantId tenant, Set<ExecutionId> ids) {
        pass("find all");
        return store.findAll(tenant, ids);
    }

    @Override
    public Optional<ExecutionRow> findByName(TenantId tenant, String region, String stateMachineName, String name) {
        pass("findByName");
        return store.findByName(tenant, region, stateMachineName, name);
    }

    @Override
    public List<ExecutionRow> list(TenantId tenant, ListQuery query) {
        pass("list");
        return store.list(tenant, query);
    }

    @Override
    public List<JournalRecord> events(ExecutionKey key, EventQuery query) {
        pass("events");
        return store.events(key, query);
    }

    @Override
    public Set<String> running(TenantId tenant, String region, Set<String> stateMachineNames) {
        pass("running");
        return store.running(tenant, region, stateMachineNames);
    }

    @Override
    public Pulse beat(ExecutionKey key, TaskRef task, Optional<String> details) {
        pass("beat");
        return store.beat(key, task, details);
    }

    @Override
    public Map<TaskRef, Beat> beats(ExecutionKey key) {
        pass("beats");
        return store.beats(key);
    }

    @Override
    public Set<TaskAt> open(TenantId tenant, List<TaskAt> tasks) {
        pass("open");
        return store.open(tenant, tasks);
    }

    @Override
    public void join(NodeRow node, Duration life) {
        pass("join");
        store.join(node, life);
    }

    @Override
    public Optional<Instant> renew(Incarnation incarnation, Duration life) {
        pass("renew");
        return store.renew(incarnation, life);
    }

    @Override
    public void leave(Incarnation incarnation) {
        pass("leave");
        store.leave(incarnation);
    }

    @Override
    public List<NodeRow> nodes() {
        pass("nodes");
        return store.nodes();
    }

    @Override
    public List<ExecutionKey> orphans(int limit) {
        pass("orphans");
        return store.orphans(limit);
    }

    @Override
    public List<WakeUp> wakeUps(Set<Integer> slots, Instant until, int limit) {
        pass("wakeUps");
        return store.wakeUps(slots, until, limit);
    }

    @Override
    public List<Offer> openOffers(Instant before, int limit) {
        pass("openOffers");
        return store.openOffers(before, limit);
    }

    @Override
    public List<Letter.Slip> inbox(ExecutionKey key, int limit) {
        pass("inbox");
        return store.inbox(key, limit);
    }

    @Override
    public List<ExecutionKey> receivers(Instant before, int limit) {
        pass("receivers");
        return store.receivers(before, limit);
    }

    @Override
    public void discardLetters(ExecutionKey key, Instant before) {
        pass("discardLetters");
        store.discardLetters(key, before);
    }

    private void pass(String method) {
        if (faults.fails(method)) {
            throw broken(method, false);
        }
    }

    private static StoreException broken(String method, boolean inDoubt) {
        return new StoreException(
                method + " was made to fail", inDoubt, new IllegalStateException("the connection broke"));
    }
}
