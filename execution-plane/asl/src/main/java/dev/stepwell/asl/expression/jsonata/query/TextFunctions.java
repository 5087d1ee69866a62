package dev.stepwell.asl.expression.jsonata.query;

import com.dashjoin.jsonata.Functions;
import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Utils;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/**
 * The functions of JSONata whose result may be far longer than their arguments or that take regular expressions; the library's own
 * count nothing.
 */
final class TextFunctions {
    /** About what a part of a text takes. */
    private static final int PART = 80;

    /** About what a match takes. */
    private static final int MATCH = 300;

    private final Weights weights;

    TextFunctions(Weights weights) {
        this.weights = weights;
    }

    @Nullable
    Object pad(List<@Nullable Object> arguments) {
        if (!(arguments.getFirst() instanceof String text)
                || !(Native.argument(arguments, 1) instanceof Number wanted)) {
            return null;
        }
        String with = Native.argument(arguments, 2) instanceof String s && !s.isEmpty() ? s : " ";
        long width = wanted.longValue();
        long missing = Math.abs(width) - text.codePointCount(0, text.length());
        if (missing <= 0) {
            return text;
        }
        int unit = with.codePointCount(0, with.length());
        long length = text.length() + (missing / unit + 1) * with.length();
        weights.text(length);
        weights.work(2 * length);
        String repeated = with.repeat((int) (missing / unit + 1));
        String padding = repeated.substring(0, repeated.offsetByCodePoints(0, (int) missing));
        return width < 0 ? padding + text : text + padding;
    }

    @Nullable
    Object join(List<@Nullable Object> arguments) {
        if (!(arguments.getFirst() instanceof List<?> parts)) {
            return null;
        }
        String separator = Native.argument(arguments, 1) instanceof String s ? s : "";
        long length = (long) separator.length() * Math.max(0, parts.size() - 1);
        List<String> texts = new ArrayList<>(parts.size());
        for (Object part : parts) {
            String text = String.valueOf(part);
            length += text.length();
            texts.add(text);
        }
        weights.text(length);
        return String.join(separator, texts);
    }

    @Nullable
    Object contains(List<@Nullable Object> arguments) {
        if (!(arguments.getFirst() instanceof String text)) {
            return null;
        }
        return switch (Native.argument(arguments, 1)) {
            case String part -> text.contains(part);
            case Regex regex -> regex.in(text).find();
            case null, default -> throw notAMatcher("contains");
        };
    }

    @Nullable
    Object match(List<@Nullable Object> arguments) {
        if (!(arguments.getFirst() instanceof String text)) {
            return null;
        }
        long limit = limit(Native.argument(arguments, 2), "D3040");
        if (!(Native.argument(arguments, 1) instanceof Regex regex)) {
            throw notAMatcher("match");
        }
        List<Object> matches = Utils.createSequence();
        Matcher matcher = regex.in(text);
        while (matches.size() < limit && Regex.find(matcher)) {
            weights.work(MATCH);
            Map<String, Object> match = new LinkedHashMap<>();
            match.put("match", matcher.group());
            match.put("index", matcher.start());
            match.put("groups", Regex.groups(matcher));
            matches.add(match);
        }
        return matches;
    }

    @Nullable
    Object split(List<@Nullable Object> arguments) {
        if (!(arguments.getFirst() instanceof String text)) {
            return null;
        }
        long limit = limit(Native.argument(arguments, 2), "D3020");
        // The reference leaves texts to JavaScript, which cuts the fraction off, and counts matches itself.
        long whole = Native.argument(arguments, 2) instanceof Number given ? given.longValue() : limit;
        List<Object> parts = new ArrayList<>();
        switch (Native.argument(arguments, 1)) {
            case String separator
            when separator.isEmpty() -> {
                for (int i = 0; i < text.length() && parts.size() < whole; i++) {
                    weights.work(PART);
                    parts.add(String.valueOf(text.charAt(i)));
                }
            }
            case String separator -> {
                int from = 0;
                for (int at = text.indexOf(separator);
                        at >= 0 && parts.size() < whole;
                        at = text.indexOf(separator, from)) {
                    weights.work(PART);
                    parts.add(text.substring(from, at));
                    from = at + separator.length();
                }
                addRest(parts, text.substring(from), whole);
            }
            case Regex regex -> {
                Matcher matcher = regex.in(text);
                int from = 0;
                while (parts.size() < limit && Regex.find(matcher)) {
                    weights.work(PART);
                    parts.add(text.substring(from, matcher.start()));
                    from = matcher.end();
                }
                addRest(parts, text.substring(from), limit);
            }
            case null, default -> throw notAMatcher("split");
        }
        return parts;
    }

    private static void addRest(List<Object> parts, String rest, long limit) {
        if (parts.size() < limit) {
            parts.add(rest);
        }
    }

    @Nullable
    Object replace(List<@Nullable Object> arguments) {
        if (!(arguments.getFirst() instanceof String text)) {
            return null;
        }
        long limit = limit(Native.argument(arguments, 3), "D3011");
        Object replacement = Native.argument(arguments, 2);
        return switch (Native.argument(arguments, 1)) {
            case String part when part.isEmpty() -> throw new JException("D3010", -1);
            case String part -> replaced(text, part, replacement, limit);
            case Regex regex -> replaced(text, regex, replacement, limit);
            case null, default -> throw notAMatcher("replace");
        };
    }

