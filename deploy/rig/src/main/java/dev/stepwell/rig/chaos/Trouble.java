package dev.stepwell.rig.chaos;

import java.util.Locale;

/** What happens to the servers in the middle of their work. */
enum Trouble {
    /** The one process is killed and started again. */
    KILL(1),
    /** The same, and Redis is emptied before, and again while nobody runs. */
    KILL_AND_FLUSH(1),
    /** Of three nodes one is killed, and one stands still for longer than its lease and then goes on. */
    KILL_ONE_FREEZE_ONE(3);

    private final int nodes;

    Trouble(int nodes) {
        this.nodes = nodes;
    }

    /** How many nodes it takes. */
    int nodes() {
        return nodes;
    }

    /** Its name on the command line. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
