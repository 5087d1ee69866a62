package dev.stepwell.execution.search;

import dev.stepwell.execution.ports.Clock;
import dev.stepwell.execution.ports.TurnCommit;
import dev.stepwell.execution.sweeps.Sweep;
import java.time.Duration;

/** Brings the index up to date: soon after a commit here, and once a second with what nodes that have ended left undone. */
public final class Indexer implements AutoCloseable {
    private static final Duration GATHERING = Duration.ofMillis(50);
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final int TURNS_AT_ONCE = 100;

    private final SearchIndex index;
    private final Sweep sweep;

    /** Does nothing until {@link #start}. */
    public Indexer(SearchIndex index, Clock clock) {
        this.index = index;
        this.sweep = new Sweep("what is to be indexed waits", EVERY, clock, this::indexSome);
    }

    /** Begins to sweep. */
    public void start() {
        sweep.start();
    }

    /** Heeds a turn that is durable. Never waits. */
    public void committed(TurnCommit turn) {
        if (turn.trail()
                .filter(trail -> index.isNoted(turn.key().tenant(), trail.facts()) && trail.isIndexed(turn.records()))
                .isPresent()) {
            sweep.after(GATHERING);
        }
    }

    private boolean indexSome() {
        return index.indexSome(Entries::of, TURNS_AT_ONCE) == TURNS_AT_ONCE;
    }

    @Override
    public void close() {
        sweep.close();
    }
}
