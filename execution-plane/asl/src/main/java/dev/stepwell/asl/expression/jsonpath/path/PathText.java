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

    /** A string in quotes, the opening one being next; a backslash takes the character after it as it is. */
    String quoted() {
        char quote = next();
        StringBuilder value = new StringBuilder();
        for (char c = next(); c != quote; c = next()) {
            value.append(c == '\\' ? escaped() : c);
        }
        return value.toString();
    }

    private char escaped() {
        char c = next();
        return switch (c) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> c;
        };
    }

    private char unicode() {
        int value = 0;
        for (int i = 0; i < 4; i++) {
            int digit = Character.digit(next(), 16);
            if (digit < 0) {
                throw error("expected four hexadecimal digits");
            }
            value = value * 16 + digit;
        }
        return (char) value;
    }

    /** Whether a digit or a sign and a digit is next. */
    boolean atInteger() {
        return isDigit(peek()) || peek() == '-' && isDigit(peek(1));
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
