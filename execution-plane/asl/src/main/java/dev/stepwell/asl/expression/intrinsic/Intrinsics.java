package dev.stepwell.asl.expression.intrinsic;

import dev.stepwell.asl.expression.Expression;
import dev.stepwell.asl.expression.jsonpath.path.PathSyntaxException;
import java.util.Optional;

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
}
