package dev.stepwell.execution.logs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import dev.stepwell.asl.json.Json;
import dev.stepwell.contracts.sfn.v1.HistoryEvent;
import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.engine.turn.MapChild;
import dev.stepwell.engine.turn.StartFacts;
import dev.stepwell.execution.histories.History;
import dev.stepwell.execution.ports.LogSetting;
import dev.stepwell.execution.ports.Logbook.Line;
import dev.stepwell.names.ExecutionKey;
import java.util.List;
import java.util.Map;

/**
 * Events as Step Functions writes them to CloudWatch Logs: JSON with the event's details and numbers as texts. A line longer than
 * CloudWatch takes is printed without payloads.
 */
final class LogLines {
    /** The longest event CloudWatch Logs takes, in bytes (CloudWatch Logs quotas). */
    private static final int LONGEST = 256 << 10;

    private static final String DETAILS = "_event_details";

    private LogLines() {}

    static List<Line> of(
            ExecutionKey key, StartFacts facts, LogSetting setting, List<JournalRecord> records, int redrives) {
        return records.stream()
                .filter(setting::wants)
                .map(record -> new Line(
                        key.id(), record.eventId(), record.at(), text(facts, setting.withData(), record, redrives)))
                .toList();
    }

    private static String text(StartFacts facts, boolean withData, JournalRecord record, int redrives) {
        String text = print(facts, withData, record, redrives);
        return withData && Json.utf8Length(text) > LONGEST ? print(facts, false, record, redrives) : text;
    }

    private static String print(StartFacts facts, boolean withData, JournalRecord record, int redrives) {
        HistoryEvent event = History.events(List.of(record), withData).get(0);
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        line.put("id", Long.toString(event.getId()));
        line.put("type", event.getType());
        line.set("details", details(event));
        if (!facts.isExpress()) {
            line.put("redrive_count", Integer.toString(redrives));
        }
        line.put("previous_event_id", Long.toString(event.getPreviousEventId()));
        line.put("event_timestamp", Long.toString(record.at().toEpochMilli()));
        line.put("execution_arn", facts.executionArn());
        facts.mapChild().map(MapChild::mapRunArn).ifPresent(arn -> line.put("map_run_arn", arn));
        return Json.write(line);
    }

    private static ObjectNode details(HistoryEvent event) {
        for (Map.Entry<FieldDescriptor, Object> field : event.getAllFields().entrySet()) {
            if (field.getKey().getName().endsWith(DETAILS)) {
                return members((Message) field.getValue());
            }
        }
        return JsonNodeFactory.instance.objectNode();
    }

    private static ObjectNode members(Message message) {
        ObjectNode members = JsonNodeFactory.instance.objectNode();
        message.getAllFields().forEach((field, value) -> {
            String name = field.getJsonName();
            if (field.isMapField()) {
                ObjectNode entries = members.putObject(name);
                for (Object entry : (List<?>) value) {
                    Message pair = (Message) entry;
                    entries.put((String) pair.getField(field.getMessageType().findFieldByNumber(1)), (String)
                            pair.getField(field.getMessageType().findFieldByNumber(2)));
                }
            } else {
                members.set(name, member(value));
            }
        });
        return members;
    }

    private static JsonNode member(Object value) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return switch (value) {
            case String text -> nodes.textNode(text);
            case Long number -> nodes.numberNode(number);
            case Integer number -> nodes.numberNode(number);
            case Boolean flag -> nodes.booleanNode(flag);
            case Message message -> members(message);
            default -> throw new IllegalStateException("details have no such members: " + value.getClass());
        };
    }
}
