package dev.stepwell.engine.swf;

import dev.stepwell.engine.record.SwfExecutionChange;
import dev.stepwell.engine.turn.Beat;
import dev.stepwell.engine.turn.TaskRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Everything that time does to a run. All deadlines live in its state; a wake-up only says that one may have passed. */
final class Deadlines {
    /** The earliest first; of two at one time the one whose thing is older, and the run itself before all. */
    private static final Comparator<Deadline> ORDER =
            Comparator.comparing(Deadline::at).thenComparing(Deadline::eventId);

    private final SwfTurn t;
    private final Optional<Map<TaskRef, Beat>> beats;

    /**
     * What happens at a time.
     *
     * @param eventId the event that began the thing it happens to; 0 for the run itself
     */
    private record Deadline(Instant at, long eventId, What what) {}

    private enum What {
        RUN,
        DECISION_TASK,
        ACTIVITY,
        TIMER,
        LAMBDA
    }

    /** @param beats the last heartbeats; absent when nobody has looked, and then no activity task times out */
    Deadlines(SwfTurn t, Optional<Map<TaskRef, Beat>> beats) {
        this.t = t;
        this.beats = beats;
    }

    /** The next moment at which time does something to the run. */
    static Optional<Instant> next(SwfRun run) {
        return all(run).stream().min(ORDER).map(Deadline::at);
    }

    private static List<Deadline> all(SwfRun run) {
        List<Deadline> all = new ArrayList<>();
        if (!run.isOpen()) {
            return all;
        }
        run.settings()
                .executionStartToClose()
                .after(run.startedAt)
                .ifPresent(at -> all.add(new Deadline(at, 0, What.RUN)));
        DecisionTask decision = run.decisionTask;
        if (decision != null) {
            decision.due().ifPresent(at -> all.add(new Deadline(at, decision.eventId(), What.DECISION_TASK)));
        }
        run.activities
                .values()
                .forEach(task ->
                        task.due().ifPresent(due -> all.add(new Deadline(due.at(), task.eventId(), What.ACTIVITY))));
        run.timers.values().forEach(timer -> all.add(new Deadline(timer.due(), timer.eventId(), What.TIMER)));
        run.lambdas
                .values()
                .forEach(task -> task.due().ifPresent(at -> all.add(new Deadline(at, task.eventId(), What.LAMBDA))));
        return all;
    }

    /** Whether something is due that can be done now. */
    boolean anyDue() {
        return due().isPresent();
    }

    private Optional<Deadline> due() {
        return all(t.run).stream()
                .filter(deadline -> !deadline.at.isAfter(t.turn.now()))
                .filter(deadline -> deadline.what != What.ACTIVITY || beats.isPresent())
                .min(ORDER);
    }

    /** Does the first thing that is due; false when nothing is. */
    boolean stepOneDue() {
        Optional<Deadline> due = due();
        due.ifPresent(this::step);
        return due.isPresent();
    }

    private void step(Deadline deadline) {
        switch (deadline.what) {
            case RUN ->
                Ending.end(t, new SwfExecutionChange.TimedOut(t.run.settings().childPolicy()));
            case DECISION_TASK -> DecisionTasks.timeOut(t);
            case ACTIVITY -> timeOut(t.run.activity(deadline.eventId));
            case TIMER ->
                Optional.ofNullable(t.run.timers.get(deadline.eventId)).ifPresent(timer -> Timers.fire(t, timer));
            case LAMBDA -> Lambdas.timeOut(t, t.run.lambda(deadline.eventId));
        }
    }

    private void timeOut(ActivityTask task) {
        Optional<Beat> beat = beats.map(seen -> seen.get(task.ref()));
        task.due().ifPresent(due -> Activities.timeOut(t, task, due, beat));
    }
}
