package dev.stepwell.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;
import software.amazon.awssdk.services.sfn.model.HistoryEventType;

class TimelineTest {
    @Test
    void tellsWhenWhatAndWhy() {
        Instant start = Instant.ofEpochSecond(1_000);
        List<HistoryEvent> events = List.of(
                HistoryEvent.builder()
                        .id(1L)
                        .previousEventId(0L)
                        .timestamp(start)
                        .type(HistoryEventType.EXECUTION_STARTED)
                        .build(),
                HistoryEvent.builder()
                        .id(2L)
                        .previousEventId(1L)
                        .timestamp(start.plusMillis(1_500))
                        .type(HistoryEventType.EXECUTION_FAILED)
                        .executionFailedEventDetails(
                                details -> details.error("EmptyOrder").cause("no\nitem"))
                        .build());
        assertThat(Timeline.text(events).lines())
                .containsExactly(
                        "   0.000 s    1 after 0    ExecutionStarted",
                        "   1.500 s    2 after 1    ExecutionFailed              EmptyOrder: no item");
    }
}
