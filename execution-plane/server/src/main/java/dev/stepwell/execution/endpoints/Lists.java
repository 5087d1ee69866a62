package dev.stepwell.execution.endpoints;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.internal.v1.FindRunningMachinesRequest;
import dev.stepwell.contracts.internal.v1.FindRunningMachinesResponse;
import dev.stepwell.contracts.sfn.v1.ExecutionListItem;
import dev.stepwell.contracts.sfn.v1.ListExecutionsRequest;
import dev.stepwell.contracts.sfn.v1.ListExecutionsResponse;
import dev.stepwell.engine.turn.RunStatus;
import dev.stepwell.execution.definitions.Definitions;
import dev.stepwell.execution.ports.ExecutionRow;
import dev.stepwell.execution.ports.Store;
import dev.stepwell.execution.ports.Store.After;
import dev.stepwell.execution.ports.Store.ListQuery;
import dev.stepwell.execution.tokens.PageTokens;
import dev.stepwell.names.Arn;
import dev.stepwell.names.ExecutionId;
import dev.stepwell.names.ExecutionKey;
import dev.stepwell.names.TenantId;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** ListExecutions: newest first; and whether there are any. */
final class Lists {
    private static final int USUAL_PAGE = 100;

    private final Store store;
    private final Definitions definitions;
    private final PageTokens tokens;

    Lists(Store store, Definitions definitions, PageTokens tokens) {
        this.store = store;
        this.definitions = definitions;
        this.tokens = tokens;
    }

    ListExecutionsResponse executions(Caller caller, ListExecutionsRequest request) {
        String machineArn = request.getStateMachineArn();
        Arn.StateMachine machine = machine(caller, request);
        String query =
                String.join("\n", "ListExecutions", machineArn, request.getStatusFilter(), request.getRedriveFilter());
        Optional<After> after =
                request.hasNextToken() ? Optional.of(open(caller, query, request.getNextToken())) : Optional.empty();
        if (!definitions.resolve(caller, machineArn).getType().equals("STANDARD")) {
            throw Faults.typeNotSupported();
        }
        Optional<Boolean> redriven = request.hasRedriveFilter()
                ? Optional.of(request.getRedriveFilter().equals("REDRIVEN"))
                : Optional.empty();
        Optional<RunStatus> status = request.hasStatusFilter()
                ? Optional.of(RunStatus.valueOf(request.getStatusFilter()))
                : Optional.empty();
        int page = request.getMaxResults() == 0 ? USUAL_PAGE : request.getMaxResults();
        Optional<String> qualifier = machine.qualifier().map(q -> machineArn);
        ListQuery list = new ListQuery(machine.region(), machine.name(), status, redriven, qualifier, after, page + 1);
        List<ExecutionRow> rows = Waits.read(() -> store.list(caller.tenant(), list));
        ListExecutionsResponse.Builder answer = ListExecutionsResponse.newBuilder();
        rows.stream()
                .limit(page)
                .filter(row -> !row.facts().isExpress()) // of an express machine that had the name before
                .forEach(row -> answer.addExecutions(item(row)));
        if (rows.size() > page) {
            answer.setNextToken(tokens.seal(caller.tenant(), query, cursor(rows.get(page - 1))));
        }
        return answer.build();
    }

    /** Asked by the control plane of many machines at once. */
    FindRunningMachinesResponse runningMachines(Caller caller, FindRunningMachinesRequest request) {
        Set<String> asked = Set.copyOf(request.getNamesList());
        Set<String> running =
                Waits.read(() -> store.running(caller.tenant(), caller.region().value(), asked));
        return FindRunningMachinesResponse.newBuilder().addAllNames(running).build();
    }

    private static Arn.StateMachine machine(Caller caller, ListExecutionsRequest request) {
        if (request.hasStateMachineArn() == request.hasMapRunArn()) {
            throw Faults.missing("Must specify exactly one of stateMachineArn and mapRunArn");
        }
        if (request.hasMapRunArn()) {
            throw Faults.noMapRun(request.getMapRunArn());
        }
        if (request.getStatusFilter().equals("PENDING_REDRIVE")) {
            throw Faults.validation("The status PENDING_REDRIVE is only valid with a mapRunArn");
        }
        Arn.StateMachine machine = Arns.stateMachine(request.getStateMachineArn());
        if (!Arns.isHere(caller, machine)) {
            throw Faults.noStateMachine(request.getStateMachineArn());
        }
        return machine;
    }

    private static ExecutionListItem item(ExecutionRow row) {
        ExecutionListItem.Builder item = ExecutionListItem.newBuilder()
                .setExecutionArn(row.facts().executionArn())
                .setStateMachineArn(row.facts().stateMachineArn())
                .setName(row.facts().name())
                .setStatus(row.status().name())
                .setStartDate(Times.of(row.startDate()))
                .setRedriveCount(row.redrives().count());
        row.redrives().last().ifPresent(date -> item.setRedriveDate(Times.of(date)));
        row.stopDate().ifPresent(date -> item.setStopDate(Times.of(date)));
        row.facts().versionArn().ifPresent(item::setStateMachineVersionArn);
        row.facts().aliasArn().ifPresent(item::setStateMachineAliasArn);
        return item.build();
    }

    private static byte[] cursor(ExecutionRow last) {
        UUID id = last.key().id().value();
        return ByteBuffer.allocate(24)
                .putLong(last.startDate().toEpochMilli())
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    private After open(Caller caller, String query, String token) {
        TenantId tenant = caller.tenant();
        byte[] cursor = tokens.open(tenant, query, token)
                .filter(bytes -> bytes.length == 24)
                .orElseThrow(Faults::invalidToken);
        ByteBuffer in = ByteBuffer.wrap(cursor);
        Instant start = Instant.ofEpochMilli(in.getLong());
        return new After(start, new ExecutionKey(tenant, new ExecutionId(new UUID(in.getLong(), in.getLong()))));
    }
}
