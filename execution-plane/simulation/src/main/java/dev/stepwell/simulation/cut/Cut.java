package dev.stepwell.simulation.cut;

import dev.stepwell.simulation.world.Fault;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All that a world has less than its seed says. Nothing of it changes what else the seed says: that is drawn first, and cut then.
 *
 * @param all in the order in which it was taken away
 */
public record Cut(Set<Less> all) {
    /** The world is as its seed says. */
    public static final Cut NONE = new Cut(Set.of());

    public Cut {
        all = new LinkedHashSet<>(all);
    }

    /** As {@link #toString} writes it. */
    public static Cut of(String words) {
        return new Cut(Stream.of(words.split(","))
                .filter(word -> !word.isBlank())
                .map(word -> Less.of(word.trim()))
                .collect(Collectors.toCollection(LinkedHashSet::new)));
    }

    /** This and more. Of two bounds the narrower stays. */
    public Cut and(Collection<Less> more) {
        Set<Less> both = new LinkedHashSet<>(all);
        both.addAll(more);
        Cut whole = new Cut(both);
        both.removeIf(less -> less instanceof Less.Nodes nodes && nodes.most() > whole.nodes(Integer.MAX_VALUE)
                || less instanceof Less.Life life && life.seconds() > whole.life(Integer.MAX_VALUE));
        return new Cut(both);
    }

    /** This without some of it. */
    public Cut unless(Predicate<Less> needless) {
        return new Cut(all.stream().filter(needless.negate()).collect(Collectors.toCollection(LinkedHashSet::new)));
    }

    /** Whether this is gone. */
    public boolean has(Less less) {
        return all.contains(less);
    }

    /** The kinds of faults that are gone. */
    public Set<Fault> faults() {
        Set<Fault> faults = EnumSet.noneOf(Fault.class);
        each(Less.NoFault.class).forEach(less -> faults.add(less.fault()));
        return faults;
    }

    /** The pieces of a program that are gone. */
    public Set<String> blocks(String machine) {
        return each(Less.NoBlock.class)
                .filter(less -> less.machine().equals(machine))
                .map(Less.NoBlock::block)
                .collect(Collectors.toSet());
    }

    /** How many nodes are left of so many. */
    public int nodes(int drawn) {
        return each(Less.Nodes.class).mapToInt(Less.Nodes::most).reduce(drawn, Math::min);
    }

    /** How many seconds are left of so many. */
    public int life(int drawn) {
        return each(Less.Life.class).mapToInt(Less.Life::seconds).reduce(drawn, Math::min);
    }

    private <T extends Less> Stream<T> each(Class<T> kind) {
        return all.stream().filter(kind::isInstance).map(kind::cast);
    }

    @Override
    public String toString() {
        return all.stream().map(Less::word).collect(Collectors.joining(","));
    }
}
