package dev.stepwell.execution.endpoints;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stepwell.asl.expression.VariableNames;
import dev.stepwell.asl.json.Json;
import dev.stepwell.asl.model.Definition;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.platform.v1.ForkExecutionRequest;
import dev.stepwell.contracts.platform.v1.ForkExecutionResponse;
import dev.stepwell.contracts.platform.v1.StartExecutionAtRequest;
import dev.stepwell.contracts.platform.v1.StartExecutionAtResponse;
import dev.stepwell.contracts.sfn.v1.StartExecutionRequest;
import dev.stepwell.contracts.sfn.v1.StartExecutionResponse;
import dev.stepwell.engine.fork.ForkPoint;
import dev.stepwell.engine.fork.ForkPoints;
import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.engine.turn.Beginning;
import dev.stepwell.engine.turn.Limits;
import dev.stepwell.engine.turn.Payload;
import dev.stepwell.engine.turn.StartFacts;
import dev.stepwell.execution.definitions.Definitions;
import dev.stepwell.execution.ports.Birth;
import dev.stepwell.execution.ports.ExecutionRow;
import dev.stepwell.execution.ports.Store;
import dev.stepwell.execution.ports.Store.EventQuery;
import dev.stepwell.names.ExecutionKey;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.ToIntFunction;

/** StartExecutionAt and ForkExecution: executions that do not begin at their machine's StartAt. */
final class Forks {
    private static final int READ_AT_ONCE = 100;

    private final Store store;
    private final Starts starts;
    private final Births births;
    private final Executions executions;
    private final Definitions definitions;
    private final ToIntFunction<Caller> payloadBytes;

    /** @param payloadBytes the largest payload of a caller's tenant */
    Forks(
            Store store,
            Starts starts,
            Births births,
            Executions executions,
            Definitions definitions,
            ToIntFunction<Caller> payloadBytes) {
        this.store = store;
        this.starts = starts;
        this.births = births;
        this.executions = executions;
        this.definitions = definitions;
        this.payloadBytes = payloadBytes;
    }

    StartExecutionAtResponse startAt(Caller caller, StartExecutionAtRequest request) {
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
        ExecutionKey key = starts.newKey(caller);
        Birth birth = births.standard(caller, start.build(), given(key, starts.newName()));
        requireState(definition(caller, birth.facts()), request.getStateName());
        Map<String, Payload> variables = variables(caller, request.getVariables());
        Beginning beginning = new Beginning(request.getStateName(), Optional.empty());
        StartExecutionResponse started = starts.begin(caller, key, elsewhere(birth, beginning, variables));
        return StartExecutionAtResponse.newBuilder()
                .setExecutionArn(started.getExecutionArn())
                .setStartDate(started.getStartDate())
                .build();
    }

    ForkExecutionResponse fork(Caller caller, ForkExecutionRequest request) {
        ExecutionRow origin = executions.require(caller, request.getExecutionArn());
        if (origin.facts().mapChild().isPresent()) {
            throw Faults.validation("An execution that a Map Run has started cannot be forked");
        }
        Optional<String> named = name(request);
        Optional<ForkExecutionResponse> before = request.hasName() ? Optional.empty() : forked(caller, origin, named);
        if (before.isPresent()) {
            return before.get();
        }
        ForkPoint point = point(caller, origin, request);
        ExecutionKey key = starts.newKey(caller);
        StartExecutionRequest start = StartExecutionRequest.newBuilder()
                .setStateMachineArn(origin.facts().stateMachineArn())
                .setName(named.orElseGet(starts::newName))
                .setInput(
                        request.hasInput() ? request.getInput() : point.input().text())
                .build();
        Births.Given given = given(key, start.getName());
        Birth birth = request.getCurrentRevision()
                ? births.standard(caller, start, given)
                : births.alike(caller, origin.facts(), start, given);
        requireState(definition(caller, birth.facts()), point.state());
        Map<String, Payload> variables = new LinkedHashMap<>(point.variables());
        variables.putAll(variables(caller, request.getVariables()));
        requireRoom(variables);
        Beginning beginning = new Beginning(
                point.state(), Optional.of(new Beginning.Origin(origin.facts().executionArn(), point.eventId())));
        // What was mocked stays so: a fork of a test does not begin to ask the real world.
        Birth alike = birth.of(birth.facts().withMocked(origin.facts().mocked()));
        return answer(starts.begin(caller, key, elsewhere(alike, beginning, variables)), beginning);
    }

    private static Births.Given given(ExecutionKey key, String name) {
        return new Births.Given(name, key.id().value(), Optional.empty());
    }

