package dev.stepwell.asl.expression.jsonata.query;

import com.dashjoin.jsonata.Functions;
import com.dashjoin.jsonata.JException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code $sort}: elements that the comparator does not tell apart stay in their order, which the library forgets. */
final class SortFunction {
    private SortFunction() {}

    static @Nullable Object sort(List<@Nullable Object> arguments) {
        Object array = Native.argument(arguments, 0);
        Object comparator = Native.argument(arguments, 1);
        if (!(array instanceof List<?> list)) {
            return null;
        }
        if (comparator != null) {
            return sorted(new ArrayList<>(list), comparator);
        }
        try {
            return Functions.sort(list, null);
        } catch (ClassCastException e) {
            throw new JException("D3070", -1);
        }
    }

    /** Merging as the reference implementation does it, so that comparators are asked the same questions. */
    private static List<Object> sorted(List<Object> list, Object comparator) {
        if (list.size() < 2) {
            return list;
        }
        int middle = list.size() / 2;
        List<Object> left = sorted(list.subList(0, middle), comparator);
        List<Object> right = sorted(list.subList(middle, list.size()), comparator);
        List<Object> merged = new ArrayList<>(list.size());
        int l = 0;
        int r = 0;
        while (l < left.size() && r < right.size()) {
            merged.add(comesAfter(left.get(l), right.get(r), comparator) ? right.get(r++) : left.get(l++));
        }
        merged.addAll(left.subList(l, left.size()));
        merged.addAll(right.subList(r, right.size()));
        return merged;
    }

    private static boolean comesAfter(Object left, Object right, Object comparator) {
        Object answer = TextFunctions.applied(comparator, List.of(left, right));
        return switch (answer) {
            case null -> false;
            case Boolean bool -> bool;
            case Number number -> number.doubleValue() != 0;
            case String text -> !text.isEmpty();
            default -> true;
        };
    }
}
