package dev.stepwell.standalone.operator;

import dev.stepwell.standalone.UsageException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A command line: words in their order, and options {@code --name value} or {@code --name=value} anywhere between them. */
final class Words {
    private final Deque<String> words = new ArrayDeque<>();
    private final Map<String, List<String>> options = new HashMap<>();

    /**
     * @param flags options that take no value
     */
    Words(List<String> line, Set<String> flags) {
        for (int i = 0; i < line.size(); i++) {
            String word = line.get(i);
            if (!word.startsWith("--")) {
                words.add(word);
                continue;
            }
            int equals = word.indexOf('=');
            String name = equals < 0 ? word : word.substring(0, equals);
            if (flags.contains(name)) {
                add(name, "");
            } else if (equals >= 0) {
                add(name, word.substring(equals + 1));
            } else if (i + 1 < line.size()) {
                add(name, line.get(++i));
            } else {
                throw new UsageException(word + " needs a value");
            }
        }
    }

    private void add(String name, String value) {
        options.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
    }

    /** The next word; what it should have been is said when there is none. */
    String next(String what) {
        String word = words.poll();
        if (word == null) {
            throw new UsageException(what + " is missing; see deploy/stepwell --help");
        }
        return word;
    }

    /** The value of an option that is given once at most. */
    Optional<String> option(String name) {
        List<String> values = options(name);
        if (values.size() > 1) {
            throw new UsageException(name + " is given twice");
        }
        return values.stream().findFirst();
    }

    /** The values of an option. */
    List<String> options(String name) {
        List<String> values = options.remove(name);
        return values == null ? List.of() : values;
    }

    /** Refuses what nobody asked for: a misspelt option would be ignored otherwise. */
    void end() {
        if (!words.isEmpty()) {
            throw new UsageException("unexpected: " + words.peek());
        }
        if (!options.isEmpty()) {
            throw new UsageException(
                    "there is no option " + options.keySet().iterator().next() + " here");
        }
    }
}
