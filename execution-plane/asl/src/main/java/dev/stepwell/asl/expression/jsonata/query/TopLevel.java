package dev.stepwell.asl.expression.jsonata.query;

import com.dashjoin.jsonata.Parser;
import java.util.Set;

/**
 * Finds what an expression reads from the context at its top level, where an expression of a state has none: AWS refuses the definition
 * then. Only the first step of a path is read there; the body of a lambda is as well.
 */
final class TopLevel {
    private static final String[] UNARY = {"expression", "expressions", "lhsObject"};
    private static final String[] BOTH_SIDES = {"lhs", "rhs"};
    private static final String[] CALL = {"procedure", "arguments"};
    private static final String[] CONDITION = {"condition", "then", "_else"};

    private TopLevel() {}

    static void collect(SyntaxTree tree, Parser.Symbol node, Set<String> names) {
        switch (tree.type(node)) {
            case "path" -> tree.below(node, "steps").stream().limit(1).forEach(step -> collect(tree, step, names));
            case "name" -> names.add(tree.value(node));
            case "variable" -> {
                if (tree.value(node).isEmpty() || tree.value(node).equals("$")) {
                    names.add("$" + tree.value(node));
                }
            }
            case "unary" -> descend(tree, node, names, UNARY);
            case "binary", "apply" -> descend(tree, node, names, BOTH_SIDES);
            case "function", "partial" -> descend(tree, node, names, CALL);
            case "lambda" -> descend(tree, node, names, "body");
            case "condition" -> descend(tree, node, names, CONDITION);
            case "block" -> descend(tree, node, names, "expressions");
            case "bind" -> descend(tree, node, names, "rhs");
            default -> {}
        }
    }

    private static void descend(SyntaxTree tree, Parser.Symbol node, Set<String> names, String... fields) {
        for (String field : fields) {
            tree.below(node, field).forEach(child -> collect(tree, child, names));
        }
    }
}
