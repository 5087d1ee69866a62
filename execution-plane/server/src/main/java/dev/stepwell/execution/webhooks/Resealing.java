package dev.stepwell.execution.webhooks;

import dev.stepwell.execution.ports.Clock;
import dev.stepwell.execution.ports.WebhookBook;
import dev.stepwell.execution.ports.WebhookBook.Resealed;
import dev.stepwell.execution.ports.WebhookBook.Sealed;
import dev.stepwell.execution.sweeps.Sweep;
import dev.stepwell.names.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Brings webhooks' secrets under the master key that seals, so that one that was replaced need not be kept for them: when another seals, and every
 * ten minutes, as a process that learned of it late may have sealed under the one before. Every node does it, and doing it twice does no harm.
 */
final class Resealing implements AutoCloseable {
    private static final Duration LOOK = Duration.ofSeconds(5);
    private static final Duration AGAIN = Duration.ofMinutes(10);
    private static final int TENANTS_AT_ONCE = 200;

    private final WebhookBook book;
    private final Secrets secrets;
    private final Clock clock;
    private final Sweep sweep;
    private @Nullable Object under; // these two belong to the sweep
    private Instant last = Instant.EPOCH;

    /** Does nothing until {@link #start}. */
    Resealing(WebhookBook book, Secrets secrets, Clock clock) {
        this.book = book;
        this.secrets = secrets;
        this.clock = clock;
        this.sweep = new Sweep("secrets of webhooks stay under their old key", LOOK, clock, this::look);
    }

    /** Begins to look. */
    void start() {
        sweep.start();
    }

    private boolean look() {
        Object now = secrets.under();
        Instant time = clock.now();
        if (now == under && time.isBefore(last.plus(AGAIN))) {
            return false;
        }
        List<TenantId> tenants = List.copyOf(book.tenants());
        for (int from = 0; from < tenants.size(); from += TENANTS_AT_ONCE) {
            reseal(tenants.subList(from, Math.min(tenants.size(), from + TENANTS_AT_ONCE)));
        }
        under = now;
        last = time;
        return false;
    }

    private void reseal(List<TenantId> tenants) {
        List<Resealed> anew = new ArrayList<>();
        for (Sealed each : book.sealed(new HashSet<>(tenants))) {
            Optional<byte[]> secret = secrets.reseal(each.tenant(), each.hook(), each.secret());
            secret.ifPresent(bytes -> anew.add(new Resealed(each, bytes)));
        }
        book.reseal(anew);
    }

    @Override
    public void close() {
        sweep.close();
    }
}
