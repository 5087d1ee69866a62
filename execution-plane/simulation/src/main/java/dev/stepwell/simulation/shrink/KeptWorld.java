package dev.stepwell.simulation.shrink;

import dev.stepwell.simulation.cluster.Scenario;
import dev.stepwell.simulation.cut.Cut;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A world that once went wrong, as it is kept in a file of its own: lines of a word, a colon and a value.
 *
 * @param seed from what it is drawn
 * @param cut what is taken away from it
 * @param rule what it violated
 * @param what how
 * @param found when
 * @param brokenBy what had been broken on purpose for it to go wrong; absent when the house itself was broken
 */
public record KeptWorld(long seed, Cut cut, String rule, String what, LocalDate found, Optional<String> brokenBy) {
    private static final String END = ".world";
    private static final int MOST_WORDS = 200;

    /** A world as it was found. */
    public static KeptWorld of(Shrunk shrunk, LocalDate found, Optional<String> brokenBy) {
        return new KeptWorld(
                shrunk.small().seed(),
                shrunk.small().cut(),
                shrunk.violation().rule(),
                brief(shrunk.violation().toString().lines().findFirst().orElse("")),
                found,
                brokenBy);
    }

    /** Enough to know it by: whoever plays the world sees the whole. */
    private static String brief(String what) {
        return what.length() <= MOST_WORDS ? what : what.substring(0, MOST_WORDS) + "...";
    }

    /** The world. */
    public Scenario scenario() {
        return new Scenario(seed, cut);
    }

    /** All that are kept in a folder, by name. */
    public static List<KeptWorld> in(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(END))
                    .sorted()
                    .map(KeptWorld::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static KeptWorld read(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            Map<String, String> values = lines.filter(line -> line.contains(":"))
                    .collect(Collectors.toMap(
                            line -> line.substring(0, line.indexOf(':')),
                            line -> line.substring(line.indexOf(':') + 1).trim()));
            return new KeptWorld(
                    Long.parseLong(value(values, "seed")),
                    Cut.of(value(values, "cut")),
                    value(values, "rule"),
                    value(values, "what"),
                    LocalDate.parse(value(values, "found")),
                    Optional.ofNullable(values.get("brokenBy")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String value(Map<String, String> values, String word) {
        return Optional.ofNullable(values.get(word)).orElseThrow(() -> new IllegalArgumentException("no " + word));
    }

    /** Keeps it in a folder, and tells where. */
    public Path keepIn(Path folder) {
        String name = brokenBy.map(by -> by + "-").orElse("") + seed + "-" + rule.replace(' ', '-') + END;
        String text = "seed: " + seed + "\ncut: " + cut + "\nrule: " + rule + "\nwhat: " + what + "\nfound: " + found
                + "\n" + brokenBy.map(by -> "brokenBy: " + by + "\n").orElse("");
        try {
            return Files.writeString(Files.createDirectories(folder).resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
