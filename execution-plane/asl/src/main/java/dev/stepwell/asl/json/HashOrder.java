package dev.stepwell.asl.json;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The order in which AWS writes fields that it kept in a hash map: that of a Java {@code HashMap} of strings. Recorded outputs show it for
 * the dynamic fields of a payload template and for States.JsonMerge, and the texts of arrays and strings make it visible. Spelled out
 * here because the JDK does not promise it.
 */
public final class HashOrder {
    private static final int SMALLEST_TABLE = 16;

    private HashOrder() {}

    /**
     * The names in that order.
     *
     * @param names no name twice, in the order in which they were put into the map
     */
    public static List<String> of(Collection<String> names) {
        int buckets = SMALLEST_TABLE;
        while (names.size() > buckets / 4 * 3) {
            buckets *= 2;
        }
        int mask = buckets - 1;
        List<String> ordered = new ArrayList<>(names);
        ordered.sort((a, b) -> Integer.compare(spread(a) & mask, spread(b) & mask));
        return ordered;
    }

    private static int spread(String name) {
        int hash = name.hashCode();
        return hash ^ (hash >>> 16);
    }
}
