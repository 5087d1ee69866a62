package dev.stepwell.contracts.quotas;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.names.AccountId;
import dev.stepwell.names.TenantId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What tenants spend in this process. Taking waits for nothing and nobody: what a tenant may spend was settled before, and each process has
 * an equal part of it.
 *
 * <p>Only buckets that are not full are remembered, and those that refused anybody; at most {@value #MOST}: beyond them calls are let in
 * uncounted, as a gateway that runs out of memory keeps everybody out.
 */
public final class Quotas {
    static final int MOST = 100_000;

    /** The name of buckets that are nobody's quota. */
    private static final String BROUGHT = "";

    private final LongSupplier nanoTime;
    private final Map<Key, TokenBucket> buckets = new ConcurrentHashMap<>();
    private final Ledger ledger = new Ledger();
    private volatile Allowances allowances = Allowances.UNSETTLED;

    /**
     * Nothing is spent yet, and nothing settled.
     *
     * @param nanoTime a clock that only goes forward, such as {@link System#nanoTime}
     */
    public Quotas(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** @param subject of what the bucket is, where there are many of a name; empty otherwise */
    private record Key(TenantId tenant, String name, String subject) {}

    /** How full a bucket is: tokens taken that are not back yet, and calls refused since this process began. */
    public record Use(String name, long used, long refused) {}

    /** From now on that may be spent. What is spent already stays spent. */
    public void settle(Allowances settled) {
        allowances = settled;
    }

    /** Tenants that are suspended, as of a few seconds ago; absent as long as nobody knows, which is no time to begin anything by oneself. */
    public Optional<Set<TenantId>> suspended() {
        Allowances now = allowances;
        return now == Allowances.UNSETTLED ? Optional.empty() : Optional.of(now.suspended());
    }

    /** What may be spent. */
    public Allowances allowances() {
        return allowances;
    }

    /** What was asked of buckets in the name of somebody, for whoever shows figures. */
    public Ledger ledger() {
        return ledger;
    }

    /** Takes one token of the caller's tenant's bucket, and notes it; false when there is none. A name that has no bucket may always be taken. */
    public boolean take(Caller caller, String name) {
        boolean isThere = take(caller.tenant(), name);
        note(caller.tenant(), caller.account(), name, !isThere, 1);
        return isThere;
    }

    private void note(TenantId tenant, AccountId account, String name, boolean isRefused, int tokens) {
        if (allowances.bucket(tenant, name).isPresent()) {
            ledger.note(new Ledger.Line(tenant, account, name), isRefused, tokens);
        }
    }

    /** Takes one token of a tenant's bucket; false when there is none. A name that has no bucket may always be taken. */
    public boolean take(TenantId tenant, String name) {
        return take(tenant, name, "");
    }

    /** As above, of the bucket that a subject of the tenant's has for itself. */
    public boolean take(TenantId tenant, String name, String subject) {
        Allowances now = allowances;
        Optional<Quota.Bucket> bucket = now.bucket(tenant, name);
        if (bucket.isEmpty()) {
            return true;
        }
        TokenBucket tokens = tokens(new Key(tenant, name, subject));
        return tokens == null
                || tokens.take(TokenBucket.Share.of(bucket.get(), now.sharers()), 1, nanoTime.getAsLong());
    }

    /**
     * Takes one token of a bucket that a subject of the tenant's brings along, as a key does its rate; false when there is none. Nothing of it is
     * settled but how many processes share it.
     */
    public boolean take(TenantId tenant, Quota.Bucket bucket, String subject) {
        TokenBucket tokens = tokens(new Key(tenant, BROUGHT, subject));
        return tokens == null
                || tokens.take(TokenBucket.Share.of(bucket, allowances.sharers()), 1, nanoTime.getAsLong());
    }

    /** Whether a token could be taken of the bucket that a subject has for itself; takes none. */
    public boolean has(TenantId tenant, String name, String subject) {
        Allowances now = allowances;
        TokenBucket tokens = buckets.get(new Key(tenant, name, subject));
        return tokens == null
                || now.bucket(tenant, name)
                        .map(bucket -> tokens.has(TokenBucket.Share.of(bucket, now.sharers()), 1, nanoTime.getAsLong()))
                        .orElse(true);
    }

    /** Takes tokens for what has happened already, and notes it; how long to wait until as many are back as were too many. */
    public Duration owe(TenantId tenant, AccountId account, String name, int count) {
        Duration wait = owe(tenant, name, count);
        if (count > 0) {
            note(tenant, account, name, false, count);
            if (wait.isPositive()) {
                note(tenant, account, name, true, count);
            }
        }
        return wait;
    }

    /** As above, in nobody's name. */
    public Duration owe(TenantId tenant, String name, int count) {
        Allowances now = allowances;
        Optional<Quota.Bucket> bucket = count == 0 ? Optional.empty() : now.bucket(tenant, name);
        if (bucket.isEmpty()) {
            return Duration.ZERO;
        }
        TokenBucket tokens = tokens(new Key(tenant, name, ""));
        return tokens == null
                ? Duration.ZERO
                : Duration.ofNanos(
                        tokens.owe(TokenBucket.Share.of(bucket.get(), now.sharers()), count, nanoTime.getAsLong()));
    }

    /** The most that a tenant may have of something. */
    public long most(TenantId tenant, String name) {
        return allowances.most(tenant, name);
    }

    private @Nullable TokenBucket tokens(Key key) {
        TokenBucket known = buckets.get(key);
        if (known != null || buckets.size() >= MOST) {
            return known;
        }
        return buckets.computeIfAbsent(key, k -> new TokenBucket(nanoTime.getAsLong()));
    }

    /**
     * What was spent, by tenant: of buckets that are not full, and of those that refused anybody. Forgets the rest, and of what belongs to a
     * subject whatever is full again.
     */
    public Map<TenantId, List<Use>> uses() {
        Allowances settled = allowances;
        long now = nanoTime.getAsLong();
        buckets.entrySet().removeIf(one -> isForgotten(one.getKey(), one.getValue(), now));
        Map<TenantId, List<Use>> uses = new HashMap<>();
        buckets.forEach((key, tokens) -> settled.bucket(key.tenant(), key.name())
                .filter(bucket -> key.subject().isEmpty())
                .ifPresent(bucket -> uses.computeIfAbsent(key.tenant(), t -> new ArrayList<>())
                        .add(new Use(
                                key.name(),
                                tokens.used(TokenBucket.Share.of(bucket, settled.sharers()), now),
                                tokens.refused()))));
        return uses;
    }

    private static boolean isForgotten(Key key, TokenBucket tokens, long now) {
        return tokens.isFull(now) && (tokens.refused() == 0 || !key.subject().isEmpty());
    }
}
