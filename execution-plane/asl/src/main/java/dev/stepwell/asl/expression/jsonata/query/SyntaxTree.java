package dev.stepwell.asl.expression.jsonata.query;

import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.Parser;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The syntax tree of a compiled expression. The library hides most of it, so its fields are looked up once, when this class is loaded:
 * a version that renames one fails the first test. Nothing here is used while an expression is evaluated, except to word its failure.
 */
final class SyntaxTree {
    private static final Field ROOT = field(Jsonata.class, "ast");
    private static final Field LIBRARY = field(Jsonata.class, "environment");
    private static final Field TYPE = field(Parser.Symbol.class, "type");
    private static final Field VALUE = field(Parser.Symbol.class, "value");
    private static final Field PROCEDURE = field(Parser.Symbol.class, "procedure");
    private static final Field STEPS = field(Parser.Symbol.class, "steps");
    private static final Field FOCUS = field(Parser.Symbol.class, "focus");
    private static final Field INDEX = field(Parser.Symbol.class, "index");

    /** Everything that leads from a node to nodes below it. */
    private static final List<Field> BELOW = List.of(
            STEPS,
            PROCEDURE,
            field(Parser.Symbol.class, "lhs"),
            field(Parser.Symbol.class, "rhs"),
            field(Parser.Symbol.class, "lhsObject"),
            field(Parser.Symbol.class, "rhsObject"),
            field(Parser.Symbol.class, "expression"),
            field(Parser.Symbol.class, "expressions"),
            field(Parser.Symbol.class, "arguments"),
            field(Parser.Symbol.class, "body"),
            field(Parser.Symbol.class, "condition"),
            field(Parser.Symbol.class, "then"),
            field(Parser.Symbol.class, "_else"),
            field(Parser.Symbol.class, "predicate"),
            field(Parser.Symbol.class, "stages"),
            field(Parser.Symbol.class, "expr"),
            field(Parser.Symbol.class, "group"),
            field(Parser.Symbol.class, "terms"),
            field(Parser.Symbol.class, "pattern"),
            field(Parser.Symbol.class, "update"),
            field(Parser.Symbol.class, "delete"));

    private final Parser.Symbol root;
    private final Jsonata.Frame library;
    private final Set<Parser.Symbol> nodes = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<Pattern> regexes = new ArrayList<>();
    private final Set<String> variables = new LinkedHashSet<>();
    private final Set<String> statesFields = new LinkedHashSet<>();
    private final Set<String> freeNames;

    /** Reads the tree and turns its regular expressions into variables, so that each evaluation can bind them to what counts. */
    SyntaxTree(Jsonata compiled) {
        this.root = (Parser.Symbol) Objects.requireNonNull(read(ROOT, compiled));
        this.library = (Jsonata.Frame) Objects.requireNonNull(read(LIBRARY, compiled));
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

    Optional<String> calledFunction(Parser.Symbol node) {
        Object procedure = read(PROCEDURE, node);
        return procedure instanceof Parser.Symbol called && type(called).equals("variable")
                ? Optional.of(value(called))
                : Optional.empty();
    }

    Optional<String> operator(Parser.Symbol node) {
        return type(node).equals("binary") ? Optional.of(value(node)) : Optional.empty();
    }

    String type(Parser.Symbol node) {
        return String.valueOf(read(TYPE, node));
    }

    String value(Parser.Symbol node) {
        return String.valueOf(read(VALUE, node));
    }

    /** The name that a step of a path gives to what it finds, or to its place there. */
    Optional<String> bound(Parser.Symbol step, Binding by) {
        Object name = read(by == Binding.FOCUS ? FOCUS : INDEX, step);
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
        BELOW.forEach(field -> spread(read(field, node), found));
        return found;
    }

    /** The nodes directly below by one of the fields. */
    List<Parser.Symbol> below(Parser.Symbol node, String field) {
        List<Parser.Symbol> found = new ArrayList<>();
        for (Field each : BELOW) {
            if (each.getName().equals(field)) {
                spread(read(each, node), found);
            }
        }
        return found;
    }

    private void gather(Parser.Symbol node) {
        if (!nodes.add(node)) {
            return;
        }
        switch (type(node)) {
            case "regex" -> {
                Object pattern = read(VALUE, node);
                write(TYPE, node, "variable");
                write(VALUE, node, regexName(regexes.size()));
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

    private static @Nullable Object read(Field field, Object of) {
        try {
            return field.get(of);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void write(Field field, Object of, Object value) {
        try {
            field.set(of, value);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Field field(Class<?> of, String name) {
        try {
            Field field = of.getDeclaredField(name);
            field.setAccessible(true);
            return field;
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException("the JSONata library has changed: " + name, e);
        }
    }
}
