package dev.stepwell.execution.endpoints;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.Precondition;
import dev.stepwell.contracts.sfn.v1.DescribeMapRunRequest;
import dev.stepwell.contracts.sfn.v1.DescribeMapRunResponse;
import dev.stepwell.contracts.sfn.v1.ListMapRunsRequest;
import dev.stepwell.contracts.sfn.v1.ListMapRunsResponse;
import dev.stepwell.contracts.sfn.v1.MapRunExecutionCounts;
import dev.stepwell.contracts.sfn.v1.MapRunItemCounts;
import dev.stepwell.contracts.sfn.v1.MapRunListItem;
import dev.stepwell.contracts.sfn.v1.UpdateMapRunRequest;
import dev.stepwell.contracts.sfn.v1.UpdateMapRunResponse;
import dev.stepwell.engine.turn.Input;
import dev.stepwell.engine.turn.MapCounts;
import dev.stepwell.engine.turn.Reply;
import dev.stepwell.engine.turn.RunStatus;
import dev.stepwell.engine.turn.StartFacts;
import dev.stepwell.execution.calls.Calls;
import dev.stepwell.execution.ports.ExecutionRow;
import dev.stepwell.execution.ports.Store;
import dev.stepwell.execution.ports.Store.After;
import dev.stepwell.execution.ports.Store.ListQuery;
import dev.stepwell.execution.turns.NotDone;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** The actions on map runs. How one stands is asked of the run itself. */
final class MapRuns {
    private static final Duration LONGEST = Calls.PATIENCE.plusSeconds(10);
    private static final int USUAL_PAGE = 100;

    private final Store store;
    private final Calls calls;
    private final Executions executions;
    private final Pages pages;

    MapRuns(Store store, Calls calls, Executions executions, Pages pages) {
        this.store = store;
        this.calls = calls;
        this.executions = executions;
        this.pages = pages;
    }

    ListMapRunsResponse list(Caller caller, ListMapRunsRequest request) {
        ExecutionRow parent = executions.require(caller, request.getExecutionArn());
        String query = "ListMapRuns\n" + request.getExecutionArn();
        Optional<After> after = request.hasNextToken()
                ? Optional.of(pages.open(caller, query, request.getNextToken()))
                : Optional.empty();
        int page = request.getMaxResults() == 0 ? USUAL_PAGE : request.getMaxResults();
        String under = StartFacts.mapRunsOf(parent.key().id());
        ListQuery list = new ListQuery(
                caller.region().value(), under, Optional.empty(), Optional.empty(), Optional.empty(), after, page + 1);
        List<ExecutionRow> rows = Waits.read(() -> store.list(caller.tenant(), list));
        ListMapRunsResponse.Builder answer = ListMapRunsResponse.newBuilder();
        rows.stream().limit(page).forEach(row -> answer.addMapRuns(item(row, request.getExecutionArn())));
        if (rows.size() > page) {
            ExecutionRow last = rows.get(page - 1);
            answer.setNextToken(pages.after(caller, query, new After(last.startDate(), last.key())));
        }
        return answer.build();
    }

    private static MapRunListItem item(ExecutionRow run, String executionArn) {
        MapRunListItem.Builder item = MapRunListItem.newBuilder()
                .setExecutionArn(executionArn)
                .setMapRunArn(run.facts().executionArn())
                .setStateMachineArn(run.facts().stateMachineArn())
                .setStartDate(Times.of(run.startDate()));
        run.stopDate().ifPresent(date -> item.setStopDate(Times.of(date)));
        return item.build();
    }

    DescribeMapRunResponse describe(Caller caller, DescribeMapRunRequest request) {
        ExecutionRow run = executions.requireMapRun(caller, request.getMapRunArn());
        return shown(run, ask(run));
    }

    private Reply.MapRunDescribed ask(ExecutionRow run) {
        if (!(ask(run, new Input.DescribeMapRun(0)) instanceof Reply.MapRunDescribed described)) {
            throw Faults.internal();
        }
        return described;
    }

