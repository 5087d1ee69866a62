package dev.stepwell.asl.expression.jsonata.query;

import com.dashjoin.jsonata.Parser;
import dev.stepwell.asl.expression.jsonata.query.SyntaxTree.Binding;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the variables that an expression reads before it has set them itself, by {@code :=}, as the parameter of a function, or in a
 * step of a path: what is left must come from outside.
 */
final class FreeNames {
    private final SyntaxTree tree;
    private final Set<String> free = new LinkedHashSet<>();
    private final Set<Parser.Symbol> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    /** What is set where the walk stands: in the order of setting, and how often each name is. */
    private final List<String> set = new ArrayList<>();

    private final Map<String, Integer> times = new HashMap<>();

    private FreeNames(SyntaxTree tree) {
        this.tree = tree;
    }

    static Set<String> of(SyntaxTree tree, Parser.Symbol root) {
        FreeNames names = new FreeNames(tree);
        names.read(root);
        return names.free;
    }

    private void read(Parser.Symbol node) {
        if (!seen.add(node)) {
            return;
        }
        switch (tree.type(node)) {
            case "variable" -> {
                variable(tree.value(node));
                readBelow(node);
            }
            case "bind" -> {
                tree.below(node, "rhs").forEach(this::read);
                tree.below(node, "lhs").forEach(name -> set(tree.value(name)));
            }
            case "lambda" ->
                inScope(() -> {
                    tree.below(node, "arguments").forEach(parameter -> set(tree.value(parameter)));
                    tree.below(node, "body").forEach(this::read);
                });
            case "block", "path" -> inScope(() -> readBelow(node));
            default -> readBelow(node);
        }
    }

    private void readBelow(Parser.Symbol node) {
        for (Parser.Symbol child : tree.below(node)) {
            // A step's own filters see the names that it gives.
            tree.bound(child, Binding.FOCUS).ifPresent(this::set);
            tree.bound(child, Binding.INDEX).ifPresent(this::set);
            read(child);
        }
    }

    /** The context and what stands for regular expressions are no variables. */
    private void variable(String name) {
        if (!name.isEmpty() && !name.equals("$") && !name.startsWith(" ") && !times.containsKey(name)) {
            free.add(name);
        }
    }

    private void set(String name) {
        set.add(name);
        times.merge(name, 1, Integer::sum);
    }

    private void inScope(Runnable walk) {
        int before = set.size();
        walk.run();
        while (set.size() > before) {
            times.computeIfPresent(set.removeLast(), (name, count) -> count == 1 ? null : count - 1);
        }
    }
}
