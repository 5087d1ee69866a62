package dev.stepwell.asl.expression.intrinsic;

import dev.stepwell.asl.expression.Expression;
import dev.stepwell.asl.expression.jsonpath.path.PathSyntaxException;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Reads intrinsic calls. */
public final class Intrinsics {
    private Intrinsics() {}

    /**
     * An expression for a call such as {@code States.Format('{}', $.name)}; empty when the text is none: unknown functions, wrong
     * numbers of arguments and escapes that AWS does not know are all refused when the definition is read.
     */
    public static Optional<Expression> parse(String text) {
        try {
            return Optional.of(new CallParser(text).whole());
        } catch (IntrinsicSyntaxException | PathSyntaxException e) {
            return Optional.empty();
        }
    }

    /** The variables that a call reads, at any depth; none when the text is no call. */
    public static Set<String> variables(String text) {
        Set<String> names = new LinkedHashSet<>();
        try {
            new CallParser(text).whole().variables(names);
        } catch (IntrinsicSyntaxException | PathSyntaxException e) {
            return Set.of();
        }
        return names;
    }
}
