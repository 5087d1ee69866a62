package dev.stepwell.execution.webhooks;

import dev.stepwell.execution.ports.Clock;
import dev.stepwell.execution.ports.StoreException;
import dev.stepwell.execution.ports.WebhookBook;
import dev.stepwell.names.TenantId;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Which tenants have webhooks, as of at most a second ago: the turns of others need not be noted for any. As long as nobody has looked, all have. */
public final class HookedTenants implements Predicate<TenantId> {
    private static final Logger LOG = System.getLogger(HookedTenants.class.getName());
    private static final Duration EVERY = Duration.ofSeconds(1);

    private final WebhookBook book;
    private final Clock clock;
    private volatile @Nullable Set<TenantId> tenants;

    /** Looks, and from then on once a second until the clock ends. */
    public HookedTenants(WebhookBook book, Clock clock) {
        this.book = book;
        this.clock = clock;
        clock.soon(this::look);
    }

    private void look() {
        try {
            tenants = Set.copyOf(book.tenants());
        } catch (StoreException e) {
            LOG.log(Level.DEBUG, "who has webhooks is asked later: {0}", e.toString());
        }
        clock.after(EVERY, this::look);
    }

    @Override
    public boolean test(TenantId tenant) {
        Set<TenantId> known = tenants;
        return known == null || known.contains(tenant); // noted in vain is better than not noted
    }
}
