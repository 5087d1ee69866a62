package dev.stepwell.gateway.limits;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.internal.v1.ReportThrottlingRequest;
import dev.stepwell.contracts.internal.v1.ThrottledCount;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * How often requests of tenants were throttled at this gateway, by action and minute, until the control plane has it in its books. A
 * report says all of a minute each time, so that one that comes twice, or whose answer is lost, does no harm.
 */
public final class ThrottleCounts {
    /** The most counts that wait for a report; while the control plane is away for long, further ones are given up. */
    static final int MOST = 10_000;

    private static final int MINUTE_MS = 60_000;
    private static final int PER_REPORT = 1_000;

    private final String gateway = UUID.randomUUID().toString();
    private final InstantSource clock;
    private final Map<Key, Tally> tallies = new HashMap<>();

    /** Nothing counted yet; minutes are those of that clock. */
    public ThrottleCounts(InstantSource clock) {
        this.clock = clock;
    }

    /** Where the books are. */
    @FunctionalInterface
    public interface Books {
        /** Enters what was counted for the tenant of a caller; throws when nobody knows whether it is entered. */
        void enter(Caller caller, ReportThrottlingRequest counts);
    }

    /** What is counted apart. The caller is the one that was throttled first: of the tenant, which is what matters. */
    private record Key(long tenant, String action, long minute) {}

    private static final class Tally {
        private final Caller caller;
        private long count;
        private long entered;

        Tally(Caller caller) {
            this.caller = caller;
        }
    }

    private record Line(Key key, Caller caller, long count) {}

    /** A request was refused because of too many. */
    public synchronized void count(Caller caller, String action) {
        Key key = new Key(caller.tenant().value(), action, minute());
        Tally tally = tallies.get(key);
        if (tally == null) {
            if (tallies.size() >= MOST) {
                return;
            }
            tally = new Tally(caller);
            tallies.put(key, tally);
        }
        tally.count++;
    }

    /** Reports what has changed since it was last reported. What could not be entered is reported the next time. */
    public void report(Books books) {
        Map<Long, List<Line>> byTenant = changed().stream()
                .collect(Collectors.groupingBy(line -> line.key().tenant()));
        for (List<Line> lines : byTenant.values()) {
            for (int from = 0; from < lines.size(); from += PER_REPORT) {
                List<Line> some = lines.subList(from, Math.min(from + PER_REPORT, lines.size()));
                books.enter(some.getFirst().caller(), request(some));
                entered(some);
            }
        }
        forget();
    }

    private synchronized List<Line> changed() {
        List<Line> changed = new ArrayList<>();
        tallies.forEach((key, tally) -> {
            if (tally.count > tally.entered) {
                changed.add(new Line(key, tally.caller, tally.count));
            }
        });
        return changed;
    }

    private synchronized void entered(List<Line> lines) {
        lines.forEach(line -> {
            Tally tally = tallies.get(line.key());
            if (tally != null) {
                tally.entered = line.count();
            }
        });
    }

    /** A minute that is over and whole in the books need not be remembered. */
    private synchronized void forget() {
        long now = minute();
        tallies.entrySet()
                .removeIf(one -> one.getKey().minute() < now && one.getValue().entered == one.getValue().count);
    }

    private ReportThrottlingRequest request(List<Line> lines) {
        ReportThrottlingRequest.Builder request =
                ReportThrottlingRequest.newBuilder().setGateway(gateway);
        lines.forEach(line -> request.addCounts(ThrottledCount.newBuilder()
                .setAction(line.key().action())
                .setMinute(line.key().minute())
                .setCount(line.count())));
        return request.build();
    }

    private long minute() {
        return Math.floorDiv(clock.millis(), MINUTE_MS);
    }
}
