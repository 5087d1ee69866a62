package dev.stepwell.execution.swf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepwell.engine.record.ExecutionChange;
import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.engine.record.SwfChange;
import dev.stepwell.engine.record.SwfExecutionChange;
import dev.stepwell.engine.record.SwfTimerChange;
import dev.stepwell.execution.ports.Incarnation;
import dev.stepwell.execution.ports.TurnCommit;
import dev.stepwell.execution.turns.RecordBytes;
import dev.stepwell.names.ExecutionId;
import dev.stepwell.names.ExecutionKey;
import dev.stepwell.names.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RecentEventsTest {
    private static final ExecutionKey RUN = run(1);
    private static final SwfChange FIRED = new SwfTimerChange.Fired("t", 1);
    private static final long EACH = RecordBytes.of(List.of(event(1, FIRED)));

    private final RecentEvents recent = new RecentEvents(100 * EACH, 10 * EACH);

    @Test
    void whatHasBeenCommittedHereIsFoundByItsIds() {
        commit(RUN, 1, 3);
        commit(RUN, 4, 5);
        assertThat(ids(RUN, 2, 4)).contains(List.of(2L, 3L, 4L));
        assertThat(ids(RUN, 1, 5)).contains(List.of(1L, 2L, 3L, 4L, 5L));
        assertThat(ids(RUN, 5, 6)).isEmpty();
        assertThat(ids(run(2), 1, 1)).isEmpty();
    }

    @Test
    void anotherTenantsRunOfTheSameIdIsAnotherRun() {
        commit(RUN, 1, 3);
        assertThat(ids(new ExecutionKey(new TenantId(2), RUN.id()), 1, 3)).isEmpty();
    }

    @Test
    void whatWasWrittenBeforeAGapIsForgotten() {
        commit(RUN, 1, 3);
        commit(RUN, 6, 7);
        assertThat(ids(RUN, 3, 6)).isEmpty();
        assertThat(ids(RUN, 1, 3)).isEmpty();
        assertThat(ids(RUN, 6, 7)).contains(List.of(6L, 7L));
    }

    @Test
    void ofALongRunTheEndIsKept() {
        commit(RUN, 1, 9);
        commit(RUN, 10, 12);
        assertThat(ids(RUN, 1, 12)).isEmpty();
        assertThat(ids(RUN, 10, 12)).contains(List.of(10L, 11L, 12L));
    }

    @Test
    void theRunsThatHaveRestedLongestMakeRoom() {
        for (int i = 0; i < 30; i++) {
            commit(run(i), 1, 8);
        }
        assertThat(ids(run(29), 1, 8)).isPresent();
        assertThat(ids(run(0), 1, 8)).isEmpty();
        long kept = LongStream.range(0, 30)
                .filter(i -> ids(run((int) i), 1, 8).isPresent())
                .count();
        assertThat(kept).isEqualTo(12);
    }

    @Test
    void whatHasEndedGoes() {
        commit(RUN, 1, 3);
        recent.committed(turn(RUN, List.of(event(4, new SwfExecutionChange.Completed(Optional.empty(), 3)))));
        assertThat(ids(RUN, 1, 3)).isEmpty();
    }

    @Test
    void executionsOfMachinesAreNotKept() {
        JournalRecord timedOut = new JournalRecord(
                1, Instant.EPOCH, 1, 0, new ExecutionChange.TimedOut(Optional.empty(), Optional.empty()));
        recent.committed(turn(RUN, List.of(timedOut)));
        assertThat(ids(RUN, 1, 1)).isEmpty();
    }

    private Optional<List<Long>> ids(ExecutionKey run, long first, long last) {
        return recent.find(run, first, last)
                .map(events -> events.stream().map(JournalRecord::eventId).toList());
    }

    private void commit(ExecutionKey run, long first, long last) {
        recent.committed(turn(
                run,
                LongStream.rangeClosed(first, last)
                        .mapToObj(id -> event(id, FIRED))
                        .toList()));
    }

    private static ExecutionKey run(int number) {
        return new ExecutionKey(new TenantId(1), new ExecutionId(new UUID(0, number)));
    }

    private static JournalRecord event(long id, SwfChange change) {
        return new JournalRecord(id, Instant.EPOCH, id, 0, change);
    }

    private static TurnCommit turn(ExecutionKey run, List<JournalRecord> records) {
        return new TurnCommit(
                run,
                new TurnCommit.Fence(1, 1, new Incarnation(new UUID(0, 1)), 1),
                Optional.empty(),
                records,
                List.of(),
                Map.of(),
                Optional.empty());
    }
}
