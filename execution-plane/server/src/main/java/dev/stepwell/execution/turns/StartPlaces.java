package dev.stepwell.execution.turns;

import dev.stepwell.execution.ports.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * How many starts may be under way at once. What has begun goes on before anything else begins: while executions are running and whatever
 * comes in from outside waits long for a thread, there are fewer and fewer places for starts, and afterwards more again, one step at a time
 * (additive increase, multiplicative decrease, as TCP shares a line). A start is a small part of an execution's work, so even few places
 * let many executions begin. Without running executions there is nothing to come before, and all places are there.
 */
final class StartPlaces {
    /** Enough for one tenant to fill groups of commits; few enough for others to wait outside, where shares are told by who is let in. */
    static final int MOST = 64;

    static final int FEWEST = 4;

    /** Waited on each of the ten or twenty legs of an execution it is some tens of milliseconds; a node that keeps up is below it. */
    static final Duration TARGET = Duration.ofMillis(3);

    /** Between two looks. */
    static final Duration PAUSE = Duration.ofMillis(20);

    /** So many looks in a row must have found threads late: one pause of the collector is not a lasting lack of processors. */
    static final int LATE_LOOKS = 2;

    /** After so long without any, no execution is counted on to go on. */
    private static final Duration FORGOTTEN = Duration.ofSeconds(5);

    private final Clock clock;
    private final AtomicBoolean looking = new AtomicBoolean();
    private volatile boolean goesOn;
    private volatile Instant next = Instant.MIN;
    private volatile int places = MOST;
    private Instant lastWentOn = Instant.EPOCH;
    private int late; // of the looks, which are one after another

    StartPlaces(Clock clock) {
        this.clock = clock;
    }

    /** An input of a running execution has come. */
    void goesOn() {
        if (!goesOn) { // read by all, written seldom
            goesOn = true;
        }
    }

    /** How many there are at this moment. Only who asks has anything looked at. */
    int now() {
        Instant now = clock.now();
        if (!now.isBefore(next) && looking.compareAndSet(false, true)) {
            // By way of the timer, so that it queues as what comes from outside does.
            clock.after(Duration.ZERO, () -> look(now));
        }
        return places;
    }

    private void look(Instant since) {
        Instant now = clock.now();
        if (goesOn) {
            goesOn = false;
            lastWentOn = now;
        }
        boolean alone = now.isAfter(lastWentOn.plus(FORGOTTEN));
        late = now.isAfter(since.plus(TARGET)) ? late + 1 : 0;
        if (alone) {
            places = MOST;
        } else if (late >= LATE_LOOKS) {
            places = Math.max(FEWEST, places * 3 / 4);
        } else if (late == 0) {
            places = Math.min(MOST, places + 1);
        }
        next = now.plus(PAUSE);
        looking.set(false);
    }
}
