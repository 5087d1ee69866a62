package dev.stepwell.rig.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A file of {@code NAME=value} lines, as a shell would source it. */
public record Settings(Map<String, String> byName) {
    static Settings read(Path file) {
        try {
            return of(Files.readAllLines(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those of some lines. */
    public static Settings of(List<String> lines) {
        Map<String, String> byName = new HashMap<>();
        for (String line : lines) {
            int equals = line.indexOf('=');
            if (equals > 0 && !line.startsWith("#")) {
                byName.put(line.substring(0, equals), line.substring(equals + 1).replaceAll("^'|'$", ""));
            }
        }
        return new Settings(byName);
    }

    /** The value of a name that must be there. */
    public String get(String name) {
        String value = byName.get(name);
        if (value == null) {
            throw new IllegalStateException(name + " is not set");
        }
        return value;
    }
}
