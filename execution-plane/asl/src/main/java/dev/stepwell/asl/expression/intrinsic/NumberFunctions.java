package dev.stepwell.asl.expression.intrinsic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** The functions of numbers and of chance. Chance comes from the turn or from a seed, so that replays agree (law 2). */
final class NumberFunctions {
    private NumberFunctions() {}

    static JsonNode add(JsonNode first, JsonNode second) {
        long sum = (long) Arguments.integer(first) + Arguments.integer(second);
        Arguments.require(sum == (int) sum);
        return IntNode.valueOf((int) sum);
    }

    /** A number from the first bound up to, but without, the second. */
    static JsonNode random(List<JsonNode> arguments, RandomGenerator chance) {
        int start = Arguments.integer(arguments.get(0));
        int end = Arguments.integer(arguments.get(1));
        Arguments.require(start < end);
        if (arguments.size() == 2) {
            return IntNode.valueOf(chance.nextInt(start, end));
        }
        long span = (long) end - start;
        long offset = Long.remainderUnsigned(mixed(Arguments.integer(arguments.get(2))), span);
        return IntNode.valueOf((int) (start + offset));
    }

    /** SplitMix64's finalizer: the same seed gives the same number, on every server and for ever. */
    private static long mixed(long seed) {
        long z = seed + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** A random UUID, version 4. */
    static JsonNode uuid(RandomGenerator chance) {
        long high = (chance.nextLong() & ~0xF000L) | 0x4000L;
        long low = (chance.nextLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
        return TextNode.valueOf(new UUID(high, low).toString());
    }
}
