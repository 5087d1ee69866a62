package dev.stepwell.execution.endpoints;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.internal.v1.FindRunningMachinesRequest;
import dev.stepwell.contracts.internal.v1.FindRunningMachinesResponse;
import dev.stepwell.contracts.sfn.v1.ExecutionListItem;
import dev.stepwell.contracts.sfn.v1.ListExecutionsRequest;
import dev.stepwell.contracts.sfn.v1.ListExecutionsResponse;
import dev.stepwell.engine.turn.RunStatus;
import dev.stepwell.engine.turn.StartFacts;
import dev.stepwell.execution.definitions.Definitions;
import dev.stepwell.execution.ports.ExecutionRow;
import dev.stepwell.execution.ports.Store;
import dev.stepwell.execution.ports.Store.After;
import dev.stepwell.execution.ports.Store.ListQuery;
import dev.stepwell.names.Arn;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** ListExecutions: newest first; and whether there are any. */
final class Lists {
    private static final int USUAL_PAGE = 100;

    private final Store store;
    private final Executions executions;
    private final Definitions definitions;
    private final Pages pages;

    Lists(Store store, Executions executions, Definitions definitions, Pages pages) {
        this.store = store;
        this.executions = executions;
        this.definitions = definitions;
        this.pages = pages;
    }

    ListExecutionsResponse executions(Caller caller, ListExecutionsRequest request) {
        Asked asked = asked(caller, request);
        String query = String.join(
                "\n",
                "ListExecutions",
                request.getStateMachineArn(),
                request.getMapRunArn(),
                request.getStatusFilter(),
                request.getRedriveFilter());
        Optional<After> after = request.hasNextToken()
                ? Optional.of(pages.open(caller, query, request.getNextToken()))
                : Optional.empty();
        if (request.hasStateMachineArn()
                && !definitions
                        .resolve(caller, request.getStateMachineArn())
                        .getType()
                        .equals("STANDARD")) {
            throw Faults.typeNotSupported();
        }
        if (request.getStatusFilter().equals("PENDING_REDRIVE")) {
            return ListExecutionsResponse.getDefaultInstance(); // none waits for it
        }
        Optional<Boolean> redriven = request.hasRedriveFilter()
                ? Optional.of(request.getRedriveFilter().equals("REDRIVEN"))
                : Optional.empty();
        Optional<RunStatus> status = request.hasStatusFilter()
                ? Optional.of(RunStatus.valueOf(request.getStatusFilter()))
                : Optional.empty();
        int page = request.getMaxResults() == 0 ? USUAL_PAGE : request.getMaxResults();
        ListQuery list =
                new ListQuery(asked.region(), asked.under(), status, redriven, asked.qualifier(), after, page + 1);
        List<ExecutionRow> rows = Waits.read(() -> store.list(caller.tenant(), list));
        ListExecutionsResponse.Builder answer = ListExecutionsResponse.newBuilder();
        rows.stream().limit(page).filter(Lists::isShown).forEach(row -> answer.addExecutions(item(row)));
        if (rows.size() > page) {
            ExecutionRow last = rows.get(page - 1);
            answer.setNextToken(pages.after(caller, query, new After(last.startDate(), last.key())));
        }
        return answer.build();
    }

    /** Executions of an express machine that had the name before are not; express children of a map run are. */
    private static boolean isShown(ExecutionRow row) {
        return !row.facts().isExpress() || row.facts().mapChild().isPresent();
    }

    /** Whose executions: what they are listed under, and the version or alias that started them. */
    private record Asked(String region, String under, Optional<String> qualifier) {}

    /** Asked by the control plane of many machines at once. */
    FindRunningMachinesResponse runningMachines(Caller caller, FindRunningMachinesRequest request) {
        Set<String> asked = Set.copyOf(request.getNamesList());
        Set<String> running =
                Waits.read(() -> store.running(caller.tenant(), caller.region().value(), asked));
        return FindRunningMachinesResponse.newBuilder().addAllNames(running).build();
    }

    private Asked asked(Caller caller, ListExecutionsRequest request) {
        if (request.hasStateMachineArn() == request.hasMapRunArn()) {
            throw Faults.missing("Must specify exactly one of stateMachineArn and mapRunArn");
        }
        if (request.hasMapRunArn()) {
            ExecutionRow run = executions.requireMapRun(caller, request.getMapRunArn());
            String under = StartFacts.childrenOf(run.facts().executionArn());
            return new Asked(caller.region().value(), under, Optional.empty());
        }
        if (request.getStatusFilter().equals("PENDING_REDRIVE")) {
            throw Faults.validation("The status PENDING_REDRIVE is only valid with a mapRunArn");
        }
        Arn.StateMachine machine = Arns.stateMachine(request.getStateMachineArn());
        if (!Arns.isHere(caller, machine)) {
            throw Faults.noStateMachine(request.getStateMachineArn());
        }
        return new Asked(machine.region(), machine.name(), machine.qualifier().map(q -> request.getStateMachineArn()));
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
        row.facts()
                .mapChild()
                .ifPresent(child -> item.setMapRunArn(child.mapRunArn()).setItemCount(child.items()));
        row.facts().versionArn().ifPresent(item::setStateMachineVersionArn);
        row.facts().aliasArn().ifPresent(item::setStateMachineAliasArn);
        return item.build();
    }
}
