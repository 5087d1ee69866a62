package dev.stepwell.simulation.sabotage;

import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.execution.ports.ExecutionRow;
import dev.stepwell.execution.ports.LoadedRun;
import dev.stepwell.execution.ports.Store;
import dev.stepwell.names.ExecutionId;
import dev.stepwell.names.ExecutionKey;
import dev.stepwell.names.TenantId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A store that looks for what is asked for without looking at who asks: the tenant predicate is gone (law 8). */
final class TenantBlind extends StoreBehind {
    private final TenantId owner;

    /** @param owner whose everything is */
    TenantBlind(Store store, TenantId owner) {
        super(store);
        this.owner = owner;
    }

    private ExecutionKey owned(ExecutionKey key) {
        return new ExecutionKey(owner, key.id());
    }

    @Override
    public Optional<LoadedRun> load(ExecutionKey key) {
        return store.load(owned(key));
    }

    @Override
    public Optional<ExecutionRow> find(ExecutionKey key) {
        return store.find(owned(key));
    }

    @Override
    public Map<ExecutionId, ExecutionRow> findAll(TenantId tenant, Set<ExecutionId> ids) {
        return store.findAll(owner, ids);
    }

    @Override
    public Optional<ExecutionRow> findByName(TenantId tenant, String region, String stateMachineName, String name) {
        return store.findByName(owner, region, stateMachineName, name);
    }

    @Override
    public List<ExecutionRow> list(TenantId tenant, ListQuery query) {
        return store.list(owner, query);
    }

    @Override
    public List<JournalRecord> events(ExecutionKey key, EventQuery query) {
        return store.events(owned(key), query);
    }
}
