package dev.stepwell.execution.journal.postgres;

import com.google.protobuf.ByteString;
import dev.stepwell.engine.turn.Letter;
import dev.stepwell.engine.turn.StartFacts;
import dev.stepwell.engine.turn.TaskRef;
import dev.stepwell.engine.workflow.SwfFacts;
import dev.stepwell.execution.journal.LetterRows;
import dev.stepwell.execution.journal.RunRows;
import dev.stepwell.execution.journal.TaskRows;
import dev.stepwell.execution.journal.TurnRows;
import dev.stepwell.execution.journal.codec.FactsFormat;
import dev.stepwell.execution.journal.codec.Sealed;
import dev.stepwell.execution.ports.Birth;
import dev.stepwell.execution.ports.Store;
import dev.stepwell.execution.ports.TaskLine;
import dev.stepwell.execution.ports.TurnCommit;
import dev.stepwell.names.ExecutionKey;
import dev.stepwell.names.TenantId;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A group as the sheets of its statement. */
final class GroupSheets {
    private final Map<Part, Sheet> sheets = new EnumMap<>(Part.class);
    private final Set<TenantId> tenants = new TreeSet<>();
    private final String codeVersion;
    private final RecentPayloads recent;
    private final Predicate<TenantId> announced;
    private final BiPredicate<TenantId, StartFacts> indexed;

    /**
     * @param recent payloads that need not be sent, as they are there
     * @param announced whose changes of status are announced
     * @param indexed which executions the search index learns of
     */
    GroupSheets(
            List<TurnRows> group,
            String codeVersion,
            RecentPayloads recent,
            Predicate<TenantId> announced,
            BiPredicate<TenantId, StartFacts> indexed) {
        this.announced = announced;
        this.indexed = indexed;
        this.codeVersion = codeVersion;
        this.recent = recent;
        int heirs = group.size();
        for (int ord = 0; ord < group.size(); ord++) {
            TurnRows rows = group.get(ord);
            add(ord, rows);
            if (rows.turn().birth().isEmpty()) {
                row(Part.MOVE, ord);
            } else {
                add(Part.BIRTH, ord, rows.turn().birth().get());
            }
            Optional<TurnRows> heir = rows.heir();
            if (heir.isPresent()) {
                add(heirs, heir.get());
                add(Part.HEIR, heirs, heir.get().turn().birth().orElseThrow(), ord);
                heirs++;
            } else {
                free(ord, rows.turn());
            }
        }
    }

    Set<Part> parts() {
        return sheets.keySet();
    }

    /** Sets all parameters of {@link GroupSql#of} of these parts. */
    void bind(Connection connection, PreparedStatement statement) throws SQLException {
        statement.setString(1, EngineTransactions.array(tenants));
        int parameter = 2;
        for (Sheet sheet : sheets.values()) {
            parameter = sheet.bind(connection, statement, parameter);
        }
    }

    private void add(int ord, TurnRows rows) {
        TurnCommit turn = rows.turn();
        ExecutionKey key = turn.key();
        TurnCommit.Fence fence = turn.fence();
        tenants.add(key.tenant());
        row(
                Part.TURN,
                ord,
                key.tenant().value(),
                key.id().value(),
                fence.epoch(),
                fence.seq(),
                fence.owner().value(),
                fence.nextEpoch(),
                turn.nextSeq());
        rows.segment().ifPresent(s -> row(Part.SEGMENT, ord, s.firstEvent(), s.lastEvent(), s.bytes()));
        for (Map.Entry<ByteString, byte[]> payload : rows.payloads().entrySet()) {
            if (!recent.has(key, payload.getKey())) {
                row(Part.PAYLOAD, ord, payload.getKey().toByteArray(), Sealed.seal(payload.getValue()));
            }
        }
        beats(turn)
                .forEach((task, seen) ->
                        row(Part.GUARD, ord, task.scheduledEventId(), task.generation(), seen.toEpochMilli()));
        add(ord, rows.tasks());
        add(ord, rows.letters());
        rows.wake().ifPresent(due -> row(Part.WAKE, ord, millis(due), Store.slot(key)));
        rows.snapshot().ifPresent(state -> row(Part.SNAPSHOT, ord, codeVersion, state));
        add(ord, rows.run());
        rows.logged().ifPresent(setting -> row(Part.LOGGED, ord, setting.level().name(), setting.withData()));
        if (rows.isTold() && announced.test(key.tenant())) {
            row(Part.ANNOUNCED, ord);
        }
        turn.trail()
                .filter(trail -> indexed.test(key.tenant(), trail.facts()) && trail.isIndexed(turn.records()))
                .ifPresent(trail -> row(Part.INDEXED, ord));
        rows.reopened()
                .ifPresent(again -> row(
                        Part.REOPENED,
                        ord,
                        again.redriveCount(),
                        again.redriveDate().toEpochMilli()));
        rows.end()
                .ifPresent(end -> row(
                        Part.ENDING,
                        ord,
                        end.status().name(),
                        end.stopDate().map(Instant::toEpochMilli).orElse(null),
                        end.bytes(),
                        end.error()
                                .map(error -> error.getBytes(StandardCharsets.UTF_8))
                                .orElse(null)));
    }

