package dev.stepwell.engine.asl;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepwell.asl.expression.Expression;
import dev.stepwell.asl.expression.Scope;
import dev.stepwell.asl.expression.StatesException;
import dev.stepwell.asl.mock.MockResponse;
import dev.stepwell.asl.model.State;
import dev.stepwell.asl.model.TaskResource;
import dev.stepwell.engine.record.TaskChange;
import dev.stepwell.engine.record.TaskFamily;
import dev.stepwell.engine.turn.Effect;
import dev.stepwell.engine.turn.Mocked;
import dev.stepwell.engine.turn.Payload;
import dev.stepwell.engine.turn.TaskRef;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Task: scheduled in one step, and begun in the next when it is not a worker who begins it. One that is mocked goes through the same events
 * by itself, and has no effects: nothing outside is asked, offered or told.
 */
final class TaskBody {
    /** What a service is pretended to have said when it took a request whose end comes later. */
    private static final Payload TAKEN = Payload.of("{}");

    private TaskBody() {}

    static void schedule(AslTurn t, Frame frame, State.Task task) {
        requireResponse(t.run, frame.stateName);
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
        if (!frame.isMocked()) {
            open(t, ref, resource);
        }
    }

    /** A state that has run out of responses ends the execution, as with Step Functions Local: it is never the real thing that is asked. */
    private static void requireResponse(AslRun run, String state) {
        int attempt = run.mockedAttempts.getOrDefault(state, 0);
        if (run.mocks.covers(state) && run.mocks.response(state, attempt).isEmpty()) {
            String profile = run.facts().mocked().map(Mocked::profile).orElse("");
            throw new StatesException(
                    Errors.RUNTIME,
                    "The mock profile '" + profile + "' has no response for attempt " + attempt
                            + " at this state: it has " + run.mocks.responses(state) + ", numbered from 0.");
        }
    }

    /** Has the outside know of a task that has been scheduled. */
    private static void open(AslTurn t, TaskRef ref, TaskResource resource) {
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
    static boolean canGoOn(Frame frame, Step.Working working) {
        if (frame.isMocked()) {
            return true;
        }
        return working.started().isEmpty()
                ? working.family().kind() != TaskFamily.Kind.ACTIVITY
                : working.submitted() && working.early().isPresent();
    }

    static void goOn(AslTurn t, Frame frame, Step.Working working) {
        if (working.started().isEmpty()) {
            begin(t, frame, working);
        } else if (frame.isMocked()) {
            pretend(t, frame, working);
        } else {
            working.early().ifPresent(early -> {
                t.event(frame, endOf(frame, working, early));
                t.effect(new Effect.CloseTask(working.task()));
            });
        }
    }

    /** What a mocked task does after its start: says that the request was taken if a real one would, and ends. */
    private static void pretend(AslTurn t, Frame frame, Step.Working working) {
        if (endsLater(AslRun.resourceOf(frame)) && !working.submitted()) {
            t.event(frame, new TaskChange.Submitted(frame.id, working.family(), TAKEN));
        } else {
            MockResponse response =
                    t.run.mocks.response(frame.stateName, frame.mockedAttempt).orElseThrow();
            t.event(frame, bounded(t, frame, working, endOf(frame, working, response)));
        }
    }

    /** The end that a response stands for; the names of deadlines are those of a task that missed one. */
    private static TaskChange endOf(Frame frame, Step.Working working, MockResponse response) {
        return switch (response) {
            case MockResponse.Return r -> new TaskChange.Succeeded(frame.id, working.family(), Payload.of(r.result()));
            case MockResponse.Throw f -> {
                Optional<String> error = Optional.of(f.error());
                Optional<String> cause = f.cause().map(Errors::clipped);
                yield Errors.isTimeout(f.error())
                        ? new TaskChange.TimedOut(frame.id, working.family(), error, cause)
                        : new TaskChange.Failed(frame.id, working.family(), error, cause);
            }
        };
    }

    /** A result beyond the limit fails the task (recorded from AWS; the name is the resource type or the ARN). */
    static TaskChange bounded(AslTurn t, Frame frame, Step.Working working, TaskChange end) {
        TaskFamily family = working.family();
        if (!(end instanceof TaskChange.Succeeded done)
                || done.output().bytes() <= t.limits().payloadBytes()) {
            return end;
        }
        String name = family.kind() == TaskFamily.Kind.SERVICE ? family.resourceType() : family.resource();
        return new TaskChange.Failed(
                frame.id, family, Optional.of(Errors.DATA_LIMIT_EXCEEDED), Optional.of(Errors.tooLarge(name)));
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
        if (frame.isMocked()) {
            return;
        }
        if (endsLater(AslRun.resourceOf(frame))) {
            t.effect(new Effect.TaskHandedOut(working.task()));
        }
        t.effect(invocation(frame, working.startedAt(t.turn.now(), 0)));
    }

    /** What a node that takes the execution over has to do for an open task. */
    static Optional<Effect> pending(AslRun run, Frame frame, Step.Working working) {
        if (frame.isMocked()) {
            return Optional.empty();
        }
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
