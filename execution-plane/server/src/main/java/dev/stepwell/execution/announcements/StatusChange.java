package dev.stepwell.execution.announcements;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stepwell.asl.json.Json;
import dev.stepwell.engine.record.ExecutionChange;
import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.engine.turn.Payload;
import dev.stepwell.engine.turn.RunStatus;
import dev.stepwell.engine.turn.StartFacts;
import dev.stepwell.execution.ports.Announcements.Noted;
import dev.stepwell.execution.ports.ExecutionRow;
import dev.stepwell.names.ExecutionKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * AWS's event "Step Functions Execution Status Change" (developer guide, "Automating Step Functions event delivery with EventBridge").
 *
 * @param of which execution
 * @param seq of the record that it was by
 * @param executionArn of what
 * @param stateMachineArn of whose
 * @param status how it stands since
 * @param time when
 * @param detail its JSON
 */
public record StatusChange(
        ExecutionKey of,
        long seq,
        String executionArn,
        String stateMachineArn,
        String status,
        Instant time,
        String detail) {
    /** The event's source. */
    public static final String SOURCE = "aws.states";

    /** The event's detail-type. */
    public static final String TYPE = "Step Functions Execution Status Change";

    /** What an entry of PutEvents may have is 256 KB; some of that is the event's own. */
    private static final int LONGEST = 240 << 10;

    /** The changes of a turn, in order. */
    static List<StatusChange> of(Noted turn) {
        return turn.records().stream()
                .flatMap(record -> record.change() instanceof ExecutionChange change
                        ? Stream.of(of(turn.row(), record, change))
                        : Stream.empty())
                .toList();
    }

    private static StatusChange of(ExecutionRow row, JournalRecord record, ExecutionChange change) {
        Standing end = end(change);
        String detail = Json.write(detail(row, record, end, true));
        return new StatusChange(
                row.key(),
                record.seq(),
                row.facts().executionArn(),
                row.facts().stateMachineArn(),
                end.status().name(),
                record.at(),
                Json.utf8Length(detail) > LONGEST ? Json.write(detail(row, record, end, false)) : detail);
    }

    /** What a change has made of its execution. */
    private record Standing(
            RunStatus status, Optional<Payload> output, Optional<String> error, Optional<String> cause) {}

    private static Standing end(ExecutionChange change) {
        return switch (change) {
            case ExecutionChange.Started ignored -> running();
            case ExecutionChange.Redriven ignored -> running();
            case ExecutionChange.Succeeded c ->
                new Standing(RunStatus.SUCCEEDED, Optional.of(c.output()), Optional.empty(), Optional.empty());
            case ExecutionChange.Failed c -> new Standing(RunStatus.FAILED, Optional.empty(), c.error(), c.cause());
            case ExecutionChange.TimedOut c ->
                new Standing(RunStatus.TIMED_OUT, Optional.empty(), c.error(), c.cause());
            case ExecutionChange.Aborted c -> new Standing(RunStatus.ABORTED, Optional.empty(), c.error(), c.cause());
        };
    }

    private static Standing running() {
        return new Standing(RunStatus.RUNNING, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Members that have no value are there as null. */
    private static ObjectNode detail(ExecutionRow row, JournalRecord record, Standing end, boolean included) {
        StartFacts facts = row.facts();
        boolean ended = end.status().isTerminal();
        boolean redrivable = ended && end.status() != RunStatus.SUCCEEDED;
        ObjectNode detail = JsonNodeFactory.instance.objectNode();
        detail.put("executionArn", facts.executionArn());
        detail.put("stateMachineArn", facts.stateMachineArn());
        detail.put("name", facts.name());
        detail.put("status", end.status().name());
        detail.put("startDate", row.startDate().toEpochMilli());
        detail.put("stopDate", ended ? (Long) record.at().toEpochMilli() : null);
        detail.put("input", included ? row.input().text() : null);
        detail.put("output", included ? end.output().map(Payload::text).orElse(null) : null);
        detail.put("stateMachineVersionArn", facts.versionArn().orElse(null));
        detail.put("stateMachineAliasArn", facts.aliasArn().orElse(null));
        detail.put("redriveCount", row.redrives().count());
        detail.put(
                "redriveDate", row.redrives().last().map(Instant::toEpochMilli).orElse(null));
        detail.put("redriveStatus", redrivable ? "REDRIVABLE" : "NOT_REDRIVABLE");
        detail.put(
                "redriveStatusReason",
                redrivable ? null : "Execution is " + end.status().name() + " and cannot be redriven");
        detail.set("inputDetails", included(included));
        detail.set("outputDetails", end.output().isPresent() ? included(included) : null);
        detail.put("error", end.error().orElse(null));
        detail.put("cause", end.cause().orElse(null));
        return detail;
    }

    private static ObjectNode included(boolean included) {
        return JsonNodeFactory.instance.objectNode().put("included", included);
    }
}
