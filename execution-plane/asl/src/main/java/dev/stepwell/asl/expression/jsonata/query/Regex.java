package dev.stepwell.asl.expression.jsonata.query;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata.JFunction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A regular expression: a function from a text to its first match, which leads to the next (JSONata, "Regular expressions"). */
final class Regex extends JFunction {
    private final Pattern pattern;
    private final Fuel fuel;

    Regex(Pattern pattern, Fuel fuel) {
        super((input, arguments) -> null, "<s:o>");
        this.pattern = pattern;
        this.fuel = fuel;
    }

    /** All matches from the start, made as they are asked for. */
    Matcher in(String text) {
        return pattern.matcher(new CountedText(text, fuel));
    }

    @Override
    @SuppressWarnings("rawtypes")
    public @Nullable Object call(@Nullable Object input, List arguments) {
        return !arguments.isEmpty() && arguments.getFirst() instanceof String text ? next(in(text)) : null;
    }

    private static @Nullable Map<String, Object> next(Matcher matcher) {
        if (!find(matcher)) {
            return null;
        }
        Map<String, Object> match = new LinkedHashMap<>();
        match.put("match", matcher.group());
        match.put("start", matcher.start());
        match.put("end", matcher.end());
        match.put("groups", groups(matcher));
        match.put("next", new JFunction((input, arguments) -> next(matcher), "<:o>"));
        return match;
    }

    /** Whether there is another match; JSONata refuses patterns that match nothing at all. */
    static boolean find(Matcher matcher) {
        if (!matcher.find()) {
            return false;
        }
        if (matcher.start() == matcher.end()) {
            throw new JException("D1004", -1);
        }
        return true;
    }

    /** The texts of the groups; a group that took no part is empty. */
    static List<Object> groups(Matcher matcher) {
        List<Object> groups = new ArrayList<>(matcher.groupCount());
        for (int i = 1; i <= matcher.groupCount(); i++) {
            String group = matcher.group(i);
            groups.add(group == null ? "" : group);
        }
        return groups;
    }
}
