package dev.stepwell.engine.asl;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepwell.asl.expression.Expression;
import dev.stepwell.asl.expression.Scope;
import dev.stepwell.asl.expression.StatesException;
import dev.stepwell.asl.model.State;
import dev.stepwell.asl.model.TaskResource;
import dev.stepwell.engine.record.TaskChange;
import dev.stepwell.engine.record.TaskFamily;
import dev.stepwell.engine.turn.Effect;
import dev.stepwell.engine.turn.Payload;
import dev.stepwell.engine.turn.TaskRef;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/** Task: scheduled in one step, and begun in the next when it is not a worker who begins it. */
final class TaskBody {
    private TaskBody() {}

    static void schedule(AslTurn t, Frame frame, State.Task task) {
        TaskRef ref = new TaskRef(t.run.lastEvent + 1, t.run.generation);
        TaskResource resource = task.resource();
        Scope scope =
                endsLater(resource) || resource instanceof TaskResource.Activity ? t.scope(frame, ref) : t.scope(frame);
        OptionalLong timeout = seconds(task.timeoutSeconds(), scope);
        OptionalLong heartbeat = seconds(task.heartbeatSeconds(), scope);
        Optional<String> role = task.credentials().map(c -> c.evaluate(scope).asText());
        JsonNode arguments = task.shaping().arguments(scope);
        Payload parameters = Stepper.limited(t, frame, frame.data.with(arguments));
        t.event(
                frame,
                new TaskChange.Scheduled(
                        frame.id, familyOf(resource), region(t), parameters, timeout, heartbeat, role));
        switch (resource) {
            case TaskResource.Activity activity -> {
                int priority = t.run.facts().priority();
                t.effect(new Effect.OpenTask(ref, Optional.of(activity.arn()), priority));
                t.effect(new Effect.OfferActivity(ref, activity.arn(), priority));
            }
            case TaskResource.Function function -> {}
            case TaskResource.Service service -> {
                if (endsLater(service)) {
                    t.effect(Effect.OpenTask.byToken(ref));
                }
            }
        }
    }

    /** Whether the task has something to do that nothing outside has to happen for. */
    static boolean canGoOn(Step.Working working) {
        return working.started().isEmpty()
                ? working.family().kind() != TaskFamily.Kind.ACTIVITY
                : working.submitted() && working.early().isPresent();
    }

    static void goOn(AslTurn t, Frame frame, Step.Working working) {
        if (working.started().isEmpty()) {
            begin(t, frame, working);
        } else {
            working.early().ifPresent(early -> {
                t.event(frame, endOf(frame, working, early));
                t.effect(new Effect.CloseTask(working.task()));
            });
        }
    }

    /** The event of an end that was reported before its time. */
    static TaskChange endOf(Frame frame, Step.Working working, TaskChange.EndedEarly early) {
        return early.output().isPresent()
                ? new TaskChange.Succeeded(
                        frame.id, working.family(), early.output().get())
                : new TaskChange.Failed(frame.id, working.family(), early.error(), early.cause());
    }

    /** Begins a task that no worker has to ask for. */
    private static void begin(AslTurn t, Frame frame, Step.Working working) {
        t.event(frame, new TaskChange.Started(frame.id, working.family(), Optional.empty(), 0));
        if (endsLater(AslRun.resourceOf(frame))) {
            t.effect(new Effect.TaskHandedOut(working.task()));
        }
        t.effect(invocation(frame, working.startedAt(t.turn.now(), 0)));
    }

    /** What a node that takes the execution over has to do for an open task. */
    static Optional<Effect> pending(AslRun run, Frame frame, Step.Working working) {
        if (AslRun.resourceOf(frame) instanceof TaskResource.Activity activity) {
            return working.started().isPresent()
                    ? Optional.empty()
                    : Optional.of(new Effect.OfferActivity(
                            working.task(), activity.arn(), run.facts().priority()));
        }
        return working.started().isPresent() && !working.submitted()
                ? Optional.of(invocation(frame, working))
                : Optional.empty();
    }

    private static Effect.Invoke invocation(Frame frame, Step.Working working) {
        TaskResource resource = AslRun.resourceOf(frame);
        return new Effect.Invoke(
                working.task(),
                resource,
                working.arguments(),
                working.roleArn(),
                endsLater(resource),
                working.started().orElse(Instant.EPOCH));
    }

    /** Whether the end is another thing than the service's answer. All of these have a token, those with a child as well (recorded). */
    static boolean endsLater(TaskResource resource) {
        return resource instanceof TaskResource.Service service
                && service.pattern() != TaskResource.Pattern.REQUEST_RESPONSE;
    }

    private static TaskFamily familyOf(TaskResource resource) {
        return switch (resource) {
            case TaskResource.Activity activity -> new TaskFamily(TaskFamily.Kind.ACTIVITY, "", activity.arn());
            case TaskResource.Function function -> new TaskFamily(TaskFamily.Kind.FUNCTION, "", function.arn());
            case TaskResource.Service service ->
                new TaskFamily(TaskFamily.Kind.SERVICE, service.service(), service.action());
        };
    }

    /** The region of the execution, from its ARN. */
    private static String region(AslTurn t) {
        return t.run.facts().executionArn().split(":", 5)[3];
    }

    private static OptionalLong seconds(Optional<Expression> expression, Scope scope) {
        if (expression.isEmpty()) {
            return OptionalLong.empty();
        }
        JsonNode value = expression.get().evaluate(scope);
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.asLong() <= 0) {
            throw new StatesException(Errors.RUNTIME, "Not a positive number of seconds: " + value);
        }
        return OptionalLong.of(value.asLong());
    }
}
