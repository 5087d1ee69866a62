package dev.stepwell.execution.endpoints;

import dev.stepwell.asl.json.Json;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.internal.v1.ResolveStateMachineResponse;
import dev.stepwell.contracts.sfn.v1.StartExecutionRequest;
import dev.stepwell.contracts.sfn.v1.StartExecutionResponse;
import dev.stepwell.contracts.sfn.v1.StopExecutionRequest;
import dev.stepwell.contracts.sfn.v1.StopExecutionResponse;
import dev.stepwell.engine.turn.Input;
import dev.stepwell.engine.turn.Limits;
import dev.stepwell.engine.turn.Payload;
import dev.stepwell.engine.turn.Reply;
import dev.stepwell.engine.turn.RunStatus;
import dev.stepwell.engine.turn.StartFacts;
import dev.stepwell.execution.calls.Calls;
import dev.stepwell.execution.definitions.Definitions;
import dev.stepwell.execution.definitions.Revision;
import dev.stepwell.execution.ports.Birth;
import dev.stepwell.execution.ports.ExecutionRow;
import dev.stepwell.execution.shell.ExecutionShell;
import dev.stepwell.execution.turns.NotDone;
import dev.stepwell.names.Arn;
import dev.stepwell.names.ExecutionId;
import dev.stepwell.names.ExecutionKey;
import dev.stepwell.names.NameRules;
import dev.stepwell.names.Uuid7;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** StartExecution and StopExecution. */
final class Starts {
    private static final Duration LONGEST = Calls.PATIENCE.plusSeconds(10);

    private final ExecutionShell shell;
    private final Definitions definitions;
    private final Executions executions;
    private final int tokenKey;

    Starts(ExecutionShell shell, Definitions definitions, Executions executions, int tokenKey) {
        this.shell = shell;
        this.definitions = definitions;
        this.executions = executions;
        this.tokenKey = tokenKey;
    }

    StartExecutionResponse start(Caller caller, StartExecutionRequest request) {
        String machineArn = request.getStateMachineArn();
        Arn.StateMachine arn = Arns.stateMachine(machineArn);
        if (!Arns.isHere(caller, arn)) {
            throw Faults.noStateMachine(machineArn);
        }
        if (request.hasName() && !NameRules.isValid(request.getName())) {
            throw Faults.invalidName(request.getName());
        }
        Payload input = input(request.hasInput() ? request.getInput() : "{}");
        ResolveStateMachineResponse resolved = definitions.resolve(caller, machineArn);
        if (resolved.getStatus().equals("DELETING")) {
            throw Faults.deleting(machineArn);
        }
        if (!resolved.getType().equals("STANDARD")) {
            throw Faults.expressNotHere(machineArn);
        }
        Revision revision = definitions.revision(caller, resolved.getRevisionId());
        Birth birth = birth(caller, arn, request, input, resolved, revision);
        Instant now = birth.startDate();
        ExecutionKey key = new ExecutionKey(
                caller.tenant(),
                new ExecutionId(
                        Uuid7.make(now.toEpochMilli(), shell.ports().rng().generator())));
        try {
            Waits.await(shell.turns().start(key, birth), LONGEST);
            return answer(birth.facts().executionArn(), now);
        } catch (NotDone.NameTaken taken) {
            return again(taken.holder(), birth);
        } catch (NotDone why) {
            throw Waits.fault(why);
        }
    }

    /** The idempotency of AWS (API reference, StartExecution): the same name and input while it runs is the same start. */
    private static StartExecutionResponse again(ExecutionRow holder, Birth birth) {
        boolean same = holder.status() == RunStatus.RUNNING && holder.input().equals(birth.input());
        if (!same) {
            throw Faults.alreadyExists(holder.facts().executionArn());
        }
        return answer(holder.facts().executionArn(), holder.startDate());
    }

    private Birth birth(
            Caller caller,
            Arn.StateMachine arn,
            StartExecutionRequest request,
            Payload input,
            ResolveStateMachineResponse resolved,
            Revision revision) {
        String name = request.hasName() ? request.getName() : newName();
        StartFacts facts = new StartFacts(
                new Arn.Execution(arn.region(), arn.account(), arn.name(), name).toString(),
                name,
                arn.unqualified().toString(),
                arn.name(),
                resolved.getRevisionId(),
                revision.described().getRoleArn(),
                resolved.hasVersionArn() ? Optional.of(resolved.getVersionArn()) : Optional.empty(),
                resolved.hasAliasArn() ? Optional.of(resolved.getAliasArn()) : Optional.empty(),
                request.hasTraceHeader() ? Optional.of(request.getTraceHeader()) : Optional.empty(),
                tokenKey);
        return new Birth(
                arn.region(),
                caller.account().value(),
                facts,
                input,
                shell.ports().clock().now());
    }

    private String newName() {
        var random = shell.ports().rng().generator();
        long high = (random.nextLong() & ~0xF000L) | 0x4000L;
        long low = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low).toString();
    }

    private static Payload input(String text) {
        if (Json.utf8Length(text) > Limits.AWS.payloadBytes()) {
            throw Faults.invalidInput("The input is larger than " + Limits.AWS.payloadBytes() + " bytes");
        }
        Payload input = Payload.of(text);
        try {
            input.json();
        } catch (RuntimeException e) {
            throw Faults.invalidInput(String.valueOf(e.getMessage()));
        }
        return input;
    }

    private static StartExecutionResponse answer(String executionArn, Instant startDate) {
        return StartExecutionResponse.newBuilder()
                .setExecutionArn(executionArn)
                .setStartDate(Times.of(startDate))
                .build();
    }

    StopExecutionResponse stop(Caller caller, StopExecutionRequest request) {
        ExecutionRow row = executions.require(caller, request.getExecutionArn());
        Input.Stop stop = new Input.Stop(
                0,
                request.hasError() ? Optional.of(request.getError()) : Optional.empty(),
                request.hasCause() ? Optional.of(request.getCause()) : Optional.empty());
        try {
            Reply.Answer answer = Waits.await(shell.calls().call(row.key(), stop), LONGEST);
            if (answer instanceof Reply.Stopped stopped) {
                return StopExecutionResponse.newBuilder()
                        .setStopDate(Times.of(stopped.stopDate()))
                        .build();
            }
            throw Faults.internal();
        } catch (NotDone.Unknown gone) {
            throw Faults.noExecution(request.getExecutionArn());
        } catch (NotDone why) {
            throw Waits.fault(why);
        }
    }
}
