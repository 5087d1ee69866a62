package dev.stepwell.engine.swf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepwell.engine.record.DecisionTaskChange;
import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.engine.record.SwfExecutionChange;
import dev.stepwell.engine.record.SwfExternalChange;
import java.util.List;

/** What holds of all journals of runs, whatever has happened. */
final class WellFormed {
    private WellFormed() {}

    /** Numbers without gaps, never two open decision tasks, one closing event at most and nothing after it but notes of whom it writes to. */
    static void check(List<JournalRecord> records) {
        long event = 0;
        int openDecisionTasks = 0;
        boolean ended = false;
        for (int i = 0; i < records.size(); i++) {
            JournalRecord record = records.get(i);
            assertThat(ended && !(record.change() instanceof SwfExternalChange.Addressed))
                    .as("record %d follows the end", i + 1)
                    .isFalse();
            assertThat(record.seq()).isEqualTo(i + 1L);
            if (record.isEvent()) {
                assertThat(record.eventId()).isEqualTo(++event);
            }
            openDecisionTasks += change(record);
            assertThat(openDecisionTasks)
                    .as("decision tasks at record %d", i + 1)
                    .isBetween(0, 1);
            ended = record.change() instanceof SwfExecutionChange.Ending;
        }
    }

    private static int change(JournalRecord record) {
        return switch (record.change()) {
            case DecisionTaskChange.Scheduled c -> 1;
            case DecisionTaskChange.Completed c -> -1;
            case DecisionTaskChange.TimedOut c -> -1;
            default -> 0;
        };
    }
}
