package dev.stepwell.engine.trial;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What was seen of a state while it was tried.
 *
 * @param texts the data after each step of its processing, as JSON text; what was not reached or is not shown is absent
 * @param limits what a Map says of its iterations
 * @param handler who took the error
 */
public record Inspection(Map<Sight, String> texts, MapLimits limits, Handler handler) {
    public Inspection {
        Map<Sight, String> copy = new EnumMap<>(Sight.class);
        copy.putAll(texts);
        texts = Collections.unmodifiableMap(copy);
    }

    /**
     * What a Map says of its iterations, as far as it was evaluated.
     *
     * @param maxConcurrency 0 when it says nothing
     * @param toleratedCount failed iterations that are put up with
     * @param toleratedPercentage the same in per cent
     */
    public record MapLimits(
            OptionalInt maxConcurrency, OptionalInt toleratedCount, OptionalDouble toleratedPercentage) {
        static final MapLimits NONE = new MapLimits(OptionalInt.empty(), OptionalInt.empty(), OptionalDouble.empty());

        /** Whether so many failed iterations are too many; without a limit, one is. */
        boolean exceededBy(int failed, int iterations) {
            if (toleratedCount.isEmpty() && toleratedPercentage.isEmpty()) {
                return failed > 0;
            }
            boolean byCount = toleratedCount.isPresent() && failed > toleratedCount.getAsInt();
            return byCount
                    || (toleratedPercentage.isPresent()
                            && failed * 100.0 > toleratedPercentage.getAsDouble() * iterations);
        }
    }

    /**
     * Who took the error.
     *
     * @param catchIndex the catcher
     * @param retryIndex the retrier that stands for the error, also when it has no attempt left
     * @param backoffSeconds until the next attempt
     */
    public record Handler(OptionalInt catchIndex, OptionalInt retryIndex, OptionalInt backoffSeconds) {
        static final Handler NOBODY = new Handler(OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty());

        /** Whether anybody did. */
        public boolean isSomebody() {
            return catchIndex.isPresent() || retryIndex.isPresent();
        }
    }
}
