package dev.stepwell.simulation.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What has been found, in order. After a hundred the rest is only counted, as one fault can have many consequences. */
public final class Violations {
    private static final int KEPT = 100;

    private final List<Violation> found = new ArrayList<>();
    private int count;

    /** Notes one. */
    public void add(String rule, Object where, String what) {
        count++;
        if (found.size() < KEPT) {
            found.add(new Violation(rule, String.valueOf(where), what));
        }
    }

    /** Notes one unless the condition holds. */
    public void require(boolean condition, String rule, Object where, String what) {
        if (!condition) {
            add(rule, where, what);
        }
    }

    /** How many there are. */
    public int count() {
        return count;
    }

    /** The first that is sought, among the first hundred. */
    public Optional<Violation> first(Predicate<Violation> sought) {
        return found.isEmpty()
                ? Optional.empty()
                : found.stream().filter(sought).findFirst();
    }

    /** The first hundred. */
    public List<Violation> found() {
        return List.copyOf(found);
    }
}
