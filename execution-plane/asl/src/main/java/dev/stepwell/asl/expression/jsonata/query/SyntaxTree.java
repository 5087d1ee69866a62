package dev.stepwell.asl.expression.jsonata.query;

import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.Parser;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The syntax tree of a compiled expression. Nothing here is used while an expression is evaluated, except to word its failure.
 */
final class SyntaxTree {
    private static final Reflected ROOT = Reflected.of(Jsonata.class, "ast");
    private static final Reflected TYPE = Reflected.of(Parser.Symbol.class, "type");
    private static final Reflected VALUE = Reflected.of(Parser.Symbol.class, "value");
    private static final Reflected PROCEDURE = Reflected.of(Parser.Symbol.class, "procedure");
    private static final Reflected TUPLE = Reflected.of(Parser.Symbol.class, "tuple");
    private static final Reflected STEPS = Reflected.of(Parser.Symbol.class, "steps");
    private static final Reflected LIBRARY = Reflected.of(Jsonata.class, "environment");
    private static final Reflected FOCUS = Reflected.of(Parser.Symbol.class, "focus");
    private static final Reflected INDEX = Reflected.of(Parser.Symbol.class, "index");

    /** Everything that leads from a node to nodes below it. */
    private static final List<Reflected> BELOW = List.of(
            STEPS,
            PROCEDURE,
            Reflected.of(Parser.Symbol.class, "lhs"),
            Reflected.of(Parser.Symbol.class, "rhs"),
            Reflected.of(Parser.Symbol.class, "lhsObject"),
            Reflected.of(Parser.Symbol.class, "rhsObject"),
            Reflected.of(Parser.Symbol.class, "expression"),
            Reflected.of(Parser.Symbol.class, "expressions"),
            Reflected.of(Parser.Symbol.class, "arguments"),
            Reflected.of(Parser.Symbol.class, "body"),
            Reflected.of(Parser.Symbol.class, "condition"),
            Reflected.of(Parser.Symbol.class, "then"),
            Reflected.of(Parser.Symbol.class, "_else"),
            Reflected.of(Parser.Symbol.class, "predicate"),
            Reflected.of(Parser.Symbol.class, "stages"),
            Reflected.of(Parser.Symbol.class, "expr"),
            Reflected.of(Parser.Symbol.class, "group"),
            Reflected.of(Parser.Symbol.class, "terms"),
            Reflected.of(Parser.Symbol.class, "pattern"),
            Reflected.of(Parser.Symbol.class, "update"),
            Reflected.of(Parser.Symbol.class, "delete"));

    private final Parser.Symbol root;
    private final Jsonata.Frame library;
    private final Set<Parser.Symbol> nodes = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<Parser.Symbol> tuples = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<Pattern> regexes = new ArrayList<>();
    private final Set<String> variables = new LinkedHashSet<>();
    private final Set<String> statesFields = new LinkedHashSet<>();
    private final Set<String> freeNames;

    /** Reads the tree and turns its regular expressions into variables, so that each evaluation can bind them to what counts. */
    SyntaxTree(Jsonata compiled) {
        this.root = (Parser.Symbol) ROOT.require(compiled);
        this.library = (Jsonata.Frame) LIBRARY.require(compiled);
        gather(root);
        this.freeNames = FreeNames.of(this, root);
    }

    /** The name under which the regular expression of that number is bound; nobody can write such a name. */
    static String regexName(int number) {
        return " regex" + number;
    }

    /** The regular expressions, by number. */
    List<Pattern> regexes() {
        return regexes;
    }

    /** The names of all variables and functions that are read, without {@code $}. */
    Set<String> variables() {
        return variables;
    }

    /** Those of them that the expression does not set itself. */
    Set<String> freeNames() {
        return freeNames;
    }

    /** Whether it is the name of a function of the library. */
    boolean isFunction(String name) {
        return library.lookup(name) != null;
    }

    /** The fields of {@code $states} that are read. */
    Set<String> statesFields() {
        return statesFields;
    }

    /** What is read from the context that an expression of a state does not have, in order: names, {@code $} and {@code $$}. */
    Set<String> topLevelReferences() {
        Set<String> names = new LinkedHashSet<>();
        TopLevel.collect(this, root, names);
        return names;
    }

    /** Whether it is a step of a path that binds variables, for each of which the library makes as many copies as there are elements. */
    boolean bindsVariables(Parser.Symbol node) {
        return !tuples.isEmpty() && tuples.contains(node);
    }

    Optional<String> calledFunction(Parser.Symbol node) {
        Object procedure = PROCEDURE.read(node);
        return procedure instanceof Parser.Symbol called && type(called).equals("variable")
                ? Optional.of(value(called))
                : Optional.empty();
    }

    Optional<String> operator(Parser.Symbol node) {
        return type(node).equals("binary") ? Optional.of(value(node)) : Optional.empty();
    }

    String type(Parser.Symbol node) {
        return String.valueOf(TYPE.read(node));
    }

    String value(Parser.Symbol node) {
        return String.valueOf(VALUE.read(node));
    }

    /** The name that a step of a path gives to what it finds, or to its place there. */
    Optional<String> bound(Parser.Symbol step, Binding by) {
        Object name = (by == Binding.FOCUS ? FOCUS : INDEX).read(step);
        return Optional.ofNullable(name).map(Object::toString);
    }

    /** How a step of a path gives a name. */
    enum Binding {
        /** {@code @$name}. */
        FOCUS,
        /** {@code #$name}. */
        INDEX
    }

    /** All nodes directly below. */
    List<Parser.Symbol> below(Parser.Symbol node) {
        List<Parser.Symbol> found = new ArrayList<>();
        BELOW.forEach(field -> spread(field.read(node), found));
        return found;
    }

    /** The nodes directly below by one of the fields. */
    List<Parser.Symbol> below(Parser.Symbol node, String field) {
        List<Parser.Symbol> found = new ArrayList<>();
        for (Reflected each : BELOW) {
            if (each.name().equals(field)) {
                spread(each.read(node), found);
            }
        }
        return found;
    }

    private void gather(Parser.Symbol node) {
        if (!nodes.add(node)) {
            return;
        }
        if (Boolean.TRUE.equals(TUPLE.read(node))) {
            tuples.add(node);
        }
        switch (type(node)) {
            case "regex" -> {
                Object pattern = VALUE.read(node);
                TYPE.write(node, "variable");
                VALUE.write(node, regexName(regexes.size()));
                regexes.add((Pattern) pattern);
            }
            case "variable" -> variables.add(value(node));
            case "path" -> statesField(node);
            default -> {}
        }
        below(node).forEach(this::gather);
    }

    private void statesField(Parser.Symbol path) {
        List<Parser.Symbol> steps = below(path, "steps");
        if (steps.size() > 1
                && type(steps.get(0)).equals("variable")
                && value(steps.get(0)).equals("states")
                && type(steps.get(1)).equals("name")) {
            statesFields.add(value(steps.get(1)));
        }
    }

    private static void spread(@Nullable Object below, List<Parser.Symbol> into) {
        switch (below) {
            case null -> {}
            case Parser.Symbol node -> into.add(node);
            case List<?> list -> list.forEach(element -> spread(element, into));
            case Object[] pair -> {
                for (Object element : pair) {
                    spread(element, into);
                }
            }
            default -> {}
        }
    }
}
