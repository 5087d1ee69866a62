package dev.stepwell.execution.ports;

import dev.stepwell.execution.ports.Store.Offer;
import dev.stepwell.names.ExecutionKey;
import dev.stepwell.names.TenantId;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.ToDoubleFunction;

/**
 * The fast, forgetful half of the state: hints. Every one of them can be lost, repeated or stale, and the whole queue can vanish
 * at any moment: that costs time only (law: "PostgreSQL is the truth, Redis is speed"). No method throws; what cannot be done is
 * not done.
 */
public interface Queue {
    /** Notes that tasks wait for workers, and tells every node that has asked to hear of it. */
    void offer(List<Offer> offers);

    /** Takes one offered task of a line, by priority and then the oldest first; empty when none is known. Never waits. */
    Optional<Offer> take(TenantId tenant, TaskLine line);

    /** Calls {@code listener} (on any thread, briefly) with the tenant and line of every offer made by any node. */
    void onOffer(BiConsumer<TenantId, TaskLine> listener);

    /**
     * Notes that executions have something to do and nobody to do it. Noting one twice is noting it once.
     *
     * @param weight a tenant's share against others' as long as it has any, positive, 1 being the usual one
     */
    void ready(List<ExecutionKey> executions, ToDoubleFunction<TenantId> weight);

    /** As above, of tenants that have equal shares. */
    default void ready(List<ExecutionKey> executions) {
        ready(executions, tenant -> 1);
    }

    /** Takes executions that have something to do, by the shares of their tenants. Never waits. */
    List<ExecutionKey> takeReady(int max);

    /** Calls {@code listener} (on any thread, briefly) when there may be something to take by {@link #takeReady}. */
    void onReady(Runnable listener);
}
