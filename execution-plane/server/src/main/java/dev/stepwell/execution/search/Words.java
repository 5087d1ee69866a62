package dev.stepwell.execution.search;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepwell.execution.endpoints.Faults;
import dev.stepwell.execution.search.SearchIndex.Word;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/** Words of payloads, and of what is looked for: runs of letters and digits, in small letters, of which the first 64 count. */
final class Words {
    /** How much of a payload's values is read, in characters. */
    static final int READ = 16 << 10;

    /** How many different words of an execution are kept. */
    static final int MOST = 1_000;

    private static final int LONGEST = 64;
    private static final int MOST_SOUGHT = 8;

    private Words() {}

    /** Adds the words of the strings and numbers of a value, in the order of the text, until enough was read. */
    static void addTo(Set<String> words, JsonNode value) {
        int left = READ;
        Deque<JsonNode> open = new ArrayDeque<>(List.of(value));
        while (!open.isEmpty() && left > 0 && words.size() < MOST) {
            JsonNode node = open.pop();
            if (node.isContainerNode()) {
                List<JsonNode> children = new ArrayList<>();
                node.forEach(children::add);
                children.reversed().forEach(open::push);
            } else if (node.isTextual() || node.isNumber()) {
                String text = node.asText();
                String read = text.substring(0, Math.min(left, text.length()));
                left -= read.length();
                split(read, word -> {
                    if (words.size() < MOST) {
                        words.add(word);
                    }
                });
            }
        }
    }

    /**
     * What is looked for; a star behind a word has it be the beginning of one.
     *
     * @throws dev.stepwell.contracts.calling.Fault {@code ValidationException} when there is no word in it, or too many
     */
    static List<Word> sought(String text) {
        Set<Word> sought = new LinkedHashSet<>();
        for (String part : text.split("(?<=\\*)|\\s+")) {
            List<String> words = new ArrayList<>();
            split(part, words::add);
            for (int i = 0; i < words.size(); i++) {
                sought.add(new Word(words.get(i), part.endsWith("*") && i == words.size() - 1));
            }
        }
        if (sought.isEmpty()) {
            throw Faults.validation("The text has no word in it.");
        }
        if (sought.size() > MOST_SOUGHT) {
            throw Faults.validation("The text has more than " + MOST_SOUGHT + " words.");
        }
        return List.copyOf(sought);
    }

    private static void split(String text, Consumer<String> to) {
        String small = text.toLowerCase(Locale.ROOT);
        int from = 0;
        while (from < small.length()) {
            int until = from;
            while (until < small.length() && isPart(small.codePointAt(until))) {
                until += Character.charCount(small.codePointAt(until));
            }
            if (until > from) {
                to.accept(first(small.substring(from, until)));
                from = until;
            } else {
                from += Character.charCount(small.codePointAt(from));
            }
        }
    }

    private static boolean isPart(int c) {
        return Character.isLetterOrDigit(c) || Character.getType(c) == Character.NON_SPACING_MARK;
    }

    private static String first(String word) {
        return word.codePointCount(0, word.length()) <= LONGEST
                ? word
                : word.substring(0, word.offsetByCodePoints(0, LONGEST));
    }
}
