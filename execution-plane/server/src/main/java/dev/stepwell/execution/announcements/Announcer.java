package dev.stepwell.execution.announcements;

import dev.stepwell.execution.ports.Announcements;
import dev.stepwell.execution.ports.Announcements.Noted;
import dev.stepwell.execution.ports.Announcements.Place;
import dev.stepwell.execution.ports.Clock;
import dev.stepwell.execution.ports.TurnCommit;
import dev.stepwell.execution.sweeps.Sweep;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Tells listeners what is noted: soon after a commit here, and once a second what is due again or was left by others. */
public final class Announcer implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Announcer.class.getName());
    private static final Duration GATHERING = Duration.ofMillis(50);
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final int TURNS_AT_ONCE = 100;

    private final Announcements announcements;
    private final List<Listener> listeners;
    private final Sweep sweep;

    /**
     * Does nothing yet.
     *
     * @param listeners who are told; each may be told again of what another one has not taken
     */
    public Announcer(Announcements announcements, List<Listener> listeners, Clock clock) {
        this.announcements = announcements;
        this.listeners = List.copyOf(listeners);
        this.sweep = new Sweep("what is to be announced waits", EVERY, clock, this::tellSome);
    }

    /** Begins to sweep. */
    public void start() {
        sweep.start();
    }

    /** Heeds a turn that is durable. Never waits. */
    public void committed(TurnCommit turn) {
        if (announcements.isNoted(turn.key().tenant())
                && turn.trail().filter(trail -> trail.isTold(turn.records())).isPresent()) {
            sweep.after(GATHERING);
        }
    }

    private boolean tellSome() {
        List<Noted> turns = announcements.take(TURNS_AT_ONCE);
        tell(turns);
        return turns.size() == TURNS_AT_ONCE;
    }

    /** A turn is done when all of its changes have been taken; otherwise all are told again. */
    private void tell(List<Noted> turns) {
        List<Place> places = new ArrayList<>();
        List<StatusChange> changes = new ArrayList<>();
        for (Noted turn : turns) {
            StatusChange.of(turn).forEach(change -> {
                places.add(turn.place());
                changes.add(change);
            });
        }
        Set<Place> refused = new HashSet<>();
        for (int from = 0; from < changes.size(); from += Listener.MOST) {
            int until = Math.min(from + Listener.MOST, changes.size());
            for (Listener to : listeners) {
                List<Boolean> taken = attempt(changes.subList(from, until), to);
                for (int i = from; i < until; i++) {
                    if (!taken.get(i - from)) {
                        refused.add(places.get(i));
                    }
                }
            }
        }
        announcements.done(turns.stream()
                .map(Noted::place)
                .filter(place -> !refused.contains(place))
                .toList());
    }

    private static List<Boolean> attempt(List<StatusChange> changes, Listener to) {
        try {
            return to.tell(changes);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "{0} changes could not be announced: {1}", changes.size(), e.toString());
            return changes.stream().map(change -> false).toList();
        }
    }

    @Override
    public void close() {
        sweep.close();
    }
}
