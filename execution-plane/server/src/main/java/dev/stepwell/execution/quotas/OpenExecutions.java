package dev.stepwell.execution.quotas;

import dev.stepwell.contracts.quotas.Quotas;
import dev.stepwell.execution.ports.Clock;
import dev.stepwell.execution.ports.StoreException;
import dev.stepwell.names.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * How many executions are open, well enough to refuse the one that is too many, without counting them at each start.
 *
 * <p>A node knows what the store had when it last counted, and adds what it has begun since; what has ended since it knows not. So it refuses
 * too early rather than too late, and counts again before it refuses: at most once a second, and once in ten for a million. Alone it lets
 * nobody exceed; beside others by as many as those have begun since its last count, which it repeats when half of what was free then is used.
 */
public final class OpenExecutions {
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final int MOST_TALLIES = 100_000;

    private final Quotas quotas;
    private final Clock clock;
    private final Counting counting;
    private final Map<Place, Tally> tallies = new ConcurrentHashMap<>();

    /** Counts by the store. */
    public OpenExecutions(Quotas quotas, Clock clock, Counting counting) {
        this.quotas = quotas;
        this.clock = clock;
        this.counting = counting;
    }

    /**
     * What executions are counted in.
     *
     * @param domain of SWF; absent: all standard executions of state machines
     */
    public record Place(TenantId tenant, String region, Optional<String> domain) {
        /** The quota that bounds them, by its name. */
        public String quota() {
            return domain.isPresent() ? "swf.OpenExecutionsPerDomain" : "OpenExecutions";
        }
    }

    /** Looks into the store. */
    @FunctionalInterface
    public interface Counting {
        /** How many are open there; may stop to count at {@code most}. Throws {@link StoreException}. */
        long count(Place place, int most);
    }

    /** Leave to begin one execution: to be closed when it is known whether it has begun. */
    public static final class Leave implements AutoCloseable {
        private final Tally tally;
        private boolean begun = true;

        private Leave(Tally tally) {
            this.tally = tally;
        }

        /** Leave to begin what is counted nowhere, or was counted before. */
        public static Leave uncounted() {
            return new Leave(new Tally());
        }

        /** Nothing has begun, and nothing will. */
        public void unused() {
            begun = false;
        }

        @Override
        public void close() {
            tally.close(begun);
        }
    }

    /** Leave to begin one more; empty when that would be too many. May look into the store, so no lock may be held. */
    public Optional<Leave> ask(Place place) {
        long most = quotas.most(place.tenant(), place.quota());
        if (tallies.size() > MOST_TALLIES) {
            tallies.clear(); // what is forgotten is counted again
        }
        Tally tally = tallies.computeIfAbsent(place, p -> new Tally());
        Instant now = clock.now();
        if (tally.enter(most)) {
            if (tally.isStale() && tally.begins(now, pause(most))) {
                clock.soon(() -> count(place, tally, most));
            }
            return Optional.of(new Leave(tally));
        }
        if (tally.begins(now, pause(most))) {
            count(place, tally, most);
            return tally.enter(most) ? Optional.of(new Leave(tally)) : Optional.empty();
        }
        return Optional.empty();
    }

    private void count(Place place, Tally tally, long most) {
        long before = tally.committed();
        try {
            long open = counting.count(place, (int) Math.min(Integer.MAX_VALUE, most + 1));
            tally.counted(open, before, most);
        } catch (StoreException e) {
            tally.failed();
        }
    }

    private static Duration pause(long most) {
        return SHORTEST.plusNanos(most * 10_000);
    }

    /** Guarded by itself; no store is asked under its lock. */
    private static final class Tally {
        private long open;
        private long since;
        private long underWay;
        private long room; // as the last count left it
        private boolean counting;
        private @Nullable Instant begun;

        synchronized boolean enter(long most) {
            if (open + since + underWay >= most) {
                return false;
            }
            underWay++;
            return true;
        }

        synchronized void close(boolean used) {
            underWay--;
            if (used) {
                since++;
            }
        }

        /** Whether it is time to look what others have begun. */
        synchronized boolean isStale() {
            return since + underWay > room / 2;
        }

        /** Whether the caller is to count now. */
        synchronized boolean begins(Instant now, Duration pause) {
            Instant last = begun;
            if (counting || last != null && now.isBefore(last.plus(pause))) {
                return false;
            }
            counting = true;
            begun = now;
            return true;
        }

        synchronized long committed() {
            return since;
        }

        /** Those that were known to have begun before the count are in it; the others perhaps, and are kept. */
        synchronized void counted(long count, long before, long most) {
            open = count;
            since -= before;
            room = Math.max(0, most - count);
            counting = false;
        }

        synchronized void failed() {
            counting = false;
        }
    }
}
