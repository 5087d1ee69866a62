package dev.stepwell.execution.definitions;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepwell.asl.json.Json;
import dev.stepwell.asl.model.Definition;
import dev.stepwell.contracts.internal.v1.DescribeRevisionResponse;
import dev.stepwell.execution.ports.LogSetting;

/**
 * An immutable revision of a machine.
 *
 * @param described as the control plane keeps it
 * @param definition its definition, read
 * @param log its loggingConfiguration, read
 */
public record Revision(DescribeRevisionResponse described, Definition definition, LogSetting log) {
    /** A revision whose loggingConfiguration says what it does. */
    public Revision(DescribeRevisionResponse described, Definition definition) {
        this(described, definition, logging(described.getLoggingConfiguration()));
    }

    private static LogSetting logging(String configuration) {
        if (configuration.isEmpty()) {
            return LogSetting.OFF;
        }
        JsonNode json = Json.parse(configuration);
        return new LogSetting(
                LogSetting.Level.valueOf(json.path("level").asText("OFF")),
                json.path("includeExecutionData").asBoolean(false));
    }
}
