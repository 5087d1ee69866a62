package dev.stepwell.execution.metrics;

import dev.stepwell.names.TenantId;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * All that figures are kept of, bounded: what comes after a tenant's share is counted under the name {@value #OTHER}, what comes after the
 * node's share under the account {@value #OTHER} too. Who is in stays in, so that counts never go back.
 */
final class Subjects {
    static final String OTHER = "other";

    private final MeterRegistry registry;
    private final int perTenant;
    private final int inAll;
    private final Map<Key, Subject> known = new ConcurrentHashMap<>();

    // Guarded by this: only those who come for the first time, or too late, look here.
    private final Map<TenantId, Integer> shares = new HashMap<>();
    private final Map<Shared, Subject> shared = new HashMap<>();
    private int all;

    /**
     * @param perTenant how many subjects of a tenant have meters of their own
     * @param inAll how many subjects of all tenants
     */
    Subjects(MeterRegistry registry, int perTenant, int inAll) {
        this.registry = registry;
        this.perTenant = perTenant;
        this.inAll = inAll;
    }

    private record Key(TenantId tenant, Metric.Of of, String name) {}

    private record Shared(String account, Metric.Of of) {}

    /** The meters of a subject, its own or those of the others. */
    Subject of(TenantId tenant, String account, Metric.Of of, String name) {
        Key key = new Key(tenant, of, name);
        Subject subject = known.get(key);
        return subject != null ? subject : admit(key, account);
    }

    private synchronized Subject admit(Key key, String account) {
        Subject subject = known.get(key);
        if (subject != null) {
            return subject;
        }
        int share = shares.getOrDefault(key.tenant(), 0);
        if (share >= perTenant || all >= inAll) {
            Shared others = new Shared(share > 0 ? account : OTHER, key.of());
            return shared.computeIfAbsent(others, o -> new Subject(registry, o.of(), o.account(), OTHER));
        }
        shares.put(key.tenant(), share + 1);
        all++;
        Subject fresh = new Subject(registry, key.of(), account, key.name());
        known.put(key, fresh);
        return fresh;
    }
}
