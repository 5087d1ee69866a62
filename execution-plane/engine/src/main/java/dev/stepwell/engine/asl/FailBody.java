package dev.stepwell.engine.asl;

import dev.stepwell.asl.expression.Expression;
import dev.stepwell.asl.expression.Scope;
import dev.stepwell.asl.model.State;
import java.util.Optional;

/** Fail: what it says becomes the error and cause of its flow; what it does not say stays absent. */
final class FailBody {
    private FailBody() {}

    static void fail(AslTurn t, Frame frame, State.Fail fail) {
        Scope scope = t.scope(frame);
        Recovery.recover(
                t, frame, text(fail.error(), scope), text(fail.cause(), scope).map(Errors::clipped));
    }

    private static Optional<String> text(Optional<Expression> expression, Scope scope) {
        return expression
                .map(e -> e.evaluate(scope))
                .map(value -> value.isTextual() ? value.asText() : value.toString());
    }
}
