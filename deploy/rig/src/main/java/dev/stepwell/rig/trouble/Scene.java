package dev.stepwell.rig.trouble;

import dev.stepwell.rig.crew.Desk;
import dev.stepwell.rig.house.Settings;
import dev.stepwell.rig.house.Village;
import dev.stepwell.rig.stores.Stores;
import dev.stepwell.simulation.audit.Violation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import software.amazon.awssdk.services.sfn.SfnClient;

/** Where a trouble happens: the servers, the work that goes on meanwhile, and a list of what was seen. */
public final class Scene {
    private final Village village;
    private final Optional<Stores> stores;
    private final Load load;
    private final Desk<SfnClient> desk;
    private final Settings keys;
    private final Random random;
    private final boolean whole;
    private final Map<String, Long> figures = new LinkedHashMap<>();
    private final List<Violation> violations = Collections.synchronizedList(new ArrayList<>());

    /**
     * A scene.
     *
     * @param keys of the tenant that all of this is under
     * @param stores those of the installation that are not its first node's
     * @param whole whether volumes are those of the long tier
     */
    public Scene(
            Village village,
            Optional<Stores> stores,
            Load load,
            Desk<SfnClient> desk,
            Settings keys,
            long seed,
            boolean whole) {
        this.village = village;
        this.stores = stores;
        this.load = load;
        this.desk = desk;
        this.keys = keys;
        this.random = new Random(seed);
        this.whole = whole;
    }

    /** The work that goes on beside a trouble. */
    public interface Load {
        /** How many executions were acknowledged so far. */
        int started();

        /** How many of the first so many have ended. */
        long ended(int first);
    }

    Village village() {
        return village;
    }

    /** The stores, which are of the kind that the trouble asked for. */
    <S extends Stores> S stores(Class<S> kind) {
        return kind.cast(stores.orElseThrow());
    }

    Load load() {
        return load;
    }

    Desk<SfnClient> desk() {
        return desk;
    }

    /** Another than AWS's way to ask for something as the tenant: the key for REST. */
    String apiKey() {
        return keys.get("STEPWELL_API_KEY");
    }

    /** A role of the tenant's, which every machine has to name. */
    String role() {
        return "arn:aws:iam::" + keys.get("STEPWELL_ACCOUNT") + ":role/rig";
    }

    Random random() {
        return random;
    }

    /** A volume by tier. */
    int volume(int ci, int full) {
        return whole ? full : ci;
    }

    /** Notes a figure for the table of results. */
    void note(String figure, long value) {
        figures.merge(figure, value, Long::sum);
    }

    /** Notes a violation unless the condition holds. */
    void require(boolean condition, String rule, Object where, String what) {
        if (!condition) {
            violations.add(new Violation(rule, String.valueOf(where), what));
        }
    }

    /** What was counted, in the order in which it was noted first. */
    public Map<String, Long> figures() {
        return figures;
    }

    /** What must not have been. */
    public List<Violation> violations() {
        return violations;
    }
}
