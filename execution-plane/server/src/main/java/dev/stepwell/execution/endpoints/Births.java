package dev.stepwell.execution.endpoints;

import dev.stepwell.asl.json.Json;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.internal.v1.ResolveStateMachineResponse;
import dev.stepwell.contracts.sfn.v1.StartExecutionRequest;
import dev.stepwell.engine.turn.Limits;
import dev.stepwell.engine.turn.ParentTask;
import dev.stepwell.engine.turn.Payload;
import dev.stepwell.engine.turn.StartFacts;
import dev.stepwell.execution.definitions.Definitions;
import dev.stepwell.execution.definitions.Revision;
import dev.stepwell.execution.ports.Birth;
import dev.stepwell.execution.ports.Clock;
import dev.stepwell.names.Arn;
import dev.stepwell.names.NameRules;
import java.util.Optional;

/** What an execution will be that somebody asks for, or why it cannot be. */
final class Births {
    private final Definitions definitions;
    private final Clock clock;
    private final int tokenKey;

    Births(Definitions definitions, Clock clock, int tokenKey) {
        this.definitions = definitions;
        this.clock = clock;
        this.tokenKey = tokenKey;
    }

    /**
     * The birth that is asked for.
     *
     * @param name what it is called if the request does not say so
     * @param parent the task that waits for its end
     */
    Birth of(Caller caller, StartExecutionRequest request, String name, Optional<ParentTask> parent) {
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
        String called = request.hasName() ? request.getName() : name;
        StartFacts facts = new StartFacts(
                new Arn.Execution(arn.region(), arn.account(), arn.name(), called).toString(),
                called,
                arn.unqualified().toString(),
                arn.name(),
                resolved.getRevisionId(),
                revision.described().getRoleArn(),
                resolved.hasVersionArn() ? Optional.of(resolved.getVersionArn()) : Optional.empty(),
                resolved.hasAliasArn() ? Optional.of(resolved.getAliasArn()) : Optional.empty(),
                request.hasTraceHeader() ? Optional.of(request.getTraceHeader()) : Optional.empty(),
                tokenKey,
                parent);
        return new Birth(arn.region(), caller.account().value(), facts, input, clock.now());
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
}
