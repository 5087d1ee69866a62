package dev.stepwell.contracts.quotas;

import dev.stepwell.names.TenantId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What all tenants may spend, as it was settled last.
 *
 * @param multiple the installation's
 * @param sharers how many processes spend out of each bucket, with this one: each has an equal part
 * @param own what an operator has set for a tenant, by tenant and name
 * @param suspended tenants for which nothing is begun
 */
public record Allowances(
        Multiple multiple, int sharers, Map<TenantId, Map<String, Quota>> own, Set<TenantId> suspended) {
    /** Before anything is settled: nobody is kept out because the control plane is away. */
    public static final Allowances UNSETTLED = new Allowances(Multiple.OFF, 1, Map.of());

    /** Those of an installation in which nobody is suspended. */
    public Allowances(Multiple multiple, int sharers, Map<TenantId, Map<String, Quota>> own) {
        this(multiple, sharers, own, Set.of());
    }

    public Allowances {
        own = Map.copyOf(own);
        suspended = Set.copyOf(suspended);
        if (sharers < 1) {
            throw new IllegalArgumentException("whoever asks is one of the sharers");
        }
    }

    /** A tenant's bucket of that name; absent: it may spend without one. */
    Optional<Quota.Bucket> bucket(TenantId tenant, String name) {
        return quota(tenant, name).flatMap(quota -> switch (quota) {
            case Quota.Bucket bucket -> Optional.of(bucket);
            case Quota.Most most -> Optional.empty();
        });
    }

    /** What of a thing a tenant may have. */
    long most(TenantId tenant, String name) {
        return quota(tenant, name).orElseThrow() instanceof Quota.Most most ? most.count() : Quota.LARGEST;
    }

    /** What a tenant may spend of something; absent: there is no bound. */
    public Optional<Quota> quota(TenantId tenant, String name) {
        Quota set = own.getOrDefault(tenant, Map.of()).get(name);
        return set != null ? Optional.of(set) : usual(multiple, name);
    }

    /** What every tenant may spend for whom nothing else is set. */
    public static Optional<Quota> usual(Multiple multiple, String name) {
        return switch (AwsQuotas.all().get(name)) {
            case null -> Optional.empty();
            case Quota.Most most -> Optional.of(most);
            case Quota.Bucket bucket ->
                multiple.factor() == 0 ? Optional.empty() : Optional.of(bucket.times(multiple.factor()));
        };
    }
}
