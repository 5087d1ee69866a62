package dev.stepwell.asl.expression.jsonata.query;

import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.Parser;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Follows one evaluation through the library's callbacks: how deep it is, how much it has done, and where it was when it failed. */
final class Watch {
    /** How deep steps may nest: AWS takes 100 and refuses 101 (measured). So small a depth fits any thread's stack. */
    static final int MAX_DEPTH = 100;

    private final Parser.@Nullable Symbol[] open = new Parser.@Nullable Symbol[MAX_DEPTH];
    private final SyntaxTree tree;
    private final Fuel fuel;
    private final Weights weights;
    private int depth;

    Watch(SyntaxTree tree, Fuel fuel, Weights weights) {
        this.tree = tree;
        this.fuel = fuel;
        this.weights = weights;
    }

    void follow(Jsonata.Frame frame) {
        frame.setEvaluateEntryCallback((symbol, input, environment) -> {
            fuel.step();
            if (depth == MAX_DEPTH) {
                throw BoundException.depth();
            }
            open[depth++] = symbol;
        });
        frame.setEvaluateExitCallback((symbol, input, environment, result) -> {
            depth--;
            weights.check(result);
            if (tree.bindsVariables(symbol)) {
                weights.tuples(result);
            }
        });
    }

    /** Whether the step that failed is the whole expression. */
    boolean failedAtTop() {
        return depth == 1;
    }

    /** Something about the innermost step that had not ended when the evaluation failed and that has it. */
    Optional<String> innermost(Function<Parser.Symbol, Optional<String>> property) {
        for (int i = depth - 1; i >= 0; i--) {
            Parser.Symbol symbol = open[i];
            Optional<String> found = symbol == null ? Optional.empty() : property.apply(symbol);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** The name of the function that was being called. */
    String function() {
        return innermost(tree::calledFunction).orElse("");
    }

    /** The operator that was being evaluated. */
    String operator() {
        return innermost(tree::operator).orElse("");
    }
}
