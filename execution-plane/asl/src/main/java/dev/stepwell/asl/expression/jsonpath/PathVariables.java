package dev.stepwell.asl.expression.jsonpath;

import dev.stepwell.asl.expression.intrinsic.Intrinsics;
import dev.stepwell.asl.expression.jsonpath.path.PathSyntaxException;
import dev.stepwell.asl.expression.jsonpath.path.ScopedPath;
import java.util.Set;

/** Which variables a path or an intrinsic call reads. */
public final class PathVariables {
    private PathVariables() {}

    /** The names, without the dollar; none when the text is neither. */
    public static Set<String> in(String text) {
        if (text.startsWith("States.")) {
            return Intrinsics.variables(text);
        }
        try {
            return ScopedPath.parse(text).variable().map(Set::of).orElse(Set.of());
        } catch (PathSyntaxException e) {
            return Set.of();
        }
    }
}
