package dev.stepwell.engine.swf;

import static dev.stepwell.engine.swf.Transitions.line;

import dev.stepwell.engine.record.DecisionTaskChange;
import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.engine.turn.TaskRef;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one decision task that a run may have open.
 *
 * @param scheduled how it was scheduled
 * @param eventId the event of that, which names it
 * @param scheduledAt when that was
 * @param startedEventId 0 before it has started
 * @param poll the question it was the answer to
 */
record DecisionTask(
        DecisionTaskChange.Scheduled scheduled,
        long eventId,
        Instant scheduledAt,
        Phase phase,
        long startedEventId,
        Instant startedAt,
        long poll) {
    static final Transitions<Phase> TABLE = Transitions.of(
            line(Phase.ABSENT, DecisionTaskChange.Scheduled.class, Phase.SCHEDULED),
            line(Phase.SCHEDULED, DecisionTaskChange.Started.class, Phase.STARTED),
            line(Phase.SCHEDULED, DecisionTaskChange.TimedOut.class, Phase.ABSENT),
            line(Phase.STARTED, DecisionTaskChange.Completed.class, Phase.ABSENT),
            line(Phase.STARTED, DecisionTaskChange.TimedOut.class, Phase.ABSENT));

    /** How far it is. */
    enum Phase {
        ABSENT,
        SCHEDULED,
        STARTED
    }

    static Phase phase(SwfRun run) {
        return run.decisionTask == null ? Phase.ABSENT : run.decisionTask.phase;
    }

    TaskRef ref() {
        return new TaskRef(eventId, 0);
    }

    /** When its time is over: waiting is limited on a list that the decider asked for, deciding always. */
    Optional<Instant> due() {
        return phase == Phase.SCHEDULED
                ? scheduled.scheduleToStart().flatMap(timeout -> timeout.after(scheduledAt))
                : scheduled.startToClose().after(startedAt);
    }

    static void apply(SwfRun run, JournalRecord record, DecisionTaskChange change) {
        Phase next = TABLE.next(phase(run), change);
        DecisionTask before = run.decisionTask;
        switch (change) {
            case DecisionTaskChange.Scheduled c -> {
                run.decisionTask = new DecisionTask(c, record.eventId(), record.at(), next, 0, Instant.EPOCH, 0);
                run.unseen = false;
            }
            case DecisionTaskChange.Started c -> {
                DecisionTask task = open(before);
                run.decisionTask = new DecisionTask(
                        task.scheduled, task.eventId, task.scheduledAt, next, record.eventId(), record.at(), c.poll());
                run.unseen = false; // the decider is given all that happened up to here
            }
            case DecisionTaskChange.Completed c -> {
                run.decisionTask = null;
                run.previousStartedEventId = open(before).startedEventId;
                c.executionContext().ifPresent(context -> run.context = Optional.of(context));
                c.taskList().ifPresent(list -> run.override(list, c.scheduleToStart()));
            }
            case DecisionTaskChange.TimedOut c -> {
                run.decisionTask = null;
                run.override = Optional.empty(); // AWS reverts it whichever of the two times is over
                run.unseen = true;
            }
        }
    }

    private static DecisionTask open(@Nullable DecisionTask task) {
        if (task == null) {
            throw new IllegalStateException("there is no decision task");
        }
        return task;
    }
}
