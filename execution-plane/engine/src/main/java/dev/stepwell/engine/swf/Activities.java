package dev.stepwell.engine.swf;

import dev.stepwell.engine.decision.ActivityOptions;
import dev.stepwell.engine.decision.Admission;
import dev.stepwell.engine.decision.Decision;
import dev.stepwell.engine.decision.Registered;
import dev.stepwell.engine.record.FailedCause.CancelActivity;
import dev.stepwell.engine.record.FailedCause.ScheduleActivity;
import dev.stepwell.engine.record.SwfActivityChange;
import dev.stepwell.engine.turn.Beat;
import dev.stepwell.engine.turn.Effect;
import dev.stepwell.engine.turn.Input;
import dev.stepwell.engine.turn.Reply;
import dev.stepwell.engine.turn.SwfEffect;
import dev.stepwell.engine.turn.SwfInput;
import dev.stepwell.engine.turn.TaskRef;
import dev.stepwell.engine.workflow.SwfSettings;
import dev.stepwell.engine.workflow.TaskList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Activity tasks: scheduled by decisions, handed out to workers, and ended by these, by a decision or by time. */
final class Activities {
    private Activities() {}

    static void schedule(SwfTurn t, Decision.ScheduleActivityTask d, Admission admission, long completedEventId) {
        ActivityOptions options = switch (d.registered()) {
            case Registered.Active<ActivityOptions> active -> d.options().or(active.defaults());
            case Registered.Deprecated<ActivityOptions> ignored -> d.options();
            case Registered.Unknown<ActivityOptions> ignored -> d.options();
        };
        Optional<ScheduleActivity> cause = Decisions.refusal(
                        admission,
                        ScheduleActivity.OPERATION_NOT_PERMITTED,
                        ScheduleActivity.ACTIVITY_CREATION_RATE_EXCEEDED)
                .or(() -> unfit(d.registered()))
                .or(() -> idInUse(t.run, d.activityId()))
                .or(() -> undefined(options))
                .or(() -> tooMany(t));
        if (cause.isPresent()) {
            t.event(new SwfActivityChange.ScheduleFailed(d.type(), d.activityId(), cause.get(), completedEventId));
            return;
        }
        long eventId = t.event(new SwfActivityChange.Scheduled(
                d.type(), d.activityId(), d.control(), d.input(), terms(options), completedEventId));
        t.effect(offer(t.run, t.run.activity(eventId)));
    }

    private static Optional<ScheduleActivity> unfit(Registered<ActivityOptions> registered) {
        return switch (registered) {
            case Registered.Unknown<ActivityOptions> ignored ->
                Optional.of(ScheduleActivity.ACTIVITY_TYPE_DOES_NOT_EXIST);
            case Registered.Deprecated<ActivityOptions> ignored ->
                Optional.of(ScheduleActivity.ACTIVITY_TYPE_DEPRECATED);
            case Registered.Active<ActivityOptions> ignored -> Optional.empty();
        };
    }

    private static Optional<ScheduleActivity> idInUse(SwfRun run, String activityId) {
        return open(run, activityId).map(task -> ScheduleActivity.ACTIVITY_ID_ALREADY_IN_USE);
    }

    /** The first of AWS's list that neither the decision nor the registration gives. */
    private static Optional<ScheduleActivity> undefined(ActivityOptions options) {
        if (options.scheduleToClose().isEmpty()) {
            return Optional.of(ScheduleActivity.DEFAULT_SCHEDULE_TO_CLOSE_TIMEOUT_UNDEFINED);
        }
        if (options.taskList().isEmpty()) {
            return Optional.of(ScheduleActivity.DEFAULT_TASK_LIST_UNDEFINED);
        }
        if (options.scheduleToStart().isEmpty()) {
            return Optional.of(ScheduleActivity.DEFAULT_SCHEDULE_TO_START_TIMEOUT_UNDEFINED);
        }
        if (options.startToClose().isEmpty()) {
            return Optional.of(ScheduleActivity.DEFAULT_START_TO_CLOSE_TIMEOUT_UNDEFINED);
        }
        return options.heartbeat().isEmpty()
                ? Optional.of(ScheduleActivity.DEFAULT_HEARTBEAT_TIMEOUT_UNDEFINED)
                : Optional.empty();
    }

    private static Optional<ScheduleActivity> tooMany(SwfTurn t) {
        return t.run.activities.size() >= t.limits().openOfAKind()
                ? Optional.of(ScheduleActivity.OPEN_ACTIVITIES_LIMIT_EXCEEDED)
                : Optional.empty();
    }

    private static SwfActivityChange.Terms terms(ActivityOptions options) {
        return new SwfActivityChange.Terms(
                options.taskList().orElseThrow(),
                options.taskPriority(),
                options.scheduleToStart().orElseThrow(),
                options.scheduleToClose().orElseThrow(),
                options.startToClose().orElseThrow(),
                options.heartbeat().orElseThrow());
    }

    private static Optional<ActivityTask> open(SwfRun run, String activityId) {
        return run.activities.values().stream()
                .filter(task -> task.scheduled().activityId().equals(activityId))
                .findFirst();
    }

