package dev.stepwell.asl.expression.jsonata.query;

/**
 * How large an expression is before it is parsed. The library's parser goes as deep as chains are long, so that what it can take would
 * depend on the thread that asks: here it does not.
 */
final class Extent {
    /** The most operators, those of paths among them. */
    static final int MAX_OPERATORS = 1_000;

    /** The deepest brackets. */
    static final int MAX_BRACKETS = 250;

    private static final String OPERATORS = ".&+-*/%=<>?~^@#!|";

    private Extent() {}

    /** Whether the text holds too much; what stands in quotes counts as nothing. */
    static boolean isTooLarge(String text) {
        int operators = 0;
        int depth = 0;
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                if (c == '\\' && quote != '`') {
                    i++;
                } else if (c == quote) {
                    quote = 0;
                }
            } else if (c == '"' || c == '\'' || c == '`') {
                quote = c;
            } else if (c == '(' || c == '[' || c == '{') {
                depth++;
            } else if (c == ')' || c == ']' || c == '}') {
                depth--;
            } else if (OPERATORS.indexOf(c) >= 0) {
                operators++;
            }
            if (operators > MAX_OPERATORS || depth > MAX_BRACKETS) {
                return true;
            }
        }
        return false;
    }
}
