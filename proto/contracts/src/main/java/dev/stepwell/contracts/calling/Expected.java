package dev.stepwell.contracts.calling;

import java.util.Set;

/**
 * What a caller holds something to be that it wants changed: If-Match of RFC 9110.
 *
 * @param anything whether it may be whatever it is, so long as it is there
 * @param tags what it is otherwise one of; empty: there can be nothing like it
 */
public record Expected(boolean anything, Set<EntityTag> tags) {
    public Expected {
        tags = Set.copyOf(tags);
    }

    /** Whatever it is, so long as it is there. */
    public static final Expected ANYTHING = new Expected(true, Set.of());

    /** Whether something that has this tag is as expected. */
    boolean admits(EntityTag current) {
        return anything || tags.contains(current);
    }
}
