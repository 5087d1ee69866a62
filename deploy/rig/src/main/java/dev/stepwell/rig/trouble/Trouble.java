package dev.stepwell.rig.trouble;

import dev.stepwell.rig.stores.Stores;
import java.util.Locale;

/** Something that happens to the servers in the middle of their work. */
public interface Trouble {
    /** How many nodes it takes; troubles of the same number share an installation. */
    default int nodes() {
        return 1;
    }

    /** How many megabytes there are for all that the servers keep; 0 is as many as the machine has. */
    default int megabytes() {
        return 0;
    }

    /** What is special about the stores. */
    default Stores.Kind stores() {
        return Stores.Kind.EMBEDDED;
    }

    /** Whether the last node has a clock of its own, which can be set. */
    default boolean bendsClock() {
        return false;
    }

    /** Lets it happen, and returns when all that was broken is whole again. */
    void happen(Scene scene) throws InterruptedException;

    /** Its name on the command line. */
    default String word() {
        return getClass().getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }
}
