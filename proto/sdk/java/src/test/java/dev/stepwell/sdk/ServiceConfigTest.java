package dev.stepwell.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.File;
import org.junit.jupiter.api.Test;

/** What the SDKs of other languages are told; written anew with {@code -Dgolden.rewrite=true}. */
class ServiceConfigTest {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    @Test
    void theOtherLanguagesReadTheSame() throws Exception {
        File file = new File("../service-config.json");
        // Java's gRPC takes numbers as doubles only, C's takes whole numbers only.
        JsonNode ours = JSON.readTree(
                JSON.writeValueAsString(ServiceConfig.ofTheContract()).replace(".0,", ","));
        if (Boolean.getBoolean("golden.rewrite")) {
            JSON.writerWithDefaultPrettyPrinter().writeValue(file, ours);
        }
        assertThat(JSON.readTree(file)).isEqualTo(ours);
    }
}
