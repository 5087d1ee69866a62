package dev.stepwell.execution.endpoints;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.platform.v1.PauseExecutionRequest;
import dev.stepwell.contracts.platform.v1.PauseExecutionResponse;
import dev.stepwell.contracts.platform.v1.ResumeExecutionRequest;
import dev.stepwell.contracts.platform.v1.ResumeExecutionResponse;
import dev.stepwell.engine.turn.Input;
import dev.stepwell.engine.turn.Reply;
import dev.stepwell.engine.turn.RunStatus;
import dev.stepwell.engine.turn.StartFacts;
import dev.stepwell.execution.calls.Calls;
import dev.stepwell.execution.ports.ExecutionRow;
import dev.stepwell.execution.ports.Store;
import dev.stepwell.execution.ports.Store.After;
import dev.stepwell.execution.ports.Store.ListQuery;
import dev.stepwell.execution.turns.NotDone;
import dev.stepwell.names.ExecutionKey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** PauseExecution and ResumeExecution: of the execution first, and then of the map runs that it has started. */
final class Pauses {
    private static final Duration LONGEST = Calls.PATIENCE.plusSeconds(10);
    private static final int AT_ONCE = 50;

    private final Store store;
    private final Calls calls;
    private final Executions executions;

    Pauses(Store store, Calls calls, Executions executions) {
        this.store = store;
        this.calls = calls;
        this.executions = executions;
    }

    PauseExecutionResponse pause(Caller caller, PauseExecutionRequest request) {
        Input.Pause pause = new Input.Pause(
                0,
                Optional.of(caller.principal()),
                request.hasReason() ? Optional.of(request.getReason()) : Optional.empty());
        if (ask(caller, request.getExecutionArn(), pause) instanceof Reply.Paused paused) {
            return PauseExecutionResponse.newBuilder()
                    .setPauseDate(Times.of(paused.pauseDate()))
                    .build();
        }
        throw Faults.internal();
    }

    ResumeExecutionResponse resume(Caller caller, ResumeExecutionRequest request) {
        if (ask(caller, request.getExecutionArn(), new Input.Resume(0)) instanceof Reply.Resumed) {
            return ResumeExecutionResponse.getDefaultInstance();
        }
        throw Faults.internal();
    }

    /** Who is not answered asks again, and both are as they were: so nothing is kept for the map runs that were not reached. */
    private Reply.Answer ask(Caller caller, String executionArn, Input input) {
        ExecutionKey key = executions.require(caller, executionArn).key();
        try {
            Reply.Answer answer = Waits.await(calls.call(key, input), LONGEST);
            if (answer instanceof Reply.NotRunning) {
                throw Faults.ended(executionArn);
            }
            tellMapRuns(caller, key, input);
            return answer;
        } catch (NotDone.Unknown gone) {
            throw Faults.noExecution(executionArn);
        } catch (NotDone why) {
            throw Waits.fault(why);
        }
    }

    private void tellMapRuns(Caller caller, ExecutionKey execution, Input input) {
        Optional<After> after = Optional.empty();
        List<ExecutionRow> page;
        do {
            ListQuery running = new ListQuery(
                    caller.region().value(),
                    StartFacts.mapRunsOf(execution.id()),
                    Optional.of(RunStatus.RUNNING),
                    Optional.empty(),
                    Optional.empty(),
                    after,
                    AT_ONCE);
            page = Waits.read(() -> store.list(caller.tenant(), running));
            List<CompletionStage<Reply.Answer>> asked =
                    page.stream().map(run -> calls.call(run.key(), input)).toList();
            asked.forEach(answer -> Waits.await(answer, LONGEST));
            after = page.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            new After(page.getLast().startDate(), page.getLast().key()));
        } while (page.size() == AT_ONCE);
    }
}
