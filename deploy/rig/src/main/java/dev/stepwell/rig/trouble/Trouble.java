package dev.stepwell.rig.trouble;

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

    /** Lets it happen, and returns when all that was broken is whole again. */
    void happen(Scene scene) throws InterruptedException;

    /** Its name on the command line. */
    default String word() {
        return getClass().getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }
}
