package dev.stepwell.execution.histories;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.TextFormat;
import dev.stepwell.contracts.sfn.v1.HistoryEvent;
import dev.stepwell.engine.record.Change;
import dev.stepwell.engine.record.FanOutChange;
import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.engine.record.MapRunChange;
import dev.stepwell.engine.record.PauseChange;
import dev.stepwell.engine.record.StateChange;
import dev.stepwell.engine.record.StateKind;
import dev.stepwell.engine.record.TaskChange;
import dev.stepwell.engine.record.TaskFamily;
import dev.stepwell.engine.turn.Payload;
import dev.stepwell.execution.journal.codec.EveryRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Every kind of event against the golden file beside this test. Run with {@code -Dstepwell.golden.rewrite=true} to write that anew, and
 * read the difference.
 */
class HistoryTest {
    private static final Path GOLDEN =
            Path.of("src/test/resources/dev/stepwell/execution/histories/golden-history.txt");
    private static final Instant AT = Instant.parse("2026-11-22T10:00:00.123Z");

    @Test
    void everyEventIsPrintedAsAwsShowsIt() throws IOException {
        StringBuilder printed = new StringBuilder();
        events().forEach((name, change) -> printed.append(printed(name, change, true)));
        printed.append("\n# Without execution data.\n\n");
        events().forEach((name, change) -> printed.append(printed(name, change, false)));
        if (Boolean.getBoolean("stepwell.golden.rewrite")) {
            Files.createDirectories(GOLDEN.getParent());
            Files.writeString(GOLDEN, printed);
        }
        assertThat(printed.toString()).isEqualTo(Files.readString(GOLDEN));
    }

    @Test
    void everyTypeIsOneOfAws() {
        List<String> known = HistoryEvent.getDescriptor()
                .findFieldByName("type")
                .getOptions()
                .getExtension(dev.stepwell.contracts.options.v1.Options.member)
                .getValuesList();
        TreeSet<String> types = new TreeSet<>();
        events().values().forEach(change -> types.add(event(change, true).getType()));
        assertThat(known).containsAll(types);
        assertThat(types).hasSizeGreaterThan(45);
    }

    @Test
    void onlyEventsArePrintedInTheirOrder() {
        List<JournalRecord> records = List.of(
                new JournalRecord(9, AT, 5, 4, new FanOutChange.ParallelSucceeded(0)),
                new JournalRecord(8, AT, 0, 4, new FanOutChange.Failing(0, 1, Optional.empty(), Optional.empty())),
                new JournalRecord(7, AT, 4, 3, new FanOutChange.ParallelStarted(0, Payload.of("1"))));

        assertThat(History.events(records, true))
                .extracting(HistoryEvent::getId)
                .containsExactly(5L, 4L);
        HistoryEvent first = History.events(records, true).get(0);
        assertThat(first.getPreviousEventId()).isEqualTo(4);
        assertThat(first.getTimestamp().getSeconds()).isEqualTo(AT.getEpochSecond());
        assertThat(first.getTimestamp().getNanos()).isEqualTo(123_000_000);
    }

    @Test
    void theFirstEventsHaveAPredecessorOfZero() {
        JournalRecord record =
                new JournalRecord(1, AT, 1, 0, Objects.requireNonNull(events().get("execution-started")));
        HistoryEvent event = History.events(List.of(record), true).get(0);
        assertThat(event.hasPreviousEventId()).isTrue();
        assertThat(event.getPreviousEventId()).isZero();
    }

    private static String printed(String name, Change change, boolean withData) {
        HistoryEvent event = event(change, withData).toBuilder()
                .clearTimestamp()
                .clearId()
                .clearPreviousEventId()
                .build();
        return name + ": "
                + TextFormat.printer()
                        .escapingNonAscii(true)
                        .emittingSingleLine(true)
                        .printToString(event)
                        .replaceAll("(abcdefghij){3,}", "abcdefghij*")
                + "\n";
    }

    private static HistoryEvent event(Change change, boolean withData) {
        return History.events(List.of(new JournalRecord(1, AT, 1, 0, change)), withData)
                .get(0);
    }

    /** Every kind of record that is an event, and every kind of state and family of tasks. */
    private static Map<String, Change> events() {
        Map<String, Change> all = new LinkedHashMap<>(EveryRecord.byName());
        all.values().removeIf(SwfHistoryTest::isOfSwf);
        List.of(
                        "wait-armed",
                        "wait-armed-long-ago",
                        "retry-armed",
                        "beat-seen",
                        "task-ended-early",
                        "task-failed-early",
                        "failing")
                .forEach(all::remove);
        all.values().removeIf(change -> change instanceof MapRunChange || change instanceof PauseChange);
        for (StateKind kind :
                EnumSet.range(StateKind.PASS, StateKind.MAP)) { // a kind says itself what its events are called
            if (kind != StateKind.FAIL) {
                all.put(
                        "state-exited-" + kind,
                        new StateChange.Exited(0, kind, "S", Payload.of("{}"), Map.of(), Optional.empty()));
            }
        }
        for (StateKind kind : List.of(StateKind.TASK, StateKind.PARALLEL, StateKind.MAP)) {
            all.put("state-aborted-" + kind, new StateChange.Aborted(0, kind));
        }
        for (TaskFamily family : families()) {
            all.putAll(tasks(family));
        }
        return all;
    }

    private static List<TaskFamily> families() {
        List<TaskFamily> families = new ArrayList<>();
        families.add(new TaskFamily(TaskFamily.Kind.ACTIVITY, "", "arn:activity"));
        families.add(new TaskFamily(TaskFamily.Kind.FUNCTION, "", "arn:function"));
        families.add(new TaskFamily(TaskFamily.Kind.SERVICE, "sqs", "sendMessage"));
        return families;
    }

    private static Map<String, Change> tasks(TaskFamily family) {
        Payload data = Payload.of("{\"a\": 1}");
        Optional<String> error = Optional.of("E");
        Optional<String> cause = Optional.of("C");
        Map<String, Change> all = new LinkedHashMap<>();
        all.put(
                family.kind() + "-scheduled",
                new TaskChange.Scheduled(
                        0,
                        family,
                        "us-east-1",
                        data,
                        OptionalLong.of(60),
                        OptionalLong.of(10),
                        Optional.of("arn:role")));
        all.put(family.kind() + "-started", new TaskChange.Started(0, family, Optional.of("w"), 3));
        all.put(family.kind() + "-started-nameless", new TaskChange.Started(0, family, Optional.empty(), 0));
        all.put(family.kind() + "-succeeded", new TaskChange.Succeeded(0, family, data));
        all.put(family.kind() + "-failed", new TaskChange.Failed(0, family, error, cause));
        all.put(family.kind() + "-timed-out", new TaskChange.TimedOut(0, family, error, Optional.empty()));
        return all;
    }
}