    private DescribeMapRunResponse shown(ExecutionRow run, Reply.MapRunDescribed described) {
        DescribeMapRunResponse.Builder answer = DescribeMapRunResponse.newBuilder()
                .setMapRunArn(run.facts().executionArn())
                .setExecutionArn(executions.parentOf(run))
                .setStatus(described.status().name())
                .setStartDate(Times.of(run.startDate()))
                .setMaxConcurrency(described.maxConcurrency())
                .setToleratedFailureCount(described.toleratedCount())
                .setToleratedFailurePercentage((float) described.toleratedPercentage())
                .setItemCounts(items(described))
                .setExecutionCounts(executions(described))
                .setRedriveCount(0);
        run.stopDate().ifPresent(date -> answer.setStopDate(Times.of(date)));
        return answer.build();
    }

    private static MapRunItemCounts items(Reply.MapRunDescribed described) {
        MapCounts counts = described.items();
        return MapRunItemCounts.newBuilder()
                .setPending(counts.pending())
                .setRunning(counts.running())
                .setSucceeded(counts.succeeded())
                .setFailed(counts.failed())
                .setTimedOut(counts.timedOut())
                .setAborted(counts.aborted())
                .setTotal(counts.total())
                .setResultsWritten(written(described, counts))
                .build();
    }

    private static MapRunExecutionCounts executions(Reply.MapRunDescribed described) {
        MapCounts counts = described.executions();
        return MapRunExecutionCounts.newBuilder()
                .setPending(counts.pending())
                .setRunning(counts.running())
                .setSucceeded(counts.succeeded())
                .setFailed(counts.failed())
                .setTimedOut(counts.timedOut())
                .setAborted(counts.aborted())
                .setTotal(counts.total())
                .setResultsWritten(written(described, counts))
                .build();
    }

    /** A run's results are put together when all are there; AWS counts them whether or not a ResultWriter put them down (recorded). */
    private static long written(Reply.MapRunDescribed described, MapCounts counts) {
        return described.status() == RunStatus.SUCCEEDED ? counts.succeeded() : 0;
    }

    UpdateMapRunResponse update(Caller caller, UpdateMapRunRequest request) {
        ExecutionRow run = executions.requireMapRun(caller, request.getMapRunArn());
        boolean nothing = !request.hasMaxConcurrency()
                && !request.hasToleratedFailureCount()
                && !request.hasToleratedFailurePercentage();
        if (nothing) {
            throw Faults.missing(
                    "Must specify at least one of maxConcurrency, toleratedFailureCount and toleratedFailurePercentage");
        }
        Precondition<Reply.MapRunDescribed> expected = Precondition.of(caller, stands -> shown(run, stands));
        Input.UpdateMapRun update = new Input.UpdateMapRun(
                0,
                request.hasMaxConcurrency() ? OptionalInt.of(request.getMaxConcurrency()) : OptionalInt.empty(),
                request.hasToleratedFailureCount()
                        ? OptionalLong.of(request.getToleratedFailureCount())
                        : OptionalLong.empty(),
                request.hasToleratedFailurePercentage()
                        ? OptionalDouble.of(request.getToleratedFailurePercentage())
                        : OptionalDouble.empty(),
                expected.seen(() -> ask(run)).map(MapRuns::seen));
        return switch (ask(run, update)) {
            case Reply.NotRunning ended -> throw Faults.completedMapRun(request.getMapRunArn());
            case Reply.MapRunDescribed changedMeanwhile -> throw expected.missing(Faults.internal());
            default -> UpdateMapRunResponse.getDefaultInstance();
        };
    }

    /** What was compared with what the caller expects must still be so when the run is changed: the run itself sees to that. */
    private static Input.UpdateMapRun.Seen seen(Reply.MapRunDescribed run) {
        return new Input.UpdateMapRun.Seen(run.maxConcurrency(), run.toleratedCount(), run.toleratedPercentage());
    }

    private Reply.Answer ask(ExecutionRow run, Input input) {
        try {
            return Waits.await(calls.call(run.key(), input), LONGEST);
        } catch (NotDone.Unknown gone) {
            throw Faults.noMapRun(run.facts().executionArn());
        } catch (NotDone why) {
            throw Waits.fault(why);
        }
    }
}
