package dev.stepwell.execution.endpoints;

import dev.stepwell.asl.json.Json;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.internal.v1.ResolveStateMachineResponse;
import dev.stepwell.contracts.sfn.v1.StartExecutionRequest;
import dev.stepwell.contracts.sfn.v1.StartSyncExecutionRequest;
import dev.stepwell.engine.turn.Mocked;
import dev.stepwell.engine.turn.ParentTask;
import dev.stepwell.engine.turn.Payload;
import dev.stepwell.engine.turn.StartFacts;
import dev.stepwell.execution.definitions.Definitions;
import dev.stepwell.execution.ports.Birth;
import dev.stepwell.execution.ports.Clock;
import dev.stepwell.execution.quotas.TenantBounds;
import dev.stepwell.names.Arn;
import dev.stepwell.names.NameRules;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

/** What an execution will be that somebody asks for, or why it cannot be. */
final class Births {
    private static final String STANDARD = "STANDARD";
    private static final String EXPRESS = "EXPRESS";

    private final Definitions definitions;
    private final Clock clock;
    private final IntSupplier tokenKey;
    private final TenantBounds bounds;

    Births(Definitions definitions, Clock clock, IntSupplier tokenKey, TenantBounds bounds) {
        this.definitions = definitions;
        this.clock = clock;
        this.tokenKey = tokenKey;
        this.bounds = bounds;
    }

    /**
     * What it is to be if the request does not say so.
     *
     * @param name what it is called
     * @param id of the execution: what tells express executions of one name apart
     * @param parent the task that waits for its end
     */
    record Given(String name, UUID id, Optional<ParentTask> parent) {}

    /** The birth that StartExecution asks for. */
    Birth of(Caller caller, StartExecutionRequest request, Given given) {
        return born(caller, request, given, resolved -> {
            if (given.parent().isPresent() && !resolved.getType().equals(STANDARD)) {
                throw Faults.typeNotSupported(); // nobody could be told of the end of an express execution
            }
        });
    }

    /** The same, of standard machines only. */
    Birth standard(Caller caller, StartExecutionRequest request, Given given) {
        return born(caller, request, given, resolved -> {
            if (!resolved.getType().equals(STANDARD)) {
                throw Faults.typeNotSupported();
            }
        });
    }

    /**
     * The birth of another execution of the very revision that one runs, if its machine is still there.
     *
     * @param request which names that machine
     */
    Birth alike(Caller caller, StartFacts origin, StartExecutionRequest request, Given given) {
        Birth birth = standard(caller, request, given);
        StartFacts facts = birth.facts();
        return birth.of(StartFacts.of(
                        facts.executionArn(),
                        facts.name(),
                        origin.stateMachineArn(),
                        origin.stateMachineName(),
                        origin.revisionId(),
                        origin.roleArn(),
                        origin.versionArn(),
                        origin.aliasArn(),
                        facts.traceHeader(),
                        facts.tokenKey())
                .withPriority(facts.priority()));
    }

    /** The birth that StartSyncExecution asks for: of express machines only. */
    Birth of(Caller caller, StartSyncExecutionRequest request, Given given) {
        StartExecutionRequest.Builder start =
                StartExecutionRequest.newBuilder().setStateMachineArn(request.getStateMachineArn());
        if (request.hasName()) {
            start.setName(request.getName());
        }
        if (request.hasInput()) {
            start.setInput(request.getInput());
        }
        if (request.hasTraceHeader()) {
            start.setTraceHeader(request.getTraceHeader());
        }
        return born(caller, start.build(), given, resolved -> {
            if (!resolved.getType().equals(EXPRESS)) {
                throw Faults.typeNotSupported();
            }
        });
    }

    private Birth born(
            Caller caller, StartExecutionRequest request, Given given, Consumer<ResolveStateMachineResponse> check) {
        Asked asked = Asked.of(request.getStateMachineArn());
        String machineArn = asked.machineArn();
        Arn.StateMachine arn = Arns.stateMachine(machineArn);
        if (!Arns.isHere(caller, arn)) {
            throw Faults.noStateMachine(request.getStateMachineArn());
        }
        if (request.hasName() && !NameRules.isValid(request.getName())) {
            throw Faults.invalidName(request.getName());
        }
        Payload input = input(caller, request.hasInput() ? request.getInput() : "{}");
        ResolveStateMachineResponse resolved = definitions.resolve(caller, machineArn);
        if (resolved.getStatus().equals("DELETING")) {
            throw Faults.deleting(machineArn);
        }
        check.accept(resolved);
        String role = definitions
                .revision(caller, resolved.getRevisionId())
                .described()
                .getRoleArn();
        Optional<Mocked> mocked = asked.profile()
                .map(profile -> new Mocked(
                        profile,
                        definitions.mockRevision(caller, arn.unqualified().toString(), profile)));
        StartFacts facts = facts(arn, request, given, resolved, role).withMocked(mocked);
        return new Birth(arn.region(), caller.account().value(), facts, input, clock.now());
    }

    /** What is to be started: with a mock profile, as Step Functions Local has it, by {@code ARN#PROFILE}. */
    private record Asked(String machineArn, Optional<String> profile) {
        static Asked of(String text) {
            int mark = text.indexOf('#');
            return mark < 0
                    ? new Asked(text, Optional.empty())
                    : new Asked(text.substring(0, mark), Optional.of(text.substring(mark + 1)));
        }
    }

    private StartFacts facts(
            Arn.StateMachine arn,
            StartExecutionRequest request,
            Given given,
            ResolveStateMachineResponse resolved,
            String role) {
        String name = request.hasName() ? request.getName() : given.name();
        Arn execution = resolved.getType().equals(EXPRESS)
                ? new Arn.Express(
                        arn.region(),
                        arn.account(),
                        arn.name(),
                        name,
                        given.id().toString())
                : new Arn.Execution(arn.region(), arn.account(), arn.name(), name);
        return StartFacts.of(
                        execution.toString(),
                        name,
                        arn.unqualified().toString(),
                        arn.name(),
                        resolved.getRevisionId(),
                        role,
                        resolved.hasVersionArn() ? Optional.of(resolved.getVersionArn()) : Optional.empty(),
                        resolved.hasAliasArn() ? Optional.of(resolved.getAliasArn()) : Optional.empty(),
                        request.hasTraceHeader() ? Optional.of(request.getTraceHeader()) : Optional.empty(),
                        tokenKey.getAsInt())
                .withParent(given.parent())
                .withPriority(resolved.getPriority());
    }

    private Payload input(Caller caller, String text) {
        int most = bounds.limits(caller.tenant()).payloadBytes();
        if (Json.utf8Length(text) > most) {
            throw Faults.invalidInput("The input is larger than " + most + " bytes");
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
