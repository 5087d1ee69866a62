package dev.stepwell.asl.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepwell.asl.json.Json;
import dev.stepwell.asl.model.MachineType;
import dev.stepwell.asl.read.DefinitionReader;
import dev.stepwell.asl.read.ReadResult;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Definitions and their findings. A case has {@code definition} (an object, or the text itself) and perhaps {@code type}; what is
 * expected is the list of findings, rendered.
 */
class GoldenDefinitionsTest {
    @TestFactory
    Stream<DynamicTest> findings() {
        return GoldenFile.in("definitions").stream().flatMap(file -> file.tests(GoldenDefinitionsTest::findings));
    }

    private static JsonNode findings(ObjectNode golden) {
        JsonNode written = golden.get("definition");
        String text = written.isTextual() ? written.textValue() : Json.write(written);
        MachineType type = MachineType.valueOf(golden.path("type").asText("STANDARD"));
        ReadResult result = DefinitionReader.read(text, type);
        ArrayNode findings = JsonNodeFactory.instance.arrayNode();
        result.findings().forEach(finding -> findings.add(finding.render()));
        return findings;
    }
}
