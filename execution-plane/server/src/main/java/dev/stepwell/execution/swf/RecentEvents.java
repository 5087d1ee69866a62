package dev.stepwell.execution.swf;

import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.engine.record.SwfChange;
import dev.stepwell.engine.record.SwfExecutionChange;
import dev.stepwell.execution.ports.TurnCommit;
import dev.stepwell.execution.turns.RecordBytes;
import dev.stepwell.names.ExecutionKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The newest events of open runs, as this node has committed them: what a decider is told of was mostly written here a moment ago, and
 * is not read back from the store for it. What has been committed never changes, so what is here is true; what is not here, because
 * another node wrote it or there was no room, the store knows.
 */
final class RecentEvents {
    /** The memory for all runs, and the most for one, of which a sticky decider needs but the end. */
    static RecentEvents usual() {
        return new RecentEvents(24 << 20, 512 << 10);
    }

    private final long mostBytes;
    private final long mostOfRun;
    private final LinkedHashMap<ExecutionKey, Events> runs = new LinkedHashMap<>(64, 0.75f, true);
    private long bytes;

    RecentEvents(long mostBytes, long mostOfRun) {
        this.mostBytes = mostBytes;
        this.mostOfRun = mostOfRun;
    }

    /** Events of one run whose ids have no gap. */
    private static final class Events {
        private final List<JournalRecord> events = new ArrayList<>();
        private long bytes;

        private long first() {
            return events.get(0).eventId();
        }

        private long last() {
            return events.get(events.size() - 1).eventId();
        }

        private void add(JournalRecord event) {
            if (!events.isEmpty() && event.eventId() != last() + 1) {
                events.clear(); // somebody else has written what lies between
                bytes = 0;
            }
            events.add(event);
            bytes += RecordBytes.of(List.of(event));
        }

        private void shorten(long most) {
            if (bytes > most) {
                List<JournalRecord> oldest = events.subList(0, (events.size() + 1) / 2);
                bytes -= RecordBytes.of(oldest);
                oldest.clear();
            }
        }
    }

    /** Keeps the events of a turn that is durable; those of a run that has ended with it go. */
    void committed(TurnCommit turn) {
        if (ofSwf(turn)) {
            List<JournalRecord> events =
                    turn.records().stream().filter(JournalRecord::isEvent).toList();
            if (!events.isEmpty()) {
                keep(turn.key(), events);
            }
        }
    }

    private synchronized void keep(ExecutionKey run, List<JournalRecord> events) {
        Events before = runs.remove(run);
        bytes -= before == null ? 0 : before.bytes;
        if (events.stream().anyMatch(event -> event.change() instanceof SwfExecutionChange.Ending)) {
            return;
        }
        Events now = before == null ? new Events() : before;
        events.forEach(now::add);
        now.shorten(mostOfRun);
        if (!now.events.isEmpty()) {
            runs.put(run, now);
            bytes += now.bytes;
        }
        makeRoom();
    }

    /** Most turns are of state machines, and their first record tells. */
    private static boolean ofSwf(TurnCommit turn) {
        return turn.birth().isPresent()
                ? turn.birth().get().facts().swf().isPresent()
                : !turn.records().isEmpty() && turn.records().get(0).change() instanceof SwfChange;
    }

    private void makeRoom() {
        var oldest = runs.entrySet().iterator();
        while (bytes > mostBytes && oldest.hasNext()) {
            Map.Entry<ExecutionKey, Events> goes = oldest.next();
            bytes -= goes.getValue().bytes;
            oldest.remove();
        }
    }

    /** The events with these ids, the smallest first, if all of them are here. */
    synchronized Optional<List<JournalRecord>> find(ExecutionKey run, long first, long last) {
        Events known = runs.get(run);
        if (known == null || first > last || first < known.first() || last > known.last()) {
            return Optional.empty();
        }
        int from = (int) (first - known.first());
        return Optional.of(List.copyOf(known.events.subList(from, from + (int) (last - first) + 1)));
    }
}
