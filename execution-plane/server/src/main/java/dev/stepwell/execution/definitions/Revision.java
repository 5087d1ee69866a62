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
 * @param traced whether its tracingConfiguration is enabled
 */
public record Revision(DescribeRevisionResponse described, Definition definition, LogSetting log, boolean traced) {
    /** A revision whose loggingConfiguration and tracingConfiguration say what they do. */
    public Revision(DescribeRevisionResponse described, Definition definition) {
        this(
                described,
                definition,
                logging(described.getLoggingConfiguration()),
                tracing(described.getTracingConfiguration()));
    }

    private static boolean tracing(String configuration) {
        return !configuration.isEmpty()
                && Json.parse(configuration).path("enabled").asBoolean(false);
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
