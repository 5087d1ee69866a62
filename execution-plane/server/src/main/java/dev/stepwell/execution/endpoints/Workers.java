package dev.stepwell.execution.endpoints;

import dev.stepwell.asl.json.Json;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.sfn.v1.GetActivityTaskRequest;
import dev.stepwell.contracts.sfn.v1.GetActivityTaskResponse;
import dev.stepwell.contracts.sfn.v1.SendTaskFailureRequest;
import dev.stepwell.contracts.sfn.v1.SendTaskFailureResponse;
import dev.stepwell.contracts.sfn.v1.SendTaskHeartbeatRequest;
import dev.stepwell.contracts.sfn.v1.SendTaskHeartbeatResponse;
import dev.stepwell.contracts.sfn.v1.SendTaskSuccessRequest;
import dev.stepwell.contracts.sfn.v1.SendTaskSuccessResponse;
import dev.stepwell.contracts.worker.v1.Hello;
import dev.stepwell.contracts.worker.v1.Report;
import dev.stepwell.contracts.worker.v1.Task;
import dev.stepwell.contracts.worker.v1.TaskFailure;
import dev.stepwell.engine.turn.Input;
import dev.stepwell.engine.turn.Payload;
import dev.stepwell.engine.turn.Reply;
import dev.stepwell.execution.calls.Calls;
import dev.stepwell.execution.definitions.Definitions;
import dev.stepwell.execution.ports.Store;
import dev.stepwell.execution.ports.TaskLine;
import dev.stepwell.execution.shell.ExecutionShell;
import dev.stepwell.execution.tasks.Poll;
import dev.stepwell.execution.tasks.Pollers;
import dev.stepwell.execution.tasks.TooManyPolls;
import dev.stepwell.execution.tokens.TaskTokens;
import dev.stepwell.execution.turns.NotDone;
import dev.stepwell.names.Arn;
import dev.stepwell.names.NameRules;
import dev.stepwell.names.TenantId;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** What workers do: GetActivityTask and SendTaskSuccess, SendTaskFailure, SendTaskHeartbeat, and the same over streams. */
final class Workers implements Duty {
    /** How long a poll is held: clients give up at 60 or 65 seconds. */
    private static final Duration HOLD = Duration.ofSeconds(55);

    private static final Duration LONGEST = Calls.PATIENCE.plusSeconds(10);

    private static final int ACTIVITIES = 100;
    private static final int ERROR = 256;
    private static final int CAUSE = 32_768;

    private final ExecutionShell shell;
    private final Definitions definitions;
    private final TaskTokens tokens;
    private final Pollers pollers;

    Workers(ExecutionShell shell, Definitions definitions, TaskTokens tokens, Pollers pollers) {
        this.pollers = pollers;
        this.shell = shell;
        this.definitions = definitions;
        this.tokens = tokens;
    }

    /** Without a task the answer has no token at all: libraries of AWS's look for its absence. */
    GetActivityTaskResponse task(Caller caller, GetActivityTaskRequest request) {
        Optional<String> worker = request.hasWorkerName() ? Optional.of(request.getWorkerName()) : Optional.empty();
        Arn.Activity arn = Arns.activity(request.getActivityArn());
        if (!Arns.isHere(caller, arn)) {
            throw Faults.noActivity(request.getActivityArn());
        }
        requireName(worker);
        definitions.requireActivity(caller, request.getActivityArn());
        TaskLine line = TaskLine.ofActivity(request.getActivityArn());
        pollers.saw(caller.tenant(), line, worker);
        Poll poll;
        try {
            poll = shell.polls().poll(caller.tenant(), line, worker, HOLD);
        } catch (TooManyPolls e) {
            throw Faults.tooManyWorkers();
        }
        Optional<Reply.HandedOut> task;
        try {
            task = Waits.await(poll.answer(), HOLD.plus(LONGEST));
        } finally {
            poll.giveUp();
            pollers.saw(caller.tenant(), line, worker);
        }
        return task.map(Workers::ofActivity)
                .map(t -> GetActivityTaskResponse.newBuilder()
                        .setTaskToken(t.token())
                        .setInput(t.input().text())
                        .build())
                .orElse(GetActivityTaskResponse.getDefaultInstance());
    }

