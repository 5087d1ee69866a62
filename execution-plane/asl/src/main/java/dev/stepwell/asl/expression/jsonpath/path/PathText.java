package dev.stepwell.asl.expression.jsonpath.path;

import java.util.function.IntPredicate;

/** The text of a path while it is being read. */
final class PathText {
    private final String text;
    private int position;

    PathText(String text, int position) {
        this.text = text;
        this.position = position;
    }

    int position() {
        return position;
    }

    boolean atEnd() {
        return position >= text.length();
    }

    /** The next character; U+0000 at the end. */
    char peek() {
        return peek(0);
    }

    char peek(int ahead) {
        return position + ahead < text.length() ? text.charAt(position + ahead) : '\0';
    }

    char next() {
        if (atEnd()) {
            throw error("it ends too early");
        }
        return text.charAt(position++);
    }

    boolean take(String token) {
        boolean there = text.startsWith(token, position);
        if (there) {
            position += token.length();
        }
        return there;
    }

    void expect(String token) {
        if (!take(token)) {
            throw error("expected '" + token + "'");
        }
    }

    void skipBlanks() {
        while (peek() == ' ' || peek() == '\t' || peek() == '\n' || peek() == '\r') {
            position++;
        }
    }

    PathSyntaxException error(String what) {
        return new PathSyntaxException("Illegal JSONPath '" + text + "' at position " + position + ": " + what);
    }

    /**
     * A string in quotes, the opening one being next. A backslash escapes only the quote and itself: before anything else it is a
     * character like others, as AWS has it.
     */
    String quoted() {
        char quote = next();
        StringBuilder value = new StringBuilder();
        for (char c = next(); c != quote; c = next()) {
            boolean escape = c == '\\' && (peek() == quote || peek() == '\\');
            value.append(escape ? next() : c);
        }
        return value.toString();
    }

    /** Whether a digit or a sign and a digit is next. */
    boolean atInteger() {
        return isDigit(peek()) || (peek() == '-' && isDigit(peek(1)));
    }

    int integer() {
        int start = position;
        if (peek() == '-') {
            position++;
        }
        while (isDigit(peek())) {
            position++;
        }
        try {
            return Integer.parseInt(text, start, position, 10);
        } catch (NumberFormatException e) {
            throw error("expected an integer");
        }
    }

    /** The longest run of characters that the test accepts; may be empty. */
    String run(IntPredicate accepts) {
        int start = position;
        while (!atEnd() && accepts.test(text.charAt(position))) {
            position++;
        }
        return text.substring(start, position);
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
