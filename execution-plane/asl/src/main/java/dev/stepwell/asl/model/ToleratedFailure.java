package dev.stepwell.asl.model;

import dev.stepwell.asl.expression.Expression;
import java.util.Optional;

/** How many failed items a Map bears before it fails itself; nothing written means none. */
public record ToleratedFailure(Optional<Expression> count, Optional<Expression> percentage) {
    /** Not one failure is borne. */
    public static final ToleratedFailure NONE = new ToleratedFailure(Optional.empty(), Optional.empty());
}