    /** What a client's token makes of the name: asked again, it is the same. */
    private static Optional<String> name(ForkExecutionRequest request) {
        if (request.hasName() || !request.hasClientToken()) {
            return request.hasName() ? Optional.of(request.getName()) : Optional.empty();
        }
        String asked = request.getExecutionArn() + "\n" + request.getClientToken();
        return Optional.of(
                UUID.nameUUIDFromBytes(asked.getBytes(StandardCharsets.UTF_8)).toString());
    }

    /** What the same request has started before, though the origin has gone on since. */
    private Optional<ForkExecutionResponse> forked(Caller caller, ExecutionRow origin, Optional<String> name) {
        StartFacts facts = origin.facts();
        return name.flatMap(known -> Waits.read(
                        () -> store.findByName(caller.tenant(), facts.region(), facts.stateMachineName(), known)))
                .flatMap(row -> row.facts()
                        .beginning()
                        .map(beginning ->
                                answer(Starts.answer(row.facts().executionArn(), row.startDate()), beginning)));
    }

    private static ForkExecutionResponse answer(StartExecutionResponse started, Beginning beginning) {
        ForkExecutionResponse.Builder answer = ForkExecutionResponse.newBuilder()
                .setExecutionArn(started.getExecutionArn())
                .setStartDate(started.getStartDate())
                .setStateName(beginning.state());
        beginning.origin().ifPresent(origin -> answer.setEventId(origin.eventId()));
        return answer.build();
    }

    private static Birth elsewhere(Birth birth, Beginning beginning, Map<String, Payload> variables) {
        return birth.of(birth.facts().withBeginning(Optional.of(beginning))).with(new TreeMap<>(variables));
    }

    private Definition definition(Caller caller, StartFacts facts) {
        return definitions.revision(caller, facts.revisionId()).definition();
    }

    private static void requireState(Definition definition, String state) {
        if (!definition.flow().states().containsKey(state)) {
            throw Faults.validation("The state machine has no state '" + state
                    + "' of its own: states inside of a Parallel or Map cannot be begun at");
        }
    }

    private ForkPoint point(Caller caller, ExecutionRow origin, ForkExecutionRequest request) {
        Optional<String> wanted = request.hasStateName() ? Optional.of(request.getStateName()) : Optional.empty();
        String startAt = definition(caller, origin.facts()).flow().startAt();
        ForkPoints points = new ForkPoints(startAt, wanted);
        long until = request.hasEventId() ? request.getEventId() : Long.MAX_VALUE;
        read(origin.key(), points, until);
        if (request.hasEventId() && points.lastEvent() < until) {
            throw Faults.validation("The execution has no event " + until + ": its last is " + points.lastEvent());
        }
        return points.found().orElseGet(() -> {
            if (!request.hasInput()) {
                throw Faults.validation("The execution has not entered the state '" + request.getStateName()
                        + "' by then: an input is needed");
            }
            return points.elsewhere(request.getStateName(), Payload.of(request.getInput()));
        });
    }

    private void read(ExecutionKey key, ForkPoints points, long until) {
        while (points.lastEvent() < until) {
            EventQuery page = new EventQuery(points.lastEvent() + 1, READ_AT_ONCE, false);
            List<JournalRecord> events = Waits.read(() -> store.events(key, page));
            events.stream().filter(event -> event.eventId() <= until).forEach(points::take);
            if (events.size() < READ_AT_ONCE) {
                return;
            }
        }
    }

    /** Held to the rules of an Assign (developer guide, "Variables"). */
    private Map<String, Payload> variables(Caller caller, String text) {
        if (text.isEmpty()) {
            return Map.of();
        }
        int most = payloadBytes.applyAsInt(caller);
        if (Json.utf8Length(text) > most) {
            throw Faults.validation("The variables are larger than " + most + " bytes");
        }
        JsonNode json;
        try {
            json = Json.parse(text);
        } catch (RuntimeException e) {
            throw Faults.validation("The variables are no JSON: " + e.getMessage());
        }
        if (!json.isObject()) {
            throw Faults.validation("The variables are no JSON object");
        }
        Map<String, Payload> variables = new LinkedHashMap<>();
        json.properties().forEach(member -> {
            VariableNames.refusal(member.getKey()).ifPresent(why -> {
                throw Faults.validation("Invalid variable name '" + member.getKey() + "': " + why);
            });
            variables.put(member.getKey(), Payload.of(member.getValue()));
        });
        return variables;
    }

    private static void requireRoom(Map<String, Payload> variables) {
        long bytes = variables.values().stream().mapToLong(Payload::bytes).sum();
        if (bytes > Limits.VARIABLE_BYTES) {
            throw Faults.validation("The variables are together larger than " + Limits.VARIABLE_BYTES + " bytes");
        }
    }
}
