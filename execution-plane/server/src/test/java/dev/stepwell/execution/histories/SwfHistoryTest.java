package dev.stepwell.execution.histories;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.FieldDescriptor;
import dev.stepwell.contracts.options.v1.Options;
import dev.stepwell.contracts.swf.v1.HistoryEvent;
import dev.stepwell.engine.record.Change;
import dev.stepwell.engine.record.ExecutionChange;
import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.engine.record.SwfActivityChange;
import dev.stepwell.engine.record.SwfChange;
import dev.stepwell.engine.record.SwfExternalChange;
import dev.stepwell.execution.histories.swf.SwfHistory;
import dev.stepwell.execution.journal.codec.EveryRecord;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Every record of SWF that is an event is printed as one of AWS's 54, with the attributes of that one and with all that are required. */
class SwfHistoryTest {
    private static final Instant AT = Instant.parse("2026-11-22T10:00:00.123Z");

    /** Whether only runs of SWF have such a record, or its facts say that it is one's. */
    static boolean isOfSwf(Change change) {
        return change instanceof SwfChange
                || (change instanceof ExecutionChange.Started started
                        && started.facts().swf().isPresent());
    }

    private static List<HistoryEvent> events() {
        return EveryRecord.byName().values().stream()
                .filter(SwfHistoryTest::isOfSwf)
                .filter(change -> !(change instanceof SwfActivityChange.BeatSeen))
                .filter(change -> !(change instanceof SwfExternalChange.Addressed))
                .map(change -> SwfHistory.events(List.of(new JournalRecord(1, AT, 7, 0, change)))
                        .getFirst())
                .toList();
    }

    @Test
    void everyTypeOfAwsIsPrinted() {
        TreeSet<String> types = new TreeSet<>();
        events().forEach(event -> types.add(event.getEventType()));
        types.add("WorkflowExecutionStarted");
        List<String> known = HistoryEvent.getDescriptor()
                .findFieldByName("event_type")
                .getOptions()
                .getExtension(Options.member)
                .getValuesList();
        assertThat(types).containsExactlyInAnyOrderElementsOf(known).hasSize(54);
    }

    @Test
    void everyEventHasTheAttributesOfItsType() {
        for (HistoryEvent event : events()) {
            String attributes = Character.toLowerCase(event.getEventType().charAt(0))
                    + event.getEventType().substring(1) + "EventAttributes";
            List<FieldDescriptor> messages = event.getAllFields().keySet().stream()
                    .filter(field -> field.getName().endsWith("_attributes"))
                    .toList();
            assertThat(messages).singleElement().satisfies(field -> {
                assertThat(field.getJsonName()).isEqualTo(attributes);
                com.google.protobuf.Message printed = (com.google.protobuf.Message) event.getField(field);
                for (FieldDescriptor member : field.getMessageType().getFields()) {
                    if (member.getOptions().getExtension(Options.member).getRequired()) {
                        assertThat(printed.hasField(member))
                                .as(member.getFullName())
                                .isTrue();
                    }
                }
            });
            assertThat(event.getEventId()).isEqualTo(7);
            assertThat(event.getEventTimestamp().getNanos()).isEqualTo(123_000_000);
        }
    }
}
