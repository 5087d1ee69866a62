package dev.stepwell.execution.journal.memory;

import com.google.protobuf.ByteString;
import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.engine.turn.Beat;
import dev.stepwell.engine.turn.Effect;
import dev.stepwell.engine.turn.RunStatus;
import dev.stepwell.engine.turn.StartFacts;
import dev.stepwell.engine.turn.TaskRef;
import dev.stepwell.execution.journal.Payloads;
import dev.stepwell.execution.journal.StoredExecution;
import dev.stepwell.execution.journal.TaskRows;
import dev.stepwell.execution.journal.TurnRows;
import dev.stepwell.execution.journal.TurnRows.Segment;
import dev.stepwell.execution.journal.codec.EndingFormat;
import dev.stepwell.execution.journal.codec.FactsFormat;
import dev.stepwell.execution.journal.codec.Sealed;
import dev.stepwell.execution.journal.codec.SegmentReader;
import dev.stepwell.execution.ports.Birth;
import dev.stepwell.execution.ports.ExecutionRow.Lease;
import dev.stepwell.execution.ports.Incarnation;
import dev.stepwell.execution.ports.LoadedRun.Snapshot;
import dev.stepwell.execution.ports.Redrives;
import dev.stepwell.execution.ports.Survey;
import dev.stepwell.execution.ports.SwfRuns;
import dev.stepwell.execution.ports.TaskLine;
import dev.stepwell.execution.ports.TurnCommit.Fence;
import dev.stepwell.names.ExecutionKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The rows of one execution. Guarded by the store's lock. */
final class MemoryRun {
    private static final Comparator<TaskRef> BY_EVENT =
            Comparator.comparingLong(TaskRef::scheduledEventId).thenComparingInt(TaskRef::generation);

    final ExecutionKey key;
    final String region;
    final String machine;
    final Instant startDate;
    final List<String> qualifiers = new ArrayList<>();
    final Map<ByteString, byte[]> payloads = new HashMap<>();
    final TreeMap<TaskRef, Task> tasks = new TreeMap<>(BY_EVENT);
    RunStatus status = RunStatus.RUNNING;
    Redrives redrives = Redrives.NONE;
    Optional<Incarnation> owner = Optional.empty();
    Optional<Instant> wake = Optional.empty();
    long epoch;
    long seq;

    private final byte[] facts;
    private final List<Stored> segments = new ArrayList<>();
    private Optional<Instant> stopDate = Optional.empty();
    private Optional<byte[]> ending = Optional.empty();
    private Optional<Kept> snapshot = Optional.empty();
    private boolean cancelRequested;
    private Optional<SwfRuns.Closed> closed = Optional.empty();

    /** A segment and the epoch in which it was written. */
    record Stored(Segment segment, long epoch) {}

    /** A row of an open task. */
    record Task(
            Optional<TaskLine> line,
            int priority,
            Instant offered,
            boolean handedOut,
            boolean cancelRequested,
            Optional<Beat> beat) {
        Task takenOut() {
            return new Task(line, priority, offered, true, cancelRequested, beat);
        }

        Task cancelling() {
            return new Task(line, priority, offered, handedOut, true, beat);
        }

        Task beaten(Beat last) {
            return new Task(line, priority, offered, handedOut, cancelRequested, Optional.of(last));
        }
    }

    private record Kept(long seq, byte[] bytes) {}

    MemoryRun(ExecutionKey key, Birth birth) {
        this.key = key;
        this.region = birth.region();
        this.machine = birth.facts().listedUnder();
        this.startDate = birth.startDate();
        this.facts = FactsFormat.bytes(birth.facts());
        birth.facts().versionArn().ifPresent(qualifiers::add);
        birth.facts().aliasArn().ifPresent(qualifiers::add);
    }