    /** The task of a state machine, which is all that workers of a registered activity are given. */
    static Reply.ActivityHandedOut ofActivity(Reply.HandedOut task) {
        return switch (task) {
            case Reply.ActivityHandedOut activity -> activity;
            case Reply.SwfDecisionTask other -> throw Faults.internal();
            case Reply.SwfActivityTask other -> throw Faults.internal();
        };
    }

    SendTaskSuccessResponse success(Caller caller, SendTaskSuccessRequest request) {
        report(succeeded(caller, request.getTaskToken(), request.getOutput()));
        return SendTaskSuccessResponse.getDefaultInstance();
    }

    SendTaskFailureResponse failure(Caller caller, SendTaskFailureRequest request) {
        report(failed(
                caller,
                request.getTaskToken(),
                request.hasError() ? Optional.of(request.getError()) : Optional.empty(),
                request.hasCause() ? Optional.of(request.getCause()) : Optional.empty()));
        return SendTaskFailureResponse.getDefaultInstance();
    }

    /** A heartbeat enters no turn: it is a durable note that the turn of a time-out looks at (law 4). */
    SendTaskHeartbeatResponse heartbeat(Caller caller, SendTaskHeartbeatRequest request) {
        beat(open(caller, request.getTaskToken()));
        return SendTaskHeartbeatResponse.getDefaultInstance();
    }

    @Override
    public Stay stay(Caller caller, Hello hello, Consumer<Task> taker) {
        List<String> arns = hello.getActivityArnsList();
        if (arns.isEmpty() || arns.size() > ACTIVITIES) {
            throw Faults.validation("A worker does the tasks of 1 to " + ACTIVITIES + " activities.");
        }
        Optional<String> worker = hello.hasWorkerName() ? Optional.of(hello.getWorkerName()) : Optional.empty();
        arns.forEach(arn -> requireActivity(caller, arn));
        requireName(worker);
        try {
            return StayingShift.of(shell.polls()
                    .stay(
                            caller.tenant(),
                            arns.stream().map(TaskLine::ofActivity).toList(),
                            worker,
                            (line, task) -> taker.accept(print(line, ofActivity(task)))));
        } catch (TooManyPolls e) {
            throw Faults.tooManyWorkers();
        }
    }

    private static Task print(TaskLine line, Reply.ActivityHandedOut task) {
        return Task.newBuilder()
                .setTaskToken(task.token())
                .setInput(task.input().text())
                .setActivityArn(line.text())
                .setExecutionArn(task.executionArn())
                .build();
    }

    @Override
    public CompletionStage<Taken> take(Caller caller, Report report) {
        return switch (report.getWhatCase()) {
            case OUTPUT ->
                succeeded(caller, report.getTaskToken(), report.getOutput()).thenApply(Workers::requireTaken);
            case FAILURE -> {
                TaskFailure failure = report.getFailure();
                Optional<String> error = failure.hasError() ? Optional.of(failure.getError()) : Optional.empty();
                Optional<String> cause = failure.hasCause() ? Optional.of(failure.getCause()) : Optional.empty();
                requireLength("error", error, ERROR);
                requireLength("cause", cause, CAUSE);
                yield failed(caller, report.getTaskToken(), error, cause).thenApply(Workers::requireTaken);
            }
            case HEARTBEAT -> beatSoon(open(caller, report.getTaskToken()));
            case SWF_COMPLETED, SWF_FAILED, SWF_CANCELED, SWF_DECIDED ->
                throw Faults.validation("Tasks of activities are not reported on in the words of SWF.");
            case DROPPED, WHAT_NOT_SET -> throw Faults.validation("A report says what happened.");
        };
    }

    /** Those of a tenant's tasks that are over, by their tokens. */
    List<String> over(TenantId tenant, List<String> taskTokens) {
        Map<Store.TaskAt, String> asked = new LinkedHashMap<>();
        for (String token : taskTokens) {
            tokens.open(tenant, token).ifPresent(task -> asked.put(new Store.TaskAt(task.key(), task.task()), token));
        }
        shell.ports().store().open(tenant, List.copyOf(asked.keySet())).forEach(asked::remove);
        return List.copyOf(asked.values());
    }

