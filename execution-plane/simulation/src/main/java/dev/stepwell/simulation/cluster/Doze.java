package dev.stepwell.simulation.cluster;

import dev.stepwell.execution.ports.Store;
import dev.stepwell.simulation.world.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Puts the whole world to sleep whenever nothing has been written for a while and nothing is due, and wakes it some seconds before something is:
 * so a year takes seconds. To the nodes it is as if their machines had been suspended: their leases are over when they wake.
 */
final class Doze {
    private static final long SECOND = 1_000_000;
    private static final long LOOK_EVERY = 5 * SECOND;

    /** Whatever hums along has come by within so many seconds; work that is under way would have been written down meanwhile. */
    private static final long QUIET = 35 * SECOND;

    /** So long before something is due the nodes wake, so that they have their leases again when it is. */
    private static final long BEFORE = 10 * SECOND;

    private static final Set<Integer> SLOTS =
            IntStream.range(0, Store.SLOTS).boxed().collect(Collectors.toUnmodifiableSet());

    private final World world;
    private final Timeline timeline;
    private long turns;
    private long quietSince;

    Doze(World world) {
        this.world = world;
        this.timeline = world.around().timeline();
    }

    void start() {
        timeline.after(LOOK_EVERY, this::look);
    }

    private void look() {
        long written = world.journal().turns() + world.workflows().turns();
        if (written != turns) {
            turns = written;
            quietSince = timeline.micros();
        }
        long waking = nextDue() - BEFORE;
        boolean worthIt = waking > timeline.micros() + QUIET;
        if (worthIt && timeline.micros() - quietSince > QUIET && nothingWaits()) {
            world.around().trace().note("the world dozes");
            timeline.doze(waking);
            quietSince = waking;
        }
        start();
    }

    /** When something is due that was planned long before, or an execution has a deadline; now when there is neither. */
    private long nextDue() {
        Instant end = timeline.now().plus(Duration.ofDays(10_000));
        LongStream wakeUps = world.store().wakeUps(SLOTS, end, 1).stream()
                .mapToLong(
                        wakeUp -> Duration.between(Timeline.BEGIN, wakeUp.due()).toNanos() / 1_000);
        return LongStream.concat(wakeUps, timeline.nextAppointment().stream())
                .min()
                .orElse(timeline.micros());
    }

    private boolean nothingWaits() {
        return world.store().orphans(1).isEmpty()
                && world.store().openOffers(timeline.now(), 1).isEmpty()
                && world.store().receivers(timeline.now(), 1).isEmpty();
    }
}
