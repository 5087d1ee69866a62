package dev.stepwell.asl.expression.jsonpath.path;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.stepwell.asl.json.Json;
import dev.stepwell.asl.json.JsonSyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads the inside of {@code ?(…)}: {@code ||} binds weaker than {@code &&}, {@code !} strongest. */
final class FilterParser {
    /** How deep brackets and filters within filters may nest. */
    static final int MAX_DEPTH = 20;

    private final PathText text;
    private int depth;

    FilterParser(PathText text, int depth) {
        this.text = text;
        this.depth = depth;
    }

    Filter filter() {
        if (++depth > MAX_DEPTH) {
            throw text.error("the filter is nested too deeply");
        }
        List<Filter> any = new ArrayList<>();
        do {
            any.add(conjunction());
            text.skipBlanks();
        } while (text.take("||"));
        depth--;
        return any.size() == 1 ? any.getFirst() : new Filter.Or(List.copyOf(any));
    }

    private Filter conjunction() {
        List<Filter> all = new ArrayList<>();
        do {
            all.add(term());
            text.skipBlanks();
        } while (text.take("&&"));
        return all.size() == 1 ? all.getFirst() : new Filter.And(List.copyOf(all));
    }

    private Filter term() {
        text.skipBlanks();
        boolean negated = false;
        while (text.peek() == '!' && text.peek(1) != '=') {
            text.next();
            text.skipBlanks();
            negated = !negated;
        }
        Filter filter;
        if (text.take("(")) {
            filter = filter();
            text.skipBlanks();
            text.expect(")");
        } else {
            filter = comparison();
        }
        return negated ? new Filter.Not(filter) : filter;
    }

    private Filter comparison() {
        Filter.Operand left = operand();
        text.skipBlanks();
        for (Filter.Operator operator : Filter.Operator.values()) {
            if (text.take(operator.spelling())) {
                text.skipBlanks();
                return checked(new Filter.Compare(left, operator, operand()));
            }
        }
        if (left instanceof Filter.Literal || left instanceof Filter.Regex) {
            throw text.error("expected an operator");
        }
        return new Filter.Exists(left);
    }

    private Filter checked(Filter.Compare compare) {
        boolean regex = compare.right() instanceof Filter.Regex;
        if (regex != (compare.operator() == Filter.Operator.MATCHES) || compare.left() instanceof Filter.Regex) {
            throw text.error("a regular expression stands to the right of '=~' only");
        }
        return compare;
    }

    private Filter.Operand operand() {
        char c = text.peek();
        if (c == '@') {
            text.next();
            return new Filter.Current(new PathParser(text, depth).steps());
        }
        if (c == '$') {
            text.next();
            return new Filter.Whole(new PathParser(text, depth).steps());
        }
        return c == '/' ? regex() : new Filter.Literal(literal());
    }

    private JsonNode literal() {
        char c = text.peek();
        if (c == '\'' || c == '"') {
            return TextNode.valueOf(text.quoted());
        }
        if (c == '[') {
            return list();
        }
        if (c == '-' || PathText.isDigit(c)) {
            return number();
        }
        return switch (text.run(Character::isLetter)) {
            case "true" -> BooleanNode.TRUE;
            case "false" -> BooleanNode.FALSE;
            case "null" -> NullNode.getInstance();
            default -> throw text.error("expected a value");
        };
    }

    private ArrayNode list() {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        if (++depth > MAX_DEPTH) {
            throw text.error("the list is nested too deeply");
        }
        text.expect("[");
        text.skipBlanks();
        if (!text.take("]")) {
            do {
                text.skipBlanks();
                list.add(literal());
                text.skipBlanks();
            } while (text.take(","));
            text.expect("]");
        }
        depth--;
        return list;
    }

    private JsonNode number() {
        String number = text.run(c -> PathText.isDigit((char) c) || "+-.eE".indexOf(c) >= 0);
        try {
            return Json.parse(number);
        } catch (JsonSyntaxException e) {
            throw text.error("'" + number + "' is not a number");
        }
    }

    private Filter.Regex regex() {
        text.expect("/");
        StringBuilder pattern = new StringBuilder();
        for (char c = text.next(); c != '/'; c = text.next()) {
            if (c == '\\' && text.peek() == '/') {
                c = text.next();
            } else if (c == '\\') {
                pattern.append(c);
                c = text.next();
            }
            pattern.append(c);
        }
        int flags = 0;
        for (char c : text.run(Character::isLetter).toCharArray()) {
            flags |= switch (c) {
                case 'i' -> Pattern.CASE_INSENSITIVE;
                case 'm' -> Pattern.MULTILINE;
                case 's' -> Pattern.DOTALL;
                case 'u' -> Pattern.UNICODE_CASE;
                case 'x' -> Pattern.COMMENTS;
                default -> throw text.error("there is no flag '" + c + "'");
            };
        }
        try {
            return new Filter.Regex(Pattern.compile(pattern.toString(), flags));
        } catch (PatternSyntaxException e) {
            throw text.error("the regular expression is wrong");
        }
    }
}
