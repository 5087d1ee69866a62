package dev.stepwell.execution.journal.memory;

import dev.stepwell.execution.ports.SwfRuns;
import dev.stepwell.names.ExecutionKey;
import dev.stepwell.names.TenantId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The runs of SWF in a {@link MemoryStore}: looks at everything each time. */
public record MemorySwfRuns(MemoryStore store) implements SwfRuns {
    @Override
    public List<Run> list(TenantId tenant, Wanted wanted, boolean reverse, Optional<After> after, int limit) {
        Comparator<After> oldestFirst = Comparator.comparing(After::time).thenComparing(After::run);
        Comparator<After> order = reverse ? oldestFirst : oldestFirst.reversed();
        return store.swfRuns(tenant, Optional.of(wanted.region())).stream()
                .filter(wanted::matches)
                .filter(run ->
                        after.map(a -> order.compare(place(wanted, run), a) > 0).orElse(true))
                .sorted(Comparator.comparing(run -> place(wanted, run), order))
                .limit(limit)
                .toList();
    }

    private static After place(Wanted wanted, Run run) {
        return new After(wanted.timeOf(run).orElse(Instant.EPOCH), run.key().id());
    }

    @Override
    public int count(TenantId tenant, Wanted wanted, int most) {
        return (int) store.swfRuns(tenant, Optional.of(wanted.region())).stream()
                .filter(wanted::matches)
                .limit(most)
                .count();
    }

    @Override
    public Optional<Run> find(ExecutionKey key) {
        return store.swfRuns(key.tenant(), Optional.empty()).stream()
                .filter(run -> run.key().equals(key))
                .findFirst();
    }
}
