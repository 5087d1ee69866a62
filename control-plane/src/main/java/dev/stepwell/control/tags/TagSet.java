package dev.stepwell.control.tags;

import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.control.references.TextRules;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Tags as a client gives them, checked: of a key given twice the last value counts.
 *
 * @param byKey values by key, in the order given
 */
public record TagSet(Map<String, String> byKey) {
    /** The most tags on one resource. */
    public static final int MOST = 50;

    /** No tags. */
    public static final TagSet NONE = new TagSet(Map.of());

    /** Checks the tags; throws {@code ValidationException} for reserved keys and for {@link OwnTags} that mean nothing. How many they are is checked where they are put. */
    public TagSet {
        byKey.forEach(TagSet::check);
        byKey = Collections.unmodifiableMap(new LinkedHashMap<>(byKey));
    }

    /** Refuses more tags than a resource may have. */
    public static void checkCount(int count, String resource) {
        if (count > MOST) {
            throw new Fault("TooManyTags", tooMany(count), Map.of("resourceName", resource));
        }
    }

    static String tooMany(int count) {
        return "Too many tags: a resource has at most " + MOST + ", this would be " + count;
    }

    private static void check(String key, String value) {
        if (key.isEmpty()) {
            throw new Fault("ValidationException", "A tag has a key of at least one character");
        }
        if (key.toLowerCase(Locale.ROOT).startsWith("aws:")) {
            throw new Fault(
                    "ValidationException",
                    "aws: prefixed tag key names are not allowed for external use: '" + key + "'");
        }
        OwnTags.check(key, value);
        TextRules.storable("tags.key", key);
        TextRules.storable("tags.value", value);
    }
}
