package dev.stepwell.control.paging;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One page of a list.
 *
 * @param items what stands on it
 * @param nextToken where the next page begins; absent on the last
 */
public record Page<T>(List<T> items, Optional<String> nextToken) {
    /** What AWS gives when the client asks for 0 or nothing. */
    private static final int DEFAULT_SIZE = 100;

    private static final int LARGEST = 1000;

    public Page {
        items = List.copyOf(items);
    }

    /** How many items a page has for a client's {@code maxResults}: 0 means 100, and never more than 1,000. */
    public static int size(int maxResults) {
        return maxResults <= 0 ? DEFAULT_SIZE : Math.min(maxResults, LARGEST);
    }

    /** The same page of what each item is made into. */
    public <R> Page<R> map(Function<T, R> made) {
        return new Page<>(items.stream().map(made).toList(), nextToken);
    }

    /**
     * Makes a page out of one row more than it may hold: the surplus row says that there is a next page.
     *
     * @param token seals the last item of the page
     */
    public static <T> Page<T> of(List<T> rows, int size, Function<T, String> token) {
        if (rows.size() <= size) {
            return new Page<>(rows, Optional.empty());
        }
        List<T> items = rows.subList(0, size);
        return new Page<>(items, Optional.of(token.apply(items.get(size - 1))));
    }
}
