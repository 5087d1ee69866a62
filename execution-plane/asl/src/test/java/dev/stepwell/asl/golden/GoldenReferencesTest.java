package dev.stepwell.asl.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepwell.asl.json.Json;
import dev.stepwell.asl.variables.VariableReferences;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Definitions and the variables that their states read: {@code definition} is an object, or the text itself. */
class GoldenReferencesTest {
    @TestFactory
    Stream<DynamicTest> references() {
        return GoldenFile.in("references").stream().flatMap(file -> file.tests(GoldenReferencesTest::references));
    }

    private static JsonNode references(ObjectNode golden) {
        JsonNode written = golden.get("definition");
        String text = written.isTextual() ? written.textValue() : Json.write(written);
        ObjectNode byState = JsonNodeFactory.instance.objectNode();
        VariableReferences.of(text).forEach((state, names) -> names.forEach(byState.withArray("/" + state)::add));
        return byState;
    }
}
