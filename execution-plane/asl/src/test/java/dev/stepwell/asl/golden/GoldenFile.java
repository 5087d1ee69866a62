package dev.stepwell.asl.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepwell.asl.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.DynamicTest;

/** One file of golden cases: an array of objects with a {@code name} and an {@code expected}, one case on a line. */
final class GoldenFile {
    private static final boolean REWRITE = Boolean.getBoolean("golden.rewrite");
    private static final Path ROOT = Path.of("src/test/resources/golden");

    private final Path path;
    private final ArrayNode cases;

    private GoldenFile(Path path) {
        try {
            this.path = path;
            this.cases = (ArrayNode) Json.parse(Files.readString(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<GoldenFile> in(String folder) {
        try (Stream<Path> files = Files.list(ROOT.resolve(folder))) {
            return files.sorted().map(GoldenFile::new).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One test per case, or the rewriting of all expectations. */
    Stream<DynamicTest> tests(Function<ObjectNode, JsonNode> actual) {
        if (REWRITE) {
            cases.forEach(each -> ((ObjectNode) each).set("expected", actual.apply((ObjectNode) each)));
            write();
        }
        return cases.valueStream()
                .map(each -> DynamicTest.dynamicTest(
                        path.getFileName() + ": " + each.get("name").textValue(),
                        () -> Assertions.assertThat(Json.write(actual.apply((ObjectNode) each)))
                                .isEqualTo(Json.write(each.path("expected")))));
    }

    private void write() {
        String lines = cases.valueStream().map(Json::write).collect(Collectors.joining(",\n", "[\n", "\n]\n"));
        try {
            Files.writeString(path, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