    private String replaced(String text, String part, @Nullable Object replacement, long limit) {
        if (!(replacement instanceof String with)) {
            throw new JException("D3012", -1);
        }
        StringBuilder out = new StringBuilder();
        int from = 0;
        int at = text.indexOf(part);
        for (long done = 0; at >= 0 && done < limit; done++) {
            append(out, text.substring(from, at), with);
            from = at + part.length();
            at = text.indexOf(part, from);
        }
        append(out, text.substring(from), "");
        return out.toString();
    }

    private String replaced(String text, Regex regex, @Nullable Object replacement, long limit) {
        StringBuilder out = new StringBuilder();
        int from = 0;
        Matcher matcher = regex.in(text);
        for (long done = 0; done < limit && Regex.find(matcher); done++) {
            append(out, text.substring(from, matcher.start()), substitute(matcher, replacement));
            from = matcher.end();
        }
        append(out, text.substring(from), "");
        return out.toString();
    }

    private void append(StringBuilder out, String kept, String put) {
        if ((long) out.length() + kept.length() + put.length() > Weights.MAX_VALUE) {
            throw BoundException.memory();
        }
        out.append(kept).append(put);
    }

    private static String substitute(Matcher matcher, @Nullable Object replacement) {
        if (replacement instanceof String template) {
            return substituted(matcher, template);
        }
        Map<String, Object> match = new LinkedHashMap<>();
        match.put("match", matcher.group());
        match.put("start", matcher.start());
        match.put("end", matcher.end());
        match.put("groups", Regex.groups(matcher));
        if (applied(replacement, List.of(match)) instanceof String text) {
            return text;
        }
        throw new JException("D3012", -1);
    }

    /** What a function of the expression gives. */
    static @Nullable Object applied(@Nullable Object function, List<Object> arguments) {
        try {
            return Functions.funcApply(function, arguments);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@code $1} and so on are groups, {@code $0} is the match, {@code $$} a dollar (JSONata, {@code $replace}). */
    private static String substituted(Matcher matcher, String template) {
        StringBuilder out = new StringBuilder();
        int from = 0;
        for (int at = template.indexOf('$'); at >= 0; at = template.indexOf('$', from)) {
            out.append(template, from, at);
            char next = at + 1 < template.length() ? template.charAt(at + 1) : ' ';
            if (next == '$') {
                out.append('$');
                from = at + 2;
            } else if (next < '0' || next > '9') {
                out.append('$');
                from = at + 1;
            } else {
                from = at + 1 + group(matcher, template.substring(at + 1), out);
            }
        }
        return out.append(template, from, template.length()).toString();
    }

    /** Appends the group whose number begins the text, as many digits as there are groups for; how many digits it took. */
    private static int group(Matcher matcher, String text, StringBuilder out) {
        int number = text.charAt(0) - '0';
        int digits = 1;
        if (matcher.groupCount() > 9 && text.length() > 1 && Character.isDigit(text.charAt(1))) {
            int longer = number * 10 + (text.charAt(1) - '0');
            if (longer <= matcher.groupCount()) {
                number = longer;
                digits = 2;
            }
        }
        String group = number <= matcher.groupCount() ? matcher.group(number) : "";
        out.append(group == null ? "" : group);
        return digits;
    }

    /** By code points; a negative start counts from the end. */
    static @Nullable Object substring(List<@Nullable Object> arguments) {
        if (!(arguments.getFirst() instanceof String text)) {
            return null;
        }
        long size = text.codePointCount(0, text.length());
        long start = Native.argument(arguments, 1) instanceof Number number ? number.longValue() : 0;
        start = size + start < 0 ? 0 : start;
        long end = size;
        if (Native.argument(arguments, 2) instanceof Number length) {
            if (length.doubleValue() <= 0) {
                return "";
            }
            end = (start >= 0 ? start : size + start) + (long) Math.min(length.doubleValue(), size);
        }
        int from = (int) Math.min(start < 0 ? size + start : start, size);
        int points = Math.max(0, (int) Math.min(end, size) - from);
        int at = text.offsetByCodePoints(0, from);
        return text.substring(at, text.offsetByCodePoints(at, points));
    }

    /** What is no encoded text is refused as the reference refuses it. */
    static @Nullable Object decodeUrl(String function, List<@Nullable Object> arguments) {
        String text = (String) arguments.getFirst();
        try {
            return text == null ? null : Functions.decodeUrlComponent(text);
        } catch (IllegalArgumentException e) {
            throw new JException("D3140: Malformed URL passed to $" + function + "(): " + Messages.json(text), -1);
        }
    }

    private static long limit(@Nullable Object argument, String negative) {
        if (!(argument instanceof Number number)) {
            return Long.MAX_VALUE;
        }
        if (number.doubleValue() < 0) {
            throw new JException(negative, -1, argument);
        }
        return (long) Math.ceil(number.doubleValue());
    }

    private static JException notAMatcher(String function) {
        return new JException("T1010", -1, function);
    }
}
