package dev.stepwell.asl.expression.jsonata.query;

import com.dashjoin.jsonata.Parser;
import dev.stepwell.asl.expression.jsonata.query.SyntaxTree.Binding;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Finds the variables that an expression reads before it has set them itself, by {@code :=}, as the parameter of a function, or in a
 * step of a path: what is left must come from outside.
 */
final class FreeNames {
    private final SyntaxTree tree;
    private final Set<String> free = new LinkedHashSet<>();
    private final Set<Parser.Symbol> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    private FreeNames(SyntaxTree tree) {
        this.tree = tree;
    }

    static Set<String> of(SyntaxTree tree, Parser.Symbol root) {
        FreeNames names = new FreeNames(tree);
        names.read(root, new HashSet<>());
        return names.free;
    }

    /** @param bound what is set already; grows by what the node sets */
    private void read(Parser.Symbol node, Set<String> bound) {
        if (!seen.add(node)) {
            return;
        }
        switch (tree.type(node)) {
            case "variable" -> {
                variable(tree.value(node), bound);
                readBelow(node, bound);
            }
            case "bind" -> {
                tree.below(node, "rhs").forEach(value -> read(value, bound));
                tree.below(node, "lhs").forEach(name -> bound.add(tree.value(name)));
            }
            case "lambda" -> {
                Set<String> inside = new HashSet<>(bound);
                tree.below(node, "arguments").forEach(parameter -> inside.add(tree.value(parameter)));
                tree.below(node, "body").forEach(body -> read(body, inside));
            }
            case "block", "path" -> readBelow(node, new HashSet<>(bound));
            default -> readBelow(node, bound);
        }
    }

    private void readBelow(Parser.Symbol node, Set<String> bound) {
        for (Parser.Symbol child : tree.below(node)) {
            // A step's own filters see the names that it gives.
            tree.bound(child, Binding.FOCUS).ifPresent(bound::add);
            tree.bound(child, Binding.INDEX).ifPresent(bound::add);
            read(child, bound);
        }
    }

    /** The context and what stands for regular expressions are no variables. */
    private void variable(String name, Set<String> bound) {
        if (!name.isEmpty() && !name.equals("$") && !name.startsWith(" ") && !bound.contains(name)) {
            free.add(name);
        }
    }
}