    private static void requireLength(String member, Optional<String> value, int most) {
        if (value.isPresent() && value.get().codePointCount(0, value.get().length()) > most) {
            throw Faults.validation("1 validation error detected: Value at '" + member
                    + "' failed to satisfy constraint: Member must have length less than or equal to " + most);
        }
    }

    private CompletionStage<Taken> beatSoon(TaskTokens.Opened token) {
        CompletableFuture<Taken> beaten = new CompletableFuture<>();
        shell.ports().clock().soon(() -> {
            try {
                beat(token);
                beaten.complete(Taken.TAKEN);
            } catch (RuntimeException e) {
                beaten.completeExceptionally(e);
            }
        });
        return beaten;
    }

    private void beat(TaskTokens.Opened token) {
        Store.Pulse pulse = Waits.read(() -> shell.ports().store().beat(token.key(), token.task(), Optional.empty()));
        if (pulse == Store.Pulse.NONE) {
            boolean known =
                    Waits.read(() -> shell.ports().store().find(token.key())).isPresent();
            throw known ? Faults.taskTimedOut() : Faults.noTask();
        }
    }

    private CompletionStage<Reply.Answer> succeeded(Caller caller, String taskToken, String output) {
        TaskTokens.Opened token = open(caller, taskToken);
        return shell.calls().call(token.key(), new Input.TaskSucceeded(0, token.task(), output(caller, output)));
    }

    private CompletionStage<Reply.Answer> failed(
            Caller caller, String taskToken, Optional<String> error, Optional<String> cause) {
        TaskTokens.Opened token = open(caller, taskToken);
        return shell.calls().call(token.key(), new Input.TaskFailed(0, token.task(), error, cause));
    }

    private static void report(CompletionStage<Reply.Answer> reported) {
        Reply.Answer answer;
        try {
            answer = Waits.await(reported, LONGEST);
        } catch (NotDone why) {
            throw Waits.fault(why);
        }
        var unused = requireTaken(answer);
    }

    private static Taken requireTaken(Reply.Answer answer) {
        return switch (answer) {
            case Reply.Accepted a -> Taken.TAKEN;
            case Reply.TaskClosed a -> throw Faults.taskTimedOut();
            case Reply.NoSuchTask a -> throw Faults.noTask();
            case Reply.HandedOut a -> throw Faults.internal();
            case Reply.NotOnOffer a -> throw Faults.internal();
            case Reply.Stopped a -> throw Faults.internal();
            case Reply.Redriven a -> throw Faults.internal();
            case Reply.Paused a -> throw Faults.internal();
            case Reply.Resumed a -> throw Faults.internal();
            case Reply.NotRedrivable a -> throw Faults.internal();
            case Reply.NotRunning a -> throw Faults.internal();
            case Reply.MapRunDescribed a -> throw Faults.internal();
            case Reply.DecisionsRefused a -> throw Faults.internal();
            case Reply.SwfDescribed a -> throw Faults.internal();
        };
    }

    private void requireActivity(Caller caller, String activityArn) {
        if (!Arns.isHere(caller, Arns.activity(activityArn))) {
            throw Faults.noActivity(activityArn);
        }
        definitions.requireActivity(caller, activityArn);
    }

    private static void requireName(Optional<String> worker) {
        if (worker.isPresent() && !NameRules.isValid(worker.get())) {
            throw Faults.invalidName(worker.get());
        }
    }

    private TaskTokens.Opened open(Caller caller, String token) {
        return tokens.open(caller.tenant(), token).orElseThrow(Faults::invalidToken);
    }

    private Payload output(Caller caller, String text) {
        int most = shell.bounds().limits(caller.tenant()).payloadBytes();
        if (Json.utf8Length(text) > most) {
            throw Faults.invalidOutput("The output is larger than " + most + " bytes");
        }
        Payload output = Payload.of(text);
        try {
            output.json();
        } catch (RuntimeException e) {
            throw Faults.invalidOutput(String.valueOf(e.getMessage()));
        }
        return output;
    }
}
