package dev.stepwell.simulation.cluster;

import dev.stepwell.engine.asl.AslRun;
import dev.stepwell.engine.swf.SwfRun;
import dev.stepwell.engine.turn.Machine;
import dev.stepwell.execution.ports.Clock;
import dev.stepwell.execution.ports.Store;

/**
 * Where a test can put something wrong in, to see whether the auditor finds it (law 11). As it stands, nothing is wrong.
 */
public interface Seams {
    /** Nothing is wrong. */
    Seams NONE = new Seams() {};

    /** The store at the end of all ways; what the auditor reads in the end is the one given. */
    default Store store(Store store) {
        return store;
    }

    /** A node's way to the store, faults and all. */
    default Store wayToStore(Store store, Clock clock) {
        return store;
    }

    /** A node's clock. */
    default Clock clock(Clock clock) {
        return clock;
    }

    /** The machine that decides and folds. */
    default Machine<AslRun> machine(Machine<AslRun> machine) {
        return machine;
    }

    /** The machine of workflows. */
    default Machine<SwfRun> workflows(Machine<SwfRun> machine) {
        return machine;
    }
}
