package dev.stepwell.simulation.world;

import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * What can go wrong in one world. Each seed draws which faults are on (swarm testing): a world where everything fails all the time
 * never gets to the interesting places. Chances are per mille.
 *
 * @param crash nodes die and come back as another incarnation
 * @param pause nodes stand still for longer than their lease, and go on
 * @param skew clocks of nodes are wrong until they learn better
 * @param slowStore calls to the store sometimes take up to seconds
 * @param outage the store cannot be reached for a while
 * @param failBefore chance that a write fails and is not done, and the caller is told so
 * @param doubtBefore chance that a write is not done and the caller is not told which
 * @param doubtAfter chance that a write is done and the caller is not told which
 * @param doubtLate chance that the caller is not told which, and the write arrives later on
 * @param readFails chance that a read fails
 * @param queueLoses chance that a hint is lost
 * @param queueRepeats chance that a hint is given twice
 * @param queueReorders chance that a hint overtakes another
 * @param flush the queue forgets everything now and then
 * @param netLoses chance that a request or an answer between nodes is lost
 * @param cut nodes cannot reach each other for a while
 * @param workersFail workers are late, come twice, or never
 * @param leave nodes leave in good order and come back
 */
public record Faults(
        boolean crash,
        boolean pause,
        boolean skew,
        boolean slowStore,
        boolean outage,
        int failBefore,
        int doubtBefore,
        int doubtAfter,
        int doubtLate,
        int readFails,
        int queueLoses,
        int queueRepeats,
        int queueReorders,
        boolean flush,
        int netLoses,
        boolean cut,
        boolean workersFail,
        boolean leave) {
    /** A world in which all goes well. */
    public static final Faults NONE =
            new Faults(false, false, false, false, false, 0, 0, 0, 0, 0, 0, 0, 0, false, 0, false, false, false);

    /** Draws which faults are on. */
    public static Faults draw(RandomGenerator random) {
        return new Faults(
                random.nextBoolean(),
                random.nextBoolean(),
                random.nextBoolean(),
                random.nextInt(3) == 0,
                random.nextInt(3) == 0,
                some(random, 30),
                some(random, 30),
                some(random, 40),
                some(random, 15),
                some(random, 20),
                some(random, 300),
                some(random, 300),
                some(random, 300),
                random.nextInt(3) == 0,
                some(random, 150),
                random.nextInt(3) == 0,
                random.nextBoolean(),
                random.nextInt(4) == 0);
    }

    /** The same without some kinds. */
    public Faults without(Set<Fault> gone) {
        return new Faults(
                crash && !gone.contains(Fault.CRASH),
                pause && !gone.contains(Fault.PAUSE),
                skew && !gone.contains(Fault.SKEW),
                slowStore && !gone.contains(Fault.SLOW_STORE),
                outage && !gone.contains(Fault.OUTAGE),
                gone.contains(Fault.FAIL_BEFORE) ? 0 : failBefore,
                gone.contains(Fault.DOUBT_BEFORE) ? 0 : doubtBefore,
                gone.contains(Fault.DOUBT_AFTER) ? 0 : doubtAfter,
                gone.contains(Fault.DOUBT_LATE) ? 0 : doubtLate,
                gone.contains(Fault.READ_FAILS) ? 0 : readFails,
                gone.contains(Fault.QUEUE_LOSES) ? 0 : queueLoses,
                gone.contains(Fault.QUEUE_REPEATS) ? 0 : queueRepeats,
                gone.contains(Fault.QUEUE_REORDERS) ? 0 : queueReorders,
                flush && !gone.contains(Fault.FLUSH),
                gone.contains(Fault.NET_LOSES) ? 0 : netLoses,
                cut && !gone.contains(Fault.CUT),
                workersFail && !gone.contains(Fault.WORKERS_FAIL),
                leave && !gone.contains(Fault.LEAVE));
    }

    private static int some(RandomGenerator random, int most) {
        return random.nextBoolean() ? 1 + random.nextInt(most) : 0;
    }
}
