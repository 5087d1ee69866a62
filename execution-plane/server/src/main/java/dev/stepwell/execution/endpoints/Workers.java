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
import dev.stepwell.engine.turn.Input;
import dev.stepwell.engine.turn.Limits;
import dev.stepwell.engine.turn.Payload;
import dev.stepwell.engine.turn.Reply;
import dev.stepwell.execution.calls.Calls;
import dev.stepwell.execution.definitions.Definitions;
import dev.stepwell.execution.shell.ExecutionShell;
import dev.stepwell.execution.tasks.Poll;
import dev.stepwell.execution.tasks.Pollers;
import dev.stepwell.execution.tasks.TooManyPolls;
import dev.stepwell.execution.tokens.TaskTokens;
import dev.stepwell.execution.turns.NotDone;
import dev.stepwell.names.Arn;
import dev.stepwell.names.NameRules;
import java.time.Duration;
import java.util.Optional;

/** GetActivityTask and SendTaskSuccess, SendTaskFailure, SendTaskHeartbeat. */
final class Workers {
    /** How long a poll is held: clients give up at 60 or 65 seconds. */
    private static final Duration HOLD = Duration.ofSeconds(55);

    private static final Duration LONGEST = Calls.PATIENCE.plusSeconds(10);

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
        Arn.Activity arn = Arns.activity(request.getActivityArn());
        if (!Arns.isHere(caller, arn)) {
            throw Faults.noActivity(request.getActivityArn());
        }
        if (request.hasWorkerName() && !NameRules.isValid(request.getWorkerName())) {
            throw Faults.invalidName(request.getWorkerName());
        }
        definitions.requireActivity(caller, request.getActivityArn());
        Optional<String> worker = request.hasWorkerName() ? Optional.of(request.getWorkerName()) : Optional.empty();
        pollers.saw(caller.tenant(), request.getActivityArn(), worker);
        Poll poll;
        try {
            poll = shell.polls().poll(caller.tenant(), request.getActivityArn(), worker, HOLD);
        } catch (TooManyPolls e) {
            throw Faults.tooManyWorkers();
        }
        Optional<Reply.HandedOut> task;
        try {
            task = Waits.await(poll.answer(), HOLD.plus(LONGEST));
        } finally {
            poll.giveUp();
            pollers.saw(caller.tenant(), request.getActivityArn(), worker);
        }
        return task.map(t -> GetActivityTaskResponse.newBuilder()
                        .setTaskToken(t.token())
                        .setInput(t.input().text())
                        .build())
                .orElse(GetActivityTaskResponse.getDefaultInstance());
    }

    SendTaskSuccessResponse success(Caller caller, SendTaskSuccessRequest request) {
        TaskTokens.Opened token = open(caller, request.getTaskToken());
        Payload output = output(request.getOutput());
        report(token, new Input.TaskSucceeded(0, token.task(), output));
        return SendTaskSuccessResponse.getDefaultInstance();
    }

    SendTaskFailureResponse failure(Caller caller, SendTaskFailureRequest request) {
        TaskTokens.Opened token = open(caller, request.getTaskToken());
        report(
                token,
                new Input.TaskFailed(
                        0,
                        token.task(),
                        request.hasError() ? Optional.of(request.getError()) : Optional.empty(),
                        request.hasCause() ? Optional.of(request.getCause()) : Optional.empty()));
        return SendTaskFailureResponse.getDefaultInstance();
    }

    /** A heartbeat enters no turn: it is a durable note that the turn of a time-out looks at (law 4). */
    SendTaskHeartbeatResponse heartbeat(Caller caller, SendTaskHeartbeatRequest request) {
        TaskTokens.Opened token = open(caller, request.getTaskToken());
        boolean open = Waits.read(() -> shell.ports().store().beat(token.key(), token.task()));
        if (!open) {
            boolean known =
                    Waits.read(() -> shell.ports().store().find(token.key())).isPresent();
            throw known ? Faults.taskTimedOut() : Faults.noTask();
        }
        return SendTaskHeartbeatResponse.getDefaultInstance();
    }

    private void report(TaskTokens.Opened token, Input input) {
        Reply.Answer answer;
        try {
            answer = Waits.await(shell.calls().call(token.key(), input), LONGEST);
        } catch (NotDone why) {
            throw Waits.fault(why);
        }
        switch (answer) {
            case Reply.Accepted a -> {}
            case Reply.TaskClosed a -> throw Faults.taskTimedOut();
            case Reply.NoSuchTask a -> throw Faults.noTask();
            case Reply.HandedOut a -> throw Faults.internal();
            case Reply.NotOnOffer a -> throw Faults.internal();
            case Reply.Stopped a -> throw Faults.internal();
            case Reply.Redriven a -> throw Faults.internal();
            case Reply.NotRedrivable a -> throw Faults.internal();
            case Reply.NotRunning a -> throw Faults.internal();
            case Reply.MapRunDescribed a -> throw Faults.internal();
        }
    }

    private TaskTokens.Opened open(Caller caller, String token) {
        return tokens.open(caller.tenant(), token).orElseThrow(Faults::invalidToken);
    }

    private static Payload output(String text) {
        if (Json.utf8Length(text) > Limits.AWS.payloadBytes()) {
            throw Faults.invalidOutput("The output is larger than " + Limits.AWS.payloadBytes() + " bytes");
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
