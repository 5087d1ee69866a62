package dev.stepwell.contracts.quotas;

import dev.stepwell.names.AccountId;
import dev.stepwell.names.TenantId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;

/**
 * What was asked of buckets since this process began, for whoever shows figures: counts only go up. At most {@value #MOST} lines are kept; what
 * comes after them is counted nowhere.
 */
public final class Ledger {
    static final int MOST = 20_000;

    private final Map<Line, Sums> lines = new ConcurrentHashMap<>();
    private volatile BiConsumer<Line, Sums> follower = (line, sums) -> {};

    Ledger() {}

    /** A bucket of a tenant. */
    public record Line(TenantId tenant, AccountId account, String bucket) {}

    /** How much was asked of a bucket. */
    public static final class Sums {
        private final LongAdder taken = new LongAdder();
        private final LongAdder refused = new LongAdder();

        /** Tokens that were taken. */
        public long taken() {
            return taken.sum();
        }

        /** Tokens that were asked for while there were none. */
        public long refused() {
            return refused.sum();
        }
    }

    /** Notes what came of asking for tokens. */
    void note(Line line, boolean isRefused, int tokens) {
        Sums sums = lines.get(line);
        if (sums == null) {
            if (lines.size() >= MOST) {
                return;
            }
            sums = lines.computeIfAbsent(line, this::open);
        }
        (isRefused ? sums.refused : sums.taken).add(tokens);
    }

    private Sums open(Line line) {
        Sums sums = new Sums();
        follower.accept(line, sums);
        return sums;
    }

    /** Has somebody hear of each line when it is opened. To be said before anything is spent; he must not ask for anything here. */
    public void follow(BiConsumer<Line, Sums> hearer) {
        follower = hearer;
    }
}
