package dev.stepwell.engine.swf;

import dev.stepwell.engine.record.SwfChange;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What may happen to one kind of thing: from which phase to which, by which change.
 *
 * @param <P> the phases, of which one means that there is no such thing
 */
final class Transitions<P extends Enum<P>> {
    private final Map<Cause<P>, P> table = new LinkedHashMap<>();

    /** A line of the table. */
    record Line<P extends Enum<P>>(P from, Class<? extends SwfChange> by, P to) {}

    private record Cause<P extends Enum<P>>(P from, Class<?> by) {}

    private Transitions(List<Line<P>> lines) {
        lines.forEach(line -> table.put(new Cause<>(line.from, line.by), line.to));
    }

    @SafeVarargs
    static <P extends Enum<P>> Transitions<P> of(Line<P>... lines) {
        return new Transitions<>(List.of(lines));
    }

    static <P extends Enum<P>> Line<P> line(P from, Class<? extends SwfChange> by, P to) {
        return new Line<>(from, by, to);
    }

    /** The phase after a change; throws {@link IllegalStateException} when the change cannot happen in that phase. */
    P next(P from, SwfChange change) {
        P to = table.get(new Cause<>(from, change.getClass()));
        if (to == null) {
            throw new IllegalStateException(
                    change.getClass().getSimpleName() + " cannot happen to what is " + from + ": " + change);
        }
        return to;
    }

    /** All lines, as text: {@code FROM by CHANGE}. */
    List<String> lines() {
        return table.keySet().stream().map(cause -> name(cause.from, cause.by)).toList();
    }

    /** The name of a line. */
    static String name(Enum<?> from, Class<?> by) {
        return from.getDeclaringClass().getEnclosingClass().getSimpleName() + ": " + from + " by " + by.getSimpleName();
    }
}
