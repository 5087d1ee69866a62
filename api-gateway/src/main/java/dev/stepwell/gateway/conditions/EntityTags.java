package dev.stepwell.gateway.conditions;

import dev.stepwell.contracts.calling.EntityTag;
import dev.stepwell.contracts.calling.Expected;
import dev.stepwell.contracts.calling.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Tags as RFC 9110 writes them in ETag, If-Match and If-None-Match.
 *
 * @param anything whether a header says {@code *}
 * @param tags else which it names
 */
public record EntityTags(boolean anything, List<Named> tags) {
    private static final String ANYTHING = "*";
    private static final int MOST = 64;

    /** One tag of a list, with what must come behind it. */
    private static final Pattern ONE =
            Pattern.compile("\\G[ \\t,]*(W/)?\"([\\x21\\x23-\\x7E\\x80-\\xFF]*)\"[ \\t]*(?=,|$)");

    private static final Pattern NOTHING = Pattern.compile("[ \\t,]*");

    /**
     * A tag in a header.
     *
     * @param weak whether it only says that something means the same
     */
    public record Named(boolean weak, String text) {}

    public EntityTags {
        tags = List.copyOf(tags);
    }

    /** A tag as the header ETag has it. */
    public static String header(EntityTag tag) {
        return "\"" + tag.text() + "\"";
    }

    /**
     * What a header says; empty when it is not there. Throws {@code ValidationException} when it is none.
     *
     * @param lines its lines
     */
    static Optional<EntityTags> read(String header, List<String> lines) {
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        String all = String.join(",", lines).strip();
        if (all.equals(ANYTHING)) {
            return Optional.of(new EntityTags(true, List.of()));
        }
        List<Named> tags = new ArrayList<>();
        Matcher matcher = ONE.matcher(all);
        int read = 0;
        while (matcher.find()) {
            tags.add(new Named(matcher.group(1) != null, matcher.group(2)));
            read = matcher.end();
        }
        if (tags.isEmpty()
                || tags.size() > MOST
                || !NOTHING.matcher(all.substring(read)).matches()) {
            throw new Fault(
                    "ValidationException",
                    header + " is * or a list of at most " + MOST + " entity tags in double quotes.");
        }
        return Optional.of(new EntityTags(false, tags));
    }

    /** What a client that says this in If-Match expects: only strong tags count, and only such as we have given. */
    Expected expected() {
        return anything
                ? Expected.ANYTHING
                : new Expected(
                        false,
                        tags.stream()
                                .filter(tag -> !tag.weak() && tag.text().length() == EntityTag.LENGTH)
                                .map(tag -> new EntityTag(tag.text()))
                                .collect(Collectors.toUnmodifiableSet()));
    }

    /** Whether a client that says this in If-None-Match has what has this tag. */
    boolean names(EntityTag current) {
        return anything || tags.stream().anyMatch(tag -> tag.text().equals(current.text()));
    }
}