    /** The worker of a task that has started is told at its next heartbeat; one that nobody has begun with is canceled at once. */
    static void cancel(SwfTurn t, Decision.RequestCancelActivityTask d, Admission admission, long completedEventId) {
        Optional<ActivityTask> task = open(t.run, d.activityId());
        Optional<CancelActivity> cause = Decisions.refusal(admission, CancelActivity.OPERATION_NOT_PERMITTED, null)
                .or(() -> task.isEmpty() ? Optional.of(CancelActivity.ACTIVITY_ID_UNKNOWN) : Optional.empty());
        if (cause.isPresent()) {
            t.event(new SwfActivityChange.CancelFailed(d.activityId(), cause.get(), completedEventId));
            return;
        }
        long eventId = task.orElseThrow().eventId();
        t.event(new SwfActivityChange.CancelRequested(d.activityId(), eventId, completedEventId));
        if (t.run.activity(eventId).phase() == ActivityTask.Phase.STARTED) {
            t.effect(new SwfEffect.RequestTaskCancel(task.get().ref()));
        }
    }

    /** Whether one is to be canceled before anybody has begun with it. */
    static boolean anyRevoked(SwfRun run) {
        return run.activities.values().stream().anyMatch(task -> task.phase() == ActivityTask.Phase.REVOKED);
    }

    static void cancelRevoked(SwfTurn t) {
        List<ActivityTask> revoked = t.run.activities.values().stream()
                .filter(task -> task.phase() == ActivityTask.Phase.REVOKED)
                .toList();
        for (ActivityTask task : revoked) {
            close(
                    t,
                    task,
                    new SwfActivityChange.Canceled(task.eventId(), 0, Optional.empty(), task.requestedEventId()));
        }
    }

    /** The offer of a task that nobody has taken yet. */
    static Effect offer(SwfRun run, ActivityTask task) {
        SwfActivityChange.Terms terms = task.scheduled().terms();
        TaskList list = run.list(TaskList.Kind.ACTIVITY, terms.taskList());
        return new SwfEffect.OfferTask(task.ref(), list, SwfSettings.priority(terms.taskPriority()));
    }

    /** Gives the task to who asks for it, and again to who asks the same question again. */
    static void handOut(SwfTurn t, Input.HandOut handOut) {
        ActivityTask task = find(t.run, handOut.task());
        if (task != null && task.phase() == ActivityTask.Phase.SCHEDULED) {
            t.event(new SwfActivityChange.Started(task.eventId(), handOut.worker(), handOut.poll()));
            t.effect(new Effect.TaskHandedOut(handOut.task()));
            task = find(t.run, handOut.task());
        }
        if (task == null || task.poll() != handOut.poll()) {
            t.reply(handOut.call(), new Reply.NotOnOffer());
            return;
        }
        t.reply(
                handOut.call(),
                new Reply.SwfActivityTask(
                        t.turn.sealer().seal(handOut.task()),
                        task.scheduled().activityId(),
                        task.scheduled().type(),
                        task.startedEventId(),
                        task.scheduled().input(),
                        t.run.swf()));
    }

    static void completed(SwfTurn t, SwfInput.ActivityCompleted done) {
        started(t, done.call(), done.task()).ifPresent(task -> {
            close(t, task, new SwfActivityChange.Completed(task.eventId(), task.startedEventId(), done.result()));
            t.reply(done.call(), new Reply.Accepted());
        });
    }

    static void failed(SwfTurn t, SwfInput.ActivityFailed failed) {
        started(t, failed.call(), failed.task()).ifPresent(task -> {
            close(
                    t,
                    task,
                    new SwfActivityChange.Failed(
                            task.eventId(), task.startedEventId(), failed.reason(), failed.details()));
            t.reply(failed.call(), new Reply.Accepted());
        });
    }

    static void canceled(SwfTurn t, SwfInput.ActivityCanceled canceled) {
        started(t, canceled.call(), canceled.task()).ifPresent(task -> {
            close(
                    t,
                    task,
                    new SwfActivityChange.Canceled(
                            task.eventId(), task.startedEventId(), canceled.details(), task.requestedEventId()));
            t.reply(canceled.call(), new Reply.Accepted());
        });
    }

    /**
     * A deadline has passed, unless the worker has been heard since.
     *
     * @param beat the last heartbeat of the task
     */
    static void timeOut(SwfTurn t, ActivityTask task, ActivityTask.Due due, Optional<Beat> beat) {
        boolean alive = due.limit() == SwfActivityChange.Limit.HEARTBEAT
                && beat.filter(b -> b.at().isAfter(task.lastBeat())).isPresent();
        if (alive) {
            t.note(new SwfActivityChange.BeatSeen(task.eventId(), beat.get().at()));
        } else {
            close(
                    t,
                    task,
                    new SwfActivityChange.TimedOut(
                            due.limit(), task.eventId(), task.startedEventId(), beat.flatMap(Beat::details)));
        }
    }

    private static void close(SwfTurn t, ActivityTask task, SwfActivityChange end) {
        t.event(end);
        t.effect(new Effect.CloseTask(task.ref()));
    }

    /** The task that somebody works on; otherwise the call is refused. */
    private static Optional<ActivityTask> started(SwfTurn t, long call, TaskRef ref) {
        ActivityTask task = find(t.run, ref);
        if (task != null && task.phase() == ActivityTask.Phase.STARTED) {
            return Optional.of(task);
        }
        t.reply(call, Arrivals.refusal(t.run, ref));
        return Optional.empty();
    }

    private static @Nullable ActivityTask find(SwfRun run, TaskRef ref) {
        ActivityTask task = run.activities.get(ref.scheduledEventId());
        return task == null || !task.ref().equals(ref) ? null : task;
    }
}
