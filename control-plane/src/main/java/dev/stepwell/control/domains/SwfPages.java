package dev.stepwell.control.domains;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.control.paging.PageTokens;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.SortField;
import org.jooq.impl.DSL;

/**
 * Which page of a list of SWF is wanted.
 *
 * @param size how many at most, as the client says it; 0 means as many as there may be
 * @param token where it begins, if it is not the first
 * @param reverse whether the list runs from its end
 */
public record SwfPages(int size, Optional<String> token, boolean reverse) {
    private static final int LARGEST = 1000;
    private static final String BETWEEN = "\n"; // No name has a control character.

    /** What SWF says to a token that is none of its own, and to one that is older than a day (API reference, "nextPageToken"). */
    private static final PageTokens.Refusals REFUSALS = new PageTokens.Refusals(
            new Fault("ValidationException", "Invalid token"),
            new Fault("ValidationException", "Specified token has exceeded its maximum lifetime"));

    /** How many stand on the page. */
    public int length() {
        return size <= 0 ? LARGEST : Math.min(size, LARGEST);
    }

    /** Where the page begins in that list; refuses a token of another list, or of the same one the other way round. */
    public Cut cut(Caller caller, PageTokens tokens, String list) {
        Optional<String> last = tokens.open(caller, directed(list), token, REFUSALS);
        return new Cut(last.map(text -> List.of(text.split(BETWEEN, -1))), reverse, length() + 1);
    }

    /** The token of the page that goes on in that list behind an item with those names. */
    public String tokenBehind(Caller caller, PageTokens tokens, String list, String... names) {
        return tokens.seal(caller, directed(list), String.join(BETWEEN, names));
    }

    private String directed(String list) {
        return list + (reverse ? "/reverse" : "");
    }

    /**
     * The part of a list that a page is made of.
     *
     * @param last the names of what stands before it, if anything does
     * @param reverse whether the list runs from its end
     * @param limit how many rows are wanted: a page and one more, which says that there is another page
     */
    public record Cut(Optional<List<String>> last, boolean reverse, int limit) {
        /** The rows behind what stands before the page. */
        public Condition behind(List<Field<String>> names) {
            if (last.isEmpty()) {
                return DSL.noCondition();
            }
            var row = DSL.row(names);
            var given = DSL.row(last.get());
            return reverse ? row.lt(given) : row.gt(given);
        }

        /** The order of the list. */
        public List<SortField<String>> order(List<Field<String>> names) {
            return names.stream()
                    .map(name -> reverse ? name.desc() : name.asc())
                    .toList();
        }
    }
}