    void write(TurnRows rows, Instant now) {
        Fence fence = rows.turn().fence();
        owner = Optional.of(fence.owner());
        epoch = fence.nextEpoch();
        seq = rows.turn().nextSeq();
        rows.segment().ifPresent(s -> segments.add(new Stored(s, epoch)));
        rows.payloads().forEach((hash, utf8) -> payloads.computeIfAbsent(hash, h -> Sealed.seal(utf8)));
        write(rows.tasks(), now);
        rows.wake().ifPresent(due -> rearm(due, now));
        rows.snapshot().ifPresent(bytes -> snapshot = Optional.of(new Kept(seq, bytes)));
        rows.reopened().ifPresent(this::reopen);
        rows.end().ifPresent(this::end);
        cancelRequested |= rows.run().cancelRequested();
        closed = rows.run().closed().or(() -> closed);
    }

    private void reopen(Effect.Reopen again) {
        status = RunStatus.RUNNING;
        stopDate = Optional.empty();
        ending = Optional.empty();
        redrives = new Redrives(again.redriveCount(), Optional.of(again.redriveDate()));
    }

    private void write(TaskRows rows, Instant now) {
        for (TaskRows.Opened open : rows.opened()) {
            tasks.putIfAbsent(
                    open.task(),
                    new Task(open.line(), open.priority(), now, open.handedOut(), false, Optional.empty()));
        }
        for (TaskRef task : rows.handedOut()) {
            tasks.computeIfPresent(task, (ref, t) -> t.takenOut());
        }
        for (TaskRef task : rows.cancelRequested()) {
            tasks.computeIfPresent(task, (ref, t) -> t.cancelling());
        }
        rows.closed().forEach(tasks::remove);
    }

    /** The wake-up only moves earlier, until it is due. */
    private void rearm(Instant due, Instant now) {
        if (wake.isEmpty() || !wake.get().isAfter(now)) {
            wake = due.equals(Instant.MAX) ? Optional.empty() : Optional.of(due);
        } else if (due.isBefore(wake.get())) {
            wake = Optional.of(due);
        }
    }

    private void end(TurnRows.End end) {
        status = end.status();
        stopDate = end.stopDate();
        ending = Optional.of(end.bytes());
        tasks.clear();
        wake = Optional.empty();
        snapshot = Optional.empty();
    }

    List<Stored> segments() {
        return segments;
    }

    /** The records of the next commits, of which the last comes after that one. */
    Stream<JournalRecord> records(long after, int commits) {
        Payloads stored = new Payloads(payloads);
        return segments.stream()
                .map(Stored::segment)
                .filter(segment -> segment.lastSeq() > after)
                .limit(commits)
                .flatMap(segment -> SegmentReader.open(segment.bytes()).records(stored).stream());
    }

    Optional<Snapshot> snapshot() {
        return snapshot.map(kept -> new Snapshot(kept.seq(), Sealed.open(kept.bytes())));
    }

    StoredExecution stored(Lease lease, boolean whole) {
        return new StoredExecution(
                key,
                FactsFormat.facts(facts),
                status,
                startDate,
                stopDate,
                redrives,
                lease,
                whole ? Optional.of(SegmentReader.open(segments.get(0).segment().bytes())) : Optional.empty(),
                whole ? ending.map(EndingFormat::open) : Optional.empty());
    }

    Survey.Found found() {
        return new Survey.Found(
                key,
                FactsFormat.facts(facts),
                status,
                startDate,
                stopDate,
                ending.map(EndingFormat::open).flatMap(EndingFormat::error),
                redrives);
    }

    /** What those see of it who look for runs of SWF; nothing if it is none. */
    Optional<SwfRuns.Run> shown() {
        return FactsFormat.facts(facts).swf().map(swf -> new SwfRuns.Run(key, swf, startDate, closed, cancelRequested));
    }

    Stream<Survey.OpenTask> openTasks(Optional<TaskLine> line) {
        StartFacts known = FactsFormat.facts(facts);
        return tasks.entrySet().stream()
                .filter(task -> line.isEmpty() || task.getValue().line().equals(line))
                .map(task -> new Survey.OpenTask(
                        key,
                        known,
                        task.getKey(),
                        task.getValue().handedOut(),
                        task.getValue().offered(),
                        task.getValue().beat().map(Beat::at)));
    }
}
