package dev.stepwell.execution.items;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepwell.asl.json.Json;
import dev.stepwell.engine.maprun.MapOrder;
import dev.stepwell.engine.turn.Payload;
import dev.stepwell.engine.turn.RunStatus;
import dev.stepwell.execution.ports.ExecutionRow;
import java.io.ByteArrayOutputStream;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * The files of a ResultWriter (developer guide, "ResultWriter"): results by what became of the children, in files of a bounded size, and a
 * manifest that names them.
 */
final class ResultFiles {
    /** A file is closed when it has that many bytes. */
    private static final int FILE_BYTES = 8 << 20;

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final TenantObjects objects;
    private final String bucket;
    private final String folder;
    private final boolean lines;
    private final String transformation;
    private final Map<Kind, Open> open = new EnumMap<>(Kind.class);

    private enum Kind {
        FAILED,
        PENDING,
        SUCCEEDED
    }

    /** The file of a kind that is being filled, and those before it. */
    private static final class Open {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        final ArrayNode files = JSON.arrayNode();
    }

    ResultFiles(TenantObjects objects, MapOrder.Writer writer, String uuid) {
        this.objects = objects;
        this.bucket = bucket(writer.arguments());
        String prefix = writer.arguments().path("Prefix").asText("");
        this.folder = (prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/") + uuid + "/";
        this.lines = writer.config().path("OutputType").asText().equals("JSONL");
        this.transformation = writer.config().path("Transformation").asText("NONE");
        for (Kind kind : Kind.values()) {
            open.put(kind, new Open());
        }
    }

    private static String bucket(JsonNode arguments) {
        JsonNode value = arguments.path("Bucket");
        if (!value.isTextual()) {
            throw new ReaderFailure("The ResultWriter names no Bucket.");
        }
        return value.textValue();
    }

    void add(ExecutionRow child) {
        boolean succeeded = child.status() == RunStatus.SUCCEEDED;
        Kind kind = succeeded ? Kind.SUCCEEDED : Kind.FAILED;
        JsonNode output = child.output().map(Payload::json).orElseGet(JSON::nullNode);
        if (!succeeded || transformation.equals("NONE")) {
            add(kind, described(child));
        } else if (transformation.equals("FLATTEN") && output.isArray()) {
            output.forEach(element -> add(kind, element));
        } else {
            add(kind, output);
        }
    }

    private void add(Kind kind, JsonNode result) {
        Open file = Objects.requireNonNull(open.get(kind));
        if (!lines) {
            file.bytes.write(file.bytes.size() == 0 ? '[' : ',');
        }
        file.bytes.writeBytes(Json.writeUtf8(result));
        if (lines) {
            file.bytes.write('\n');
        }
        if (file.bytes.size() >= FILE_BYTES) {
            close(kind, file);
        }
    }

    private void close(Kind kind, Open file) {
        if (!lines) {
            file.bytes.write(']');
        }
        String key = folder + kind + "_" + file.files.size() + (lines ? ".jsonl" : ".json");
        objects.put(bucket, key, file.bytes.toByteArray());
        file.files.addObject().put("Key", key).put("Size", file.bytes.size());
        file.bytes.reset();
    }

    /** Writes what is left and the manifest; answers the output of the run. */
    Payload finish(String mapRunArn) {
        ObjectNode manifest = JSON.objectNode().put("DestinationBucket", bucket).put("MapRunArn", mapRunArn);
        ObjectNode files = manifest.putObject("ResultFiles");
        open.forEach((kind, file) -> {
            if (file.bytes.size() > 0) {
                close(kind, file);
            }
            files.set(kind.name(), file.files);
        });
        String key = folder + "manifest.json";
        objects.put(bucket, key, Json.writeUtf8(manifest));
        ObjectNode output = JSON.objectNode().put("MapRunArn", mapRunArn);
        output.putObject("ResultWriterDetails").put("Bucket", bucket).put("Key", key);
        return Payload.of(output);
    }

    /** A child as AWS describes it in such a file. */
    private static ObjectNode described(ExecutionRow child) {
        boolean succeeded = child.status() == RunStatus.SUCCEEDED;
        ObjectNode out = JSON.objectNode();
        child.cause().ifPresent(cause -> out.put("Cause", cause));
        child.error().ifPresent(error -> out.put("Error", error));
        out.put("ExecutionArn", child.facts().executionArn());
        out.put("Input", child.input().text());
        out.putObject("InputDetails").put("Included", true);
        out.put("Name", child.facts().name());
        child.output().ifPresent(output -> {
            out.put("Output", output.text());
            out.putObject("OutputDetails").put("Included", true);
        });
        out.put("RedriveCount", 0);
        out.put("RedriveStatus", succeeded ? "NOT_REDRIVABLE" : "REDRIVABLE_BY_MAP_RUN");
        if (succeeded) {
            out.put("RedriveStatusReason", "Execution is SUCCEEDED and cannot be redriven");
        }
        out.put("StartDate", child.startDate().toString());
        out.put("StateMachineArn", child.facts().stateMachineArn());
        out.put("Status", child.status().name());
        child.stopDate().ifPresent(date -> out.put("StopDate", date.toString()));
        return out;
    }
}
