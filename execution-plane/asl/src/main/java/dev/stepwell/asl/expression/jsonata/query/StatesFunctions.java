package dev.stepwell.asl.expression.jsonata.query;

import com.dashjoin.jsonata.JException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.stepwell.asl.json.Json;
import dev.stepwell.asl.json.JsonSyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The six functions that Step Functions adds to JSONata (developer guide, "Transforming data with JSONata"). What they do with odd
 * arguments was measured from AWS.
 */
final class StatesFunctions {
    private static final Set<String> HASHES = Set.of("MD5", "SHA-1", "SHA-256", "SHA-384", "SHA-512");
    private static final long MULTIPLIER = 0x5DEECE66DL;
    private static final long MASK = (1L << 48) - 1;

    private final RandomGenerator chance;
    private final Weights weights;

    StatesFunctions(RandomGenerator chance, Weights weights) {
        this.chance = chance;
        this.weights = weights;
    }

    @Nullable
    Object partition(List<@Nullable Object> arguments) {
        atMost(2, arguments, "partition");
        Object first = Native.argument(arguments, 0);
        Object second = Native.argument(arguments, 1);
        if (first == null) {
            return null;
        }
        if (!(first instanceof List<?> array)) {
            throw new JException("T0412: Argument 1 of function \"partition\" must be an array of undefined", -1);
        }
        if (array.isEmpty()) {
            return null;
        }
        if (second == null) {
            return new ArrayList<>(List.of(array));
        }
        long size = whole(second, "partition", 2);
        if (size < 0) {
            throw new JException("D3137: Second argument must be zero or greater", -1);
        }
        if (size > 0) {
            weights.work(array.size() * 40L + (array.size() / size + 1) * 120);
        }
        return size == 0 ? null : chunks(array, (int) Math.min(size, array.size()));
    }

    private static List<Object> chunks(List<?> array, int size) {
        List<Object> chunks = new ArrayList<>();
        for (int i = 0; i < array.size(); i += size) {
            chunks.add(new ArrayList<>(array.subList(i, Math.min(i + size, array.size()))));
        }
        return chunks;
    }

    @Nullable
    Object range(List<@Nullable Object> arguments) {
        atMost(3, arguments, "range");
        long start = whole(Native.argument(arguments, 0), "range", 1);
        long end = whole(Native.argument(arguments, 1), "range", 2);
        Object third = Native.argument(arguments, 2);
        if (third == null) {
            return null;
        }
        long step = whole(third, "range", 3);
        if (step == 0 || (step > 0 ? start > end : start < end)) {
            return null;
        }
        double count = Math.floor(((double) end - start) / step) + 1;
        weights.text((long) Math.min(count * Double.BYTES, Long.MAX_VALUE));
        if (count == 1) {
            return start;
        }
        List<Object> range = new ArrayList<>((int) count);
        for (int i = 0; i < (int) count; i++) {
            range.add(Values.compact((double) start + (double) i * step));
        }
        return range;
    }

    @Nullable
    Object hash(List<@Nullable Object> arguments) {
        atMost(2, arguments, "hash");
        if (!(Native.argument(arguments, 0) instanceof String text)) {
            throw signature("hash", 1);
        }
        Object second = Native.argument(arguments, 1);
        if (second == null) {
            return null;
        }
        if (!(second instanceof String algorithm)) {
            throw signature("hash", 2);
        }
        if (!HASHES.contains(algorithm)) {
            throw new JException(
                    "D3137: Hash algorithm '" + algorithm + "' must be one of SHA-1, SHA-384, SHA-256, SHA-512, MD5",
                    -1);
        }
        try {
            byte[] digest = MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    Object random(List<@Nullable Object> arguments) {
        atMost(1, arguments, "random");
        Object seed = Native.argument(arguments, 0);
        return seed == null ? chance.nextDouble() : seeded(whole(seed, "random", 1));
    }

    /** The first double of a {@code java.util.Random} with that seed, which is what AWS answers. */
    private static double seeded(long seed) {
        long first = advanced((seed ^ MULTIPLIER) & MASK);
        long second = advanced(first);
        return (((first >>> 22) << 27) + (second >>> 21)) * 0x1.0p-53;
    }

    private static long advanced(long state) {
        return (state * MULTIPLIER + 0xB) & MASK;
    }

    /** A random UUID, version 4. */
    Object uuid(List<@Nullable Object> arguments) {
        atMost(0, arguments, "uuid");
        long high = (chance.nextLong() & ~0xF000L) | 0x4000L;
        long low = (chance.nextLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
        return new UUID(high, low).toString();
    }

    @Nullable
    Object parse(List<@Nullable Object> arguments) {
        atMost(1, arguments, "parse");
        Object argument = Native.argument(arguments, 0);
        if (argument == null) {
            return null;
        }
        if (!(argument instanceof String text)) {
            throw signature("parse", 1);
        }
        try {
            // Like AWS, which refuses a key that is there twice.
            JsonNode value = Json.parseDefinition(text);
            return Values.of(value);
        } catch (JsonSyntaxException e) {
            throw new JException("D3137: Invalid JSON", -1);
        }
    }

    private static void atMost(int count, List<@Nullable Object> arguments, String function) {
        if (Native.argument(arguments, count) != null) {
            throw signature(function, count + 1);
        }
    }

    /** Rounded towards nought. */
    private static long whole(@Nullable Object argument, String function, int number) {
        if (!(argument instanceof Number value)) {
            throw signature(function, number);
        }
        return (long) value.doubleValue();
    }

    private static JException signature(String function, int argument) {
        return new JException(
                "T0410: Argument " + argument + " of function \"" + function + "\" does not match function signature",
                -1);
    }
}
