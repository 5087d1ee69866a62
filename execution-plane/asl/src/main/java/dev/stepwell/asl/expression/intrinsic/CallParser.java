package dev.stepwell.asl.expression.intrinsic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.stepwell.asl.expression.jsonpath.path.ScopedPath;
import dev.stepwell.asl.json.Json;
import dev.stepwell.asl.json.JsonSyntaxException;
import java.util.ArrayList;
import java.util.List;

/** Reads the syntax of calls: {@code States.Name(argument, …)}. */
final class CallParser {
    /** Calls nest at most this deep (developer guide, "Intrinsic functions"). */
    private static final int MAX_DEPTH = 10;

    /** No call is longer: work grows with the number of arguments. */
    private static final int MAX_LENGTH = 10_000;

    /** The only characters a backslash may stand before. */
    private static final String ESCAPABLE = "'{}\\";

    private final String text;
    private int position;

    CallParser(String text) {
        this.text = text;
    }

    IntrinsicCall whole() {
        if (text.length() > MAX_LENGTH) {
            throw new IntrinsicSyntaxException("the call is longer than " + MAX_LENGTH + " characters");
        }
        IntrinsicCall call = call(1);
        blanks();
        if (position < text.length()) {
            throw error("nothing may follow the call");
        }
        return call;
    }

    private IntrinsicCall call(int depth) {
        if (depth > MAX_DEPTH) {
            throw error("calls are nested more than " + MAX_DEPTH + " deep");
        }
        int start = position;
        String name = run();
        IntrinsicFunction function =
                IntrinsicFunction.named(name).orElseThrow(() -> error("there is no function '" + name + "'"));
        blanks();
        expect('(');
        List<Argument> arguments = new ArrayList<>();
        blanks();
        if (peek() == ')') {
            position++;
        } else {
            do {
                blanks();
                arguments.add(argument(depth));
                blanks();
            } while (take(','));
            expect(')');
        }
        if (!function.takes(arguments.size())) {
            throw error(name + " does not take " + arguments.size() + " arguments");
        }
        return new IntrinsicCall(text.substring(start, position), function, List.copyOf(arguments));
    }

    private Argument argument(int depth) {
        char c = peek();
        if (c == '\'') {
            return quoted();
        }
        if (c == '$') {
            ScopedPath.Prefix prefix = ScopedPath.prefix(text, position);
            position = prefix.end();
            return new Argument.Path(prefix.path());
        }
        if (c == 'S') {
            return new Argument.Nested(call(depth + 1));
        }
        return new Argument.Literal(literal());
    }

    private Argument quoted() {
        expect('\'');
        int start = position;
        StringBuilder value = new StringBuilder();
        while (peek() != '\'') {
            if (position >= text.length()) {
                throw error("a string does not end");
            }
            char c = text.charAt(position++);
            if (c == '\\') {
                if (ESCAPABLE.indexOf(peek()) < 0) {
                    throw error("only ' { } and \\ can be escaped");
                }
                c = text.charAt(position++);
            }
            value.append(c);
        }
        String raw = text.substring(start, position);
        position++;
        return new Argument.Text(raw, TextNode.valueOf(value.toString()));
    }

    private JsonNode literal() {
        String word = run();
        return switch (word) {
            case "true" -> BooleanNode.TRUE;
            case "false" -> BooleanNode.FALSE;
            case "null" -> NullNode.getInstance();
            default -> number(word);
        };
    }

    private JsonNode number(String word) {
        try {
            return Json.parse(word);
        } catch (JsonSyntaxException e) {
            throw error("expected an argument");
        }
    }

    /** Letters, digits and what else names and numbers have. */
    private String run() {
        int start = position;
        while (Character.isLetterOrDigit(peek()) || ".+-".indexOf(peek()) >= 0) {
            position++;
        }
        return text.substring(start, position);
    }

    private void blanks() {
        while (Character.isWhitespace(peek())) {
            position++;
        }
    }

    /** The next character; U+FFFF, which stands for nothing, at the end. */
    private char peek() {
        return position < text.length() ? text.charAt(position) : '\uFFFF';
    }

    private boolean take(char c) {
        boolean there = peek() == c;
        if (there) {
            position++;
        }
        return there;
    }

    private void expect(char c) {
        if (!take(c)) {
            throw error("expected '" + c + "'");
        }
    }

    private IntrinsicSyntaxException error(String what) {
        return new IntrinsicSyntaxException(what + " at position " + position);
    }
}
