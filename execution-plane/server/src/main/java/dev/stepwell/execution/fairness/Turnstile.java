package dev.stepwell.execution.fairness;

import dev.stepwell.execution.ports.Clock;
import dev.stepwell.names.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.ToDoubleFunction;

/**
 * Lets a bounded number through at once; the others wait outside and are let in by their tenants' shares. Without it whoever asks most
 * has most of the processors, which know no tenants. No tenant has more than three quarters of the
 * places, and who stays long gives the place away, so that nobody's slow work keeps others outside.
 */
public final class Turnstile {
    private static final Duration LONG = Duration.ofMillis(500);

    private final IntSupplier atOnce;
    private final Clock clock;
    private final ToDoubleFunction<TenantId> weight;
    private final FairLine<Visit> outside;
    private final ArrayDeque<Visit> inside = new ArrayDeque<>(); // those that came first in front
    private final Map<TenantId, Integer> places = new HashMap<>();
    private final Map<TenantId, Integer> present = new HashMap<>();
    private int taken;
    private int all;
    private boolean looking;

    /**
     * Nobody is there.
     *
     * @param atOnce how many may be inside at once, asked whenever somebody comes or goes
     * @param weight a tenant's share against others', 1 being the usual one
     */
    public Turnstile(IntSupplier atOnce, Clock clock, ToDoubleFunction<TenantId> weight) {
        this.atOnce = atOnce;
        this.clock = clock;
        this.weight = weight;
        this.outside = new FairLine<>(weight);
    }

    /** A stay, from the asking to {@link #leave}. Guarded by the turnstile. */
    public final class Visit {
        private final TenantId tenant;
        private final Consumer<Visit> go;
        private Instant since;
        private boolean holdsPlace;
        private boolean gone;

        private Visit(TenantId tenant, Consumer<Visit> go) {
            this.tenant = tenant;
            this.go = go;
            this.since = clock.now();
        }

        /** Makes room, and lets others in. */
        public void leave() {
            go(left(this));
        }
    }

    /** Calls {@code go}, now or when there is room, with the visit to be ended. */
    public void enter(TenantId tenant, Consumer<Visit> go) {
        go(entered(new Visit(tenant, go)));
    }

    private synchronized List<Visit> entered(Visit visit) {
        present.merge(visit.tenant, 1, Integer::sum);
        all++;
        outside.add(visit.tenant, visit);
        return letIn();
    }

    private synchronized List<Visit> left(Visit visit) {
        if (visit.gone) {
            return List.of();
        }
        visit.gone = true;
        less(present, visit.tenant);
        all--;
        giveAway(visit);
        return letIn();
    }

    private void giveAway(Visit visit) {
        if (visit.holdsPlace) {
            visit.holdsPlace = false;
            less(places, visit.tenant);
            taken--;
        }
    }

    private static void less(Map<TenantId, Integer> counts, TenantId tenant) {
        counts.computeIfPresent(tenant, (t, count) -> count == 1 ? null : count - 1);
    }

    private boolean mayHaveMore(TenantId tenant, int most) {
        return places.getOrDefault(tenant, 0) < Math.max(1, most * 3 / 4);
    }

    private List<Visit> letIn() {
        Instant now = clock.now();
        for (Visit first = inside.peek(); first != null && isDone(first, now); first = inside.peek()) {
            giveAway(inside.remove());
        }
        List<Visit> let = new ArrayList<>();
        int most = atOnce.getAsInt();
        while (taken < most) {
            Visit next = outside.poll(tenant -> mayHaveMore(tenant, most)).orElse(null);
            if (next == null) {
                break;
            }
            next.since = now;
            next.holdsPlace = true;
            places.merge(next.tenant, 1, Integer::sum);
            taken++;
            inside.add(next);
            let.add(next);
        }
        if (!outside.isEmpty() && !looking) {
            looking = true;
            clock.after(LONG, this::look);
        }
        return let;
    }

    private static boolean isDone(Visit visit, Instant now) {
        return !visit.holdsPlace || !now.isBefore(visit.since.plus(LONG));
    }

    private void look() {
        List<Visit> let;
        synchronized (this) {
            looking = false;
            let = letIn();
        }
        go(let);
    }

    private static void go(List<Visit> let) {
        let.forEach(visit -> visit.go.accept(visit));
    }

    /**
     * Whether a tenant has its share by weight and more of what may be here, inside and outside together, and there is no more room than that:
     * whoever has asked for most of what is theirs is turned away first.
     */
    public synchronized boolean isFull(TenantId tenant, int most) {
        return all >= most && present.getOrDefault(tenant, 0) >= share(tenant, most);
    }

    private double share(TenantId tenant, int most) {
        double others = 0;
        for (TenantId each : present.keySet()) {
            others += each.equals(tenant) ? 0 : weight.applyAsDouble(each);
        }
        double own = weight.applyAsDouble(tenant);
        return Math.max(1, most * own / (own + others));
    }

    /** For how long whoever has waited longest of a tenant's has waited outside; zero when nobody does. */
    public synchronized Duration delay(TenantId tenant) {
        Optional<Visit> oldest = outside.peek(tenant);
        return oldest.map(visit -> Duration.between(visit.since, clock.now())).orElse(Duration.ZERO);
    }
}
