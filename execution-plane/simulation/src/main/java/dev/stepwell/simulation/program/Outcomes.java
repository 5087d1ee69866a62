package dev.stepwell.simulation.program;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Every way in which something may end; more than one when that depends on who is faster.
 *
 * @param all the ways
 * @param open there are too many to count: anything may come of it
 */
public record Outcomes(Set<Outcome> all, boolean open) {
    /** With more ways than that nothing is foretold. */
    private static final int MOST = 16;

    public Outcomes {
        all = new LinkedHashSet<>(all);
        open = open || all.size() > MOST;
    }

    /** Exactly these. */
    public static Outcomes of(Outcome... ways) {
        return new Outcomes(new LinkedHashSet<>(List.of(ways)), false);
    }

    /** These or those. */
    public Outcomes or(Outcomes others) {
        Set<Outcome> both = new LinkedHashSet<>(all);
        both.addAll(others.all);
        return new Outcomes(both, open || others.open);
    }

    /** Each of these replaced by what comes of it. */
    public Outcomes then(Function<Outcome, Outcomes> next) {
        Outcomes sum = new Outcomes(Set.of(), open);
        if (open) {
            return sum;
        }
        for (Outcome way : all) {
            sum = sum.or(next.apply(way));
        }
        return sum;
    }

    /** Of several parts that run at once: the outputs of all, or the failure of one. */
    public static Outcomes together(List<Outcomes> parts, Function<List<Outcome>, Outcome> join) {
        List<List<Outcome>> products = new ArrayList<>(List.of(List.of()));
        Set<Outcome> sum = new LinkedHashSet<>();
        for (Outcomes part : parts) {
            List<List<Outcome>> longer = new ArrayList<>();
            for (Outcome way : part.all) {
                if (way instanceof Outcome.Failed) {
                    sum.add(way);
                    continue;
                }
                products.forEach(product -> longer.add(append(product, way)));
            }
            if (part.open || longer.size() > MOST) {
                return new Outcomes(Set.of(), true);
            }
            products = longer;
        }
        products.forEach(product -> sum.add(join.apply(product)));
        return new Outcomes(sum, false);
    }

    private static List<Outcome> append(List<Outcome> list, Outcome last) {
        List<Outcome> longer = new ArrayList<>(list);
        longer.add(last);
        return longer;
    }
}