    private void add(int ord, RunRows run) {
        run.opened().ifPresent(birth -> {
            SwfFacts facts = birth.facts().swf().orElseThrow();
            row(
                    Part.RUN,
                    ord,
                    birth.region(),
                    facts.domain(),
                    facts.execution().workflowId(),
                    facts.settings().type().name(),
                    facts.settings().type().version(),
                    RunRows.tags(facts),
                    birth.startDate().toEpochMilli());
        });
        if (run.opened().isEmpty() && run.changes()) {
            row(
                    Part.RUN_CHANGE,
                    ord,
                    run.cancelRequested(),
                    run.closed().map(closed -> closed.at().toEpochMilli()).orElse(null),
                    run.closed().map(closed -> closed.status().name()).orElse(null));
        }
    }

    private void free(int ord, TurnCommit turn) {
        turn.passing().ifPresent(p -> row(Part.FREED, ord, p.region(), p.under(), p.name()));
    }

    /** @param more what the part has beside the columns of a birth */
    private void add(Part part, int ord, Birth birth, Object... more) {
        List<@Nullable Object> values = new ArrayList<>(Arrays.asList(
                ord,
                birth.region(),
                birth.accountId(),
                birth.facts().namedUnder(),
                birth.facts().listedUnder(),
                birth.facts().distinctName(),
                birth.facts().name(),
                birth.facts().versionArn().orElse(null),
                birth.facts().aliasArn().orElse(null),
                birth.startDate().toEpochMilli(),
                FactsFormat.bytes(birth.facts())));
        values.addAll(Arrays.asList(more));
        row(part, values.toArray());
    }

    private void add(int ord, TaskRows tasks) {
        for (TaskRows.Opened open : tasks.opened()) {
            TaskRef task = open.task();
            row(
                    Part.OPENED,
                    ord,
                    task.scheduledEventId(),
                    task.generation(),
                    open.handedOut(),
                    open.line().map(TaskLine::text).orElse(null),
                    open.priority());
        }
        tasks.handedOut().forEach(task -> row(Part.HANDED, ord, task.scheduledEventId(), task.generation()));
        tasks.cancelRequested().forEach(task -> row(Part.CANCELLED, ord, task.scheduledEventId(), task.generation()));
        tasks.closed().forEach(task -> row(Part.CLOSED, ord, task.scheduledEventId(), task.generation()));
    }

    private void add(int ord, LetterRows letters) {
        for (LetterRows.Sent sent : letters.sent()) {
            row(
                    Part.SENT,
                    ord,
                    sent.receiver().id().value(),
                    sent.kind().name(),
                    sent.task().scheduledEventId(),
                    sent.task().generation());
        }
        for (Letter.Slip slip : letters.takenIn()) {
            row(
                    Part.TAKEN_IN,
                    ord,
                    slip.sender().value(),
                    slip.kind().name(),
                    slip.task().scheduledEventId(),
                    slip.task().generation());
        }
    }

    private void row(Part part, @Nullable Object... values) {
        sheets.computeIfAbsent(part, Sheet::new).add(values);
    }

    /** A birth has no task yet whose beats it could have seen. */
    private static Map<TaskRef, Instant> beats(TurnCommit turn) {
        return turn.birth().isPresent() ? Map.of() : turn.beatsSeen();
    }

    private static @Nullable Long millis(Instant due) {
        return due.equals(Instant.MAX) ? null : due.toEpochMilli();
    }
}
