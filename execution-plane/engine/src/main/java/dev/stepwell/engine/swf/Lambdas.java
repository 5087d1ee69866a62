package dev.stepwell.engine.swf;

import dev.stepwell.asl.model.TaskResource;
import dev.stepwell.engine.decision.Admission;
import dev.stepwell.engine.decision.Decision;
import dev.stepwell.engine.record.FailedCause;
import dev.stepwell.engine.record.FailedCause.ScheduleLambda;
import dev.stepwell.engine.record.SwfLambdaChange;
import dev.stepwell.engine.turn.Effect;
import dev.stepwell.engine.turn.Payload;
import dev.stepwell.engine.turn.Reply;
import dev.stepwell.engine.turn.TaskRef;
import java.util.List;
import java.util.Optional;

/** Lambda tasks: functions that are called because a decision says so, by the same way out as the functions of state machines. */
final class Lambdas {
    /** What a function is given when the decision has no input for it. */
    private static final Payload NOTHING = Payload.of("{}");

    /** The longest reason of a failure (Amazon SWF API reference, FailureReason). */
    private static final int REASON = 256;

    /** The longest details (Amazon SWF API reference, Data). */
    private static final int DETAILS = 32_768;

    private Lambdas() {}

    static void schedule(SwfTurn t, Decision.ScheduleLambdaFunction d, Admission admission, long completedEventId) {
        Optional<ScheduleLambda> cause = Decisions.refusal(
                        admission,
                        ScheduleLambda.LAMBDA_SERVICE_NOT_AVAILABLE_IN_REGION,
                        ScheduleLambda.LAMBDA_FUNCTION_CREATION_RATE_EXCEEDED)
                .or(() -> isOpen(t.run, d.id()) ? Optional.of(ScheduleLambda.ID_ALREADY_IN_USE) : Optional.empty())
                .or(() -> t.run.lambdas.size() >= t.limits().openOfAKind()
                        ? Optional.of(ScheduleLambda.OPEN_LAMBDA_FUNCTIONS_LIMIT_EXCEEDED)
                        : Optional.empty());
        if (cause.isPresent()) {
            t.event(new SwfLambdaChange.ScheduleFailed(d.id(), d.name(), cause.get(), completedEventId));
        } else {
            t.event(new SwfLambdaChange.Scheduled(
                    d.id(), d.name(), d.control(), d.input(), d.startToClose(), completedEventId));
        }
    }

    private static boolean isOpen(SwfRun run, String id) {
        return run.lambdas.values().stream()
                .anyMatch(task -> task.scheduled().id().equals(id));
    }

    /** Whether one is still to be begun. */
    static boolean anyToBegin(SwfRun run) {
        return run.lambdas.values().stream().anyMatch(task -> task.phase() == LambdaTask.Phase.SCHEDULED);
    }

    /** Calls what is scheduled, which needs the role that the execution was started with. */
    static void begin(SwfTurn t) {
        List<LambdaTask> scheduled = t.run.lambdas.values().stream()
                .filter(task -> task.phase() == LambdaTask.Phase.SCHEDULED)
                .toList();
        for (LambdaTask task : scheduled) {
            if (t.run.settings().lambdaRole().isEmpty()) {
                t.event(new SwfLambdaChange.StartFailed(
                        task.eventId(),
                        FailedCause.StartLambda.ASSUME_ROLE_FAILED,
                        "No IAM role is attached to the workflow execution."));
            } else {
                t.event(new SwfLambdaChange.Started(task.eventId()));
                invoke(t.run, t.run.lambda(task.eventId())).ifPresent(t::effect);
            }
        }
    }

    /** The call of a function that has not answered. */
    static Optional<Effect> invoke(SwfRun run, LambdaTask task) {
        if (task.phase() != LambdaTask.Phase.STARTED) {
            return Optional.empty();
        }
        return Optional.of(new Effect.Invoke(
                task.ref(),
                new TaskResource.Function(task.scheduled().name()),
                task.scheduled().input().orElse(NOTHING),
                run.settings().lambdaRole(),
                false,
                task.startedAt()));
    }

    static void completed(SwfTurn t, long call, TaskRef ref, Payload result) {
        started(t, call, ref).ifPresent(task -> {
            close(t, task, new SwfLambdaChange.Completed(task.eventId(), task.startedEventId(), Optional.of(result)));
            t.reply(call, new Reply.Accepted());
        });
    }

    static void failed(SwfTurn t, long call, TaskRef ref, Optional<String> error, Optional<String> cause) {
        started(t, call, ref).ifPresent(task -> {
            close(
                    t,
                    task,
                    new SwfLambdaChange.Failed(
                            task.eventId(),
                            task.startedEventId(),
                            error.map(text -> clipped(text, REASON)),
                            cause.map(text -> Payload.of(clipped(text, DETAILS)))));
            t.reply(call, new Reply.Accepted());
        });
    }

    private static String clipped(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most);
    }

    static void timeOut(SwfTurn t, LambdaTask task) {
        close(t, task, new SwfLambdaChange.TimedOut(task.eventId(), task.startedEventId()));
    }

    private static void close(SwfTurn t, LambdaTask task, SwfLambdaChange end) {
        t.event(end);
        t.effect(new Effect.CloseTask(task.ref()));
    }

    private static Optional<LambdaTask> started(SwfTurn t, long call, TaskRef ref) {
        LambdaTask task = t.run.lambdas.get(ref.scheduledEventId());
        if (task != null
                && task.phase() == LambdaTask.Phase.STARTED
                && task.ref().equals(ref)) {
            return Optional.of(task);
        }
        t.reply(call, Arrivals.refusal(t.run, ref));
        return Optional.empty();
    }
}
