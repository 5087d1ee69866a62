package dev.stepwell.asl.expression.jsonpath;

import java.util.ArrayList;
import java.util.List;

/**
 * The pattern of StringMatches: {@code *} stands for any characters, a backslash takes the next character as it is. Matching takes one
 * pass for each part between stars, never more.
 */
final class Wildcards {
    private final List<String> parts;

    private Wildcards(List<String> parts) {
        this.parts = List.copyOf(parts);
    }

    static Wildcards of(String pattern) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '*') {
                parts.add(part.toString());
                part.setLength(0);
            } else {
                boolean escape = c == '\\' && i + 1 < pattern.length();
                part.append(escape ? pattern.charAt(++i) : c);
            }
        }
        parts.add(part.toString());
        return new Wildcards(parts);
    }

    boolean matches(String text) {
        String first = parts.getFirst();
        if (parts.size() == 1) {
            return text.equals(first);
        }
        String last = parts.getLast();
        int end = text.length() - last.length();
        if (end < first.length() || !text.startsWith(first) || !text.endsWith(last)) {
            return false;
        }
        int position = first.length();
        for (String part : parts.subList(1, parts.size() - 1)) {
            int found = text.indexOf(part, position);
            if (found < 0 || found + part.length() > end) {
                return false;
            }
            position = found + part.length();
        }
        return true;
    }
}
