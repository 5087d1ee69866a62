package dev.stepwell.simulation.sabotage;

import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.engine.turn.Beat;
import dev.stepwell.engine.turn.Letter;
import dev.stepwell.engine.turn.TaskRef;
import dev.stepwell.execution.ports.ExecutionRow;
import dev.stepwell.execution.ports.Incarnation;
import dev.stepwell.execution.ports.LoadedRun;
import dev.stepwell.execution.ports.Store;
import dev.stepwell.execution.ports.TurnCommit;
import dev.stepwell.execution.ports.Verdict;
import dev.stepwell.names.ExecutionId;
import dev.stepwell.names.ExecutionKey;
import dev.stepwell.names.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A store that does what the one behind it does, for sabotages to differ from in one thing. */
class StoreBehind implements Store {
    final Store store;

    StoreBehind(Store store) {
        this.store = store;
    }

    @Override
    public List<Verdict> commit(List<TurnCommit> group) {
        return store.commit(group);
    }

    @Override
    public List<Verdict> settle(List<TurnCommit> group) {
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
    public Map<ExecutionId, ExecutionRow> findAll(TenantId tenant, Set<ExecutionId> ids) {
        return store.findAll(tenant, ids);
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
    public Set<String> running(TenantId tenant, String region, Set<String> stateMachineNames) {
        return store.running(tenant, region, stateMachineNames);
    }

    @Override
    public Pulse beat(ExecutionKey key, TaskRef task, Optional<String> details) {
        return store.beat(key, task, details);
    }

    @Override
    public Map<TaskRef, Beat> beats(ExecutionKey key) {
        return store.beats(key);
    }

    @Override
    public Set<TaskAt> open(TenantId tenant, List<TaskAt> tasks) {
        return store.open(tenant, tasks);
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

    @Override
    public List<Letter.Slip> inbox(ExecutionKey key, int limit) {
        return store.inbox(key, limit);
    }

    @Override
    public List<ExecutionKey> receivers(Instant before, int limit) {
        return store.receivers(before, limit);
    }

    @Override
    public void discardLetters(ExecutionKey key, Instant before) {
        store.discardLetters(key, before);
    }
}
