package dev.stepwell.control.aliases;

import dev.stepwell.names.Arn;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * An alias; times in whole milliseconds.
 *
 * @param description empty when none was given
 * @param routes where it leads, one or two, in the order given
 */
public record Alias(
        Arn.StateMachine arn, String description, List<Route> routes, Instant createdAt, Instant updatedAt) {
    public Alias {
        routes = List.copyOf(routes);
    }

    /** Whether it says the same as another of that name; the order of the routes does not count. */
    boolean says(String otherDescription, List<Route> otherRoutes) {
        return description.equals(otherDescription) && Set.copyOf(routes).equals(Set.copyOf(otherRoutes));
    }

    /**
     * One route of an alias.
     *
     * @param version the number of the version
     * @param weight its share of the starts, of 100
     */
    public record Route(int version, int weight) {}
}
