package dev.stepwell.simulation.world;

import java.util.function.Predicate;

/** The kinds of {@link Faults}, to be taken away from a world one by one. */
public enum Fault {
    /** Nodes die. */
    CRASH(Faults::crash),
    /** Nodes stand still. */
    PAUSE(Faults::pause),
    /** Clocks are wrong. */
    SKEW(Faults::skew),
    /** The store is slow. */
    SLOW_STORE(Faults::slowStore),
    /** The store is away. */
    OUTAGE(Faults::outage),
    /** Writes fail. */
    FAIL_BEFORE(faults -> faults.failBefore() > 0),
    /** Writes are in doubt and not done. */
    DOUBT_BEFORE(faults -> faults.doubtBefore() > 0),
    /** Writes are in doubt and done. */
    DOUBT_AFTER(faults -> faults.doubtAfter() > 0),
    /** Writes are in doubt and arrive late. */
    DOUBT_LATE(faults -> faults.doubtLate() > 0),
    /** Reads fail. */
    READ_FAILS(faults -> faults.readFails() > 0),
    /** Hints are lost. */
    QUEUE_LOSES(faults -> faults.queueLoses() > 0),
    /** Hints are given twice. */
    QUEUE_REPEATS(faults -> faults.queueRepeats() > 0),
    /** Hints overtake others. */
    QUEUE_REORDERS(faults -> faults.queueReorders() > 0),
    /** The queue forgets. */
    FLUSH(Faults::flush),
    /** Calls between nodes are lost. */
    NET_LOSES(faults -> faults.netLoses() > 0),
    /** Nodes are cut off. */
    CUT(Faults::cut),
    /** Workers fail. */
    WORKERS_FAIL(Faults::workersFail),
    /** Nodes leave. */
    LEAVE(Faults::leave);

    private final Predicate<Faults> in;

    Fault(Predicate<Faults> in) {
        this.in = in;
    }

    /** Whether it is among these. */
    public boolean isIn(Faults faults) {
        return in.test(faults);
    }
}
