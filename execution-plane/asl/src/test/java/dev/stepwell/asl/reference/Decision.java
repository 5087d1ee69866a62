package dev.stepwell.asl.reference;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepwell.asl.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A disagreement that is known and meant: which expressions, what we say, what the reference says, and why it stays so.
 *
 * @param generatedOnly whether it excuses random expressions alone, in which one fault hides another
 */
record Decision(
        @Nullable Pattern expression,
        @Nullable Pattern ours,
        @Nullable Pattern theirs,
        boolean generatedOnly,
        String why) {
    static List<Decision> all() {
        try {
            return Json.parse(Files.readString(Path.of("src/test/resources/reference/disagreements.json")))
                    .valueStream()
                    .map(Decision::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Decision of(JsonNode written) {
        return new Decision(
                pattern(written.get("expression")),
                pattern(written.get("ours")),
                pattern(written.get("theirs")),
                written.path("generatedOnly").booleanValue(),
                written.get("decision").textValue());
    }

    private static @Nullable Pattern pattern(@Nullable JsonNode written) {
        return written == null ? null : Pattern.compile(written.textValue(), Pattern.DOTALL);
    }

    boolean covers(String asked, String ourAnswer, String theirAnswer) {
        return fits(expression, asked) && fits(ours, ourAnswer) && fits(theirs, theirAnswer);
    }

    private static boolean fits(@Nullable Pattern pattern, String text) {
        return pattern == null || pattern.matcher(text).find();
    }
}
