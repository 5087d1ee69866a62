package dev.stepwell.simulation.audit;

import dev.stepwell.engine.record.ExecutionChange;
import dev.stepwell.engine.record.FanOutChange;
import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.engine.record.MapRunChange;
import dev.stepwell.engine.record.PauseChange;
import dev.stepwell.engine.record.StateChange;
import dev.stepwell.engine.record.StateKind;
import dev.stepwell.engine.record.SwfChange;
import dev.stepwell.engine.record.TaskChange;
import dev.stepwell.engine.turn.TaskRef;
import dev.stepwell.execution.ports.Incarnation;
import dev.stepwell.simulation.world.Mark;
import dev.stepwell.simulation.world.Marks;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Every deadline of one execution, and whether anything happened before its time (I7). */
final class TimerAudit {
    /** A deadline so long past must have been nobody's for a while. */
    private static final Duration LATE = Duration.ofSeconds(4);

    private final Violations violations;
    private final Marks marks;
    private final Object execution;
    private final OptionalLong timeoutSeconds;
    private final PauseAudit pauses;
    private final Map<Integer, Armed> waits = new HashMap<>();
    private final Map<Integer, Armed> retries = new HashMap<>();
    private final Map<Integer, Task> tasks = new HashMap<>();
    private final Map<TaskRef, Instant> beats = new HashMap<>();
    private Instant begun = Instant.MAX;
    private Duration latest = Duration.ZERO;
    private int generation;

    /** @param since from when on it could be due: a Wait may be for a time that is long past */
    private record Armed(Instant until, Instant since, Incarnation by) {
        Instant due() {
            return until.isBefore(since) ? since : until;
        }
    }

    private record Task(TaskRef ref, TaskChange.Scheduled scheduled, Instant started, Incarnation by) {}

    TimerAudit(Violations violations, Marks marks, Object execution, OptionalLong timeoutSeconds) {
        this.violations = violations;
        this.marks = marks;
        this.execution = execution;
        this.timeoutSeconds = timeoutSeconds;
        this.pauses = new PauseAudit(violations, marks, execution);
    }

    void beaten(TaskRef task, Instant at) {
        beats.put(task, at);
    }

    /** How late the latest of its timers was; those of an execution that was ever paused do not count from then on. */
    Duration latest() {
        return latest;
    }

    void see(JournalRecord record, Incarnation owner) {
        Instant at = record.at();
        pauses.see(record);
        switch (record.change()) {
            case ExecutionChange change -> execution(change, at);
            case PauseChange ignored -> {} // seen above
            case StateChange change -> state(change, at, owner);
            case TaskChange change -> task(record, change, owner);
            case FanOutChange change -> fanOut(change, at, owner);
            case MapRunChange ignored -> {} // nothing of a map run waits for a time
            case SwfChange ignored -> {} // no workflow execution is simulated
        }
    }

    private void execution(ExecutionChange change, Instant at) {
        if (change instanceof ExecutionChange.Started) {
            begun = at;
        } else if (change instanceof ExecutionChange.Redriven redriven) {
            begun = at;
            generation = redriven.redriveCount();
            waits.clear();
            retries.clear();
            tasks.clear();
        } else if (change instanceof ExecutionChange.TimedOut) {
            marks.reach(Mark.EXECUTION_TIMED_OUT);
            Instant due = begun.plusSeconds(timeoutSeconds.orElse(Long.MAX_VALUE / 4_000));
            notBefore(due.plus(pauses.rested()), at, "the execution timed out");
        }
    }

    private void state(StateChange change, Instant at, Incarnation owner) {
        if (change instanceof StateChange.WaitArmed armed) {
            waits.put(armed.frame(), new Armed(armed.until(), at, owner));
        } else if (change instanceof StateChange.RetryArmed armed) {
            marks.reach(Mark.RETRIED);
            retries.put(armed.frame(), new Armed(armed.until(), at, owner));
        } else if (change instanceof StateChange.Exited exited && exited.kind() == StateKind.WAIT) {
            due(waits.remove(exited.frame()), at, owner, "a Wait ended");
        } else if (change instanceof StateChange.Aborted aborted) {
            waits.remove(aborted.frame());
            retries.remove(aborted.frame());
        }
    }

    private void fanOut(FanOutChange change, Instant at, Incarnation owner) {
        if (change instanceof FanOutChange.ParallelStarted || change instanceof FanOutChange.MapStarted) {
            due(retries.remove(change.frame()), at, owner, "a retry began");
        }
    }

    private void task(JournalRecord record, TaskChange change, Incarnation owner) {
        Task task = tasks.get(change.frame());
        if (change instanceof TaskChange.Scheduled scheduled) {
            due(retries.remove(change.frame()), record.at(), owner, "a retry began");
            TaskRef ref = new TaskRef(record.eventId(), generation);
            tasks.put(change.frame(), new Task(ref, scheduled, Instant.MAX, owner));
        } else if (change instanceof TaskChange.Started && task != null) {
            tasks.put(change.frame(), new Task(task.ref, task.scheduled, record.at(), owner));
        } else if (change instanceof TaskChange.BeatSeen) {
            marks.reach(Mark.BEAT_SEEN);
        } else if (change instanceof TaskChange.TimedOut timedOut && task != null) {
            timedOut(task, timedOut, record.at(), owner);
        }
    }

    private void timedOut(Task task, TaskChange.TimedOut timedOut, Instant at, Incarnation owner) {
        boolean heartbeat =
                timedOut.error().filter("States.HeartbeatTimeout"::equals).isPresent();
        marks.reach(heartbeat ? Mark.HEARTBEAT_MISSED : Mark.TASK_TIMED_OUT);
        OptionalLong seconds = heartbeat ? task.scheduled.heartbeatSeconds() : task.scheduled.timeoutSeconds();
        if (task.started.equals(Instant.MAX) || seconds.isEmpty()) {
            violations.add("I7", execution, "a task timed out that has no such deadline");
            return;
        }
        Instant beat = beats.getOrDefault(task.ref, task.started);
        Instant from = heartbeat && beat.isAfter(task.started) ? beat : task.started;
        due(new Armed(from.plusSeconds(seconds.getAsLong()), from, task.by), at, owner, "a task timed out");
    }

    private void due(@Nullable Armed armed, Instant at, Incarnation owner, String what) {
        if (armed == null) {
            return;
        }
        notBefore(armed.until, at, what);
        Duration late = Duration.between(armed.due(), at);
        if (pauses.rested().isZero() && late.compareTo(latest) > 0) {
            latest = late;
        }
        if (!armed.by.equals(owner)) {
            marks.reach(Mark.WOKEN_BY_ANOTHER_NODE);
            if (at.isAfter(armed.until.plus(LATE))) {
                marks.reach(Mark.DUE_WHILE_DOWN);
            }
        }
    }

    private void notBefore(Instant due, Instant at, String what) {
        violations.require(!at.isBefore(due), "I7", execution, what + " at " + at + ", due at " + due);
    }
}
