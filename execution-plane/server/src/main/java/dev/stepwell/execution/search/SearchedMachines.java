package dev.stepwell.execution.search;

import dev.stepwell.engine.turn.StartFacts;
import dev.stepwell.execution.ports.Clock;
import dev.stepwell.execution.ports.StoreException;
import dev.stepwell.execution.search.SearchSettings.Machine;
import dev.stepwell.names.TenantId;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Set;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Which machines have something of their executions in the index, as of at most a second ago: the turns of others need not be noted. As long as
 * nobody has looked, all have.
 */
public final class SearchedMachines implements BiPredicate<TenantId, StartFacts> {
    private static final Logger LOG = System.getLogger(SearchedMachines.class.getName());
    private static final Duration EVERY = Duration.ofSeconds(1);

    private final SearchSettings settings;
    private final Clock clock;
    private volatile @Nullable Set<Machine> machines;

    /** Looks, and from then on once a second until the clock ends. */
    public SearchedMachines(SearchSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        clock.soon(this::look);
    }

    private void look() {
        try {
            machines = Set.copyOf(settings.machines());
        } catch (StoreException e) {
            LOG.log(Level.DEBUG, "what goes into the search index is asked later: {0}", e.toString());
        }
        clock.after(EVERY, this::look);
    }

    @Override
    public boolean test(TenantId tenant, StartFacts facts) {
        Set<Machine> known = machines;
        return known == null // noted in vain is better than not noted
                || (!known.isEmpty() && known.contains(new Machine(tenant, facts.stateMachineArn())));
    }
}
