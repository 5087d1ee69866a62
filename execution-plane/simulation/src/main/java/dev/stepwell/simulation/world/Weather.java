package dev.stepwell.simulation.world;

import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/** What goes wrong at the moment: faults are on from the beginning until the world is healed. */
public final class Weather {
    private static final long USUAL_WAY = 2_000;

    private final Timeline timeline;
    private final Faults drawn;
    private final Faults faults;
    private final Map<String, Long> cutUntil = new HashMap<>();
    private boolean healed;
    private long storeBackAt;

    /**
     * The weather of a world with these faults.
     *
     * @param drawn the same and those that were taken away from the world
     */
    public Weather(Timeline timeline, Faults drawn, Faults faults) {
        this.timeline = timeline;
        this.drawn = drawn;
        this.faults = faults;
    }

    /** Which faults there are now. */
    public Faults faults() {
        return healed ? Faults.NONE : faults;
    }

    /**
     * Which faults there would be now if none had been taken away: whoever rolls dice for a fault does so for those too, so that the others
     * strike where they did.
     */
    Faults drawn() {
        return healed ? Faults.NONE : drawn;
    }

    /** Ends all faults for good. */
    public void heal() {
        healed = true;
        storeBackAt = 0;
        cutUntil.clear();
    }

    /** Whether they have ended. */
    public boolean isHealed() {
        return healed;
    }

    /** Takes the store away for a while. */
    public void takeStoreAway(long micros) {
        storeBackAt = Math.max(storeBackAt, timeline.micros() + micros);
    }

    /** Whether the store cannot be reached. */
    public boolean isStoreAway() {
        return storeBackAt > timeline.micros();
    }

    /** Lets the node at an address be unreachable for the others for a while. */
    public void cut(String address, long micros) {
        cutUntil.put(address, timeline.micros() + micros);
    }

    /** Whether the two cannot reach each other. */
    public boolean isCut(String one, String other) {
        return isCut(one) || isCut(other);
    }

    private boolean isCut(String address) {
        return cutUntil.getOrDefault(address, 0L) > timeline.micros();
    }

    /** How long one way to the store takes. */
    long wayToStore(RandomGenerator random) {
        if (drawn().slowStore() && Seeds.chance(random, 20)) {
            long slow = Seeds.between(random, 50_000, 3_000_000);
            return faults().slowStore() ? slow : USUAL_WAY;
        }
        return Seeds.between(random, 100, USUAL_WAY);
    }
}
