package dev.stepwell.asl.expression.jsonpath.path;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Reads the steps of a path, the root already read. */
final class PathParser {
    /** Paths have at most this many steps, and filters nest at most {@link FilterParser#MAX_DEPTH} deep. */
    static final int MAX_STEPS = 500;

    private final PathText text;
    private final int depth;

    /** @param depth how many filters this path stands in */
    PathParser(PathText text, int depth) {
        this.text = text;
        this.depth = depth;
    }

    /** As many steps as follow. */
    JsonPath steps() {
        List<Step> steps = new ArrayList<>();
        while (text.peek() == '.' || text.peek() == '[') {
            if (!steps.isEmpty() && steps.getLast() instanceof Step.Call) {
                throw text.error("nothing may follow a function");
            }
            if (steps.size() == MAX_STEPS) {
                throw text.error("it has more than " + MAX_STEPS + " steps");
            }
            steps.add(step());
        }
        return new JsonPath(steps);
    }

    private Step step() {
        if (text.take("..")) {
            return new Step.Deep(text.peek() == '[' ? bracket() : dotted());
        }
        if (text.peek() == '[') {
            return bracket();
        }
        text.expect(".");
        return text.peek() == '[' ? bracket() : dotted();
    }

    private Step dotted() {
        if (text.take("*")) {
            return new Step.Wildcard();
        }
        String name = text.run(PathParser::isNamePart);
        if (name.isEmpty()) {
            throw text.error("a name is missing");
        }
        if (text.peek() == '(') {
            text.expect("(");
            text.skipBlanks();
            text.expect(")");
            return new Step.Call(
                    PathFunction.named(name).orElseThrow(() -> text.error("there is no function '" + name + "'")));
        }
        return new Step.Children(List.of(name));
    }

    private static boolean isNamePart(int c) {
        return switch (c) {
            case '.', '[', ']', '(', ')', ',', ' ', '\t', '\r', '\n', '*', '?', '@', '=', '<', '>', '!', '&', '|' ->
                false;
            default -> true;
        };
    }

    private Step bracket() {
        text.expect("[");
        text.skipBlanks();
        Step step = inBrackets();
        text.skipBlanks();
        text.expect("]");
        return step;
    }

    private Step inBrackets() {
        char c = text.peek();
        if (c == '*') {
            text.next();
            return new Step.Wildcard();
        }
        if (c == '?') {
            text.next();
            text.skipBlanks();
            text.expect("(");
            Filter filter = new FilterParser(text, depth).filter();
            text.skipBlanks();
            text.expect(")");
            return new Step.Where(filter);
        }
        if (c == '\'' || c == '"') {
            return names();
        }
        if (c == ':' || text.atInteger()) {
            return numbers();
        }
        throw text.error("expected an index, a quoted name, '*' or '?'");
    }

    private Step names() {
        List<String> names = new ArrayList<>();
        do {
            text.skipBlanks();
            if (text.peek() != '\'' && text.peek() != '"') {
                throw text.error("expected a quoted name");
            }
            names.add(text.quoted());
            text.skipBlanks();
        } while (text.take(","));
        return new Step.Children(List.copyOf(names));
    }

    private Step numbers() {
        OptionalInt first = text.atInteger() ? OptionalInt.of(text.integer()) : OptionalInt.empty();
        text.skipBlanks();
        if (text.take(":")) {
            text.skipBlanks();
            OptionalInt second = text.atInteger() ? OptionalInt.of(text.integer()) : OptionalInt.empty();
            return new Step.Slice(first, second);
        }
        List<Integer> indices = new ArrayList<>();
        first.ifPresent(indices::add);
        while (text.take(",")) {
            text.skipBlanks();
            indices.add(text.integer());
            text.skipBlanks();
        }
        return new Step.Indices(List.copyOf(indices));
    }
}
