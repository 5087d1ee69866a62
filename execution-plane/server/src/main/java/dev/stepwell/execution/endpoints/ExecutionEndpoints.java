package dev.stepwell.execution.endpoints;

import dev.stepwell.contracts.calling.ActionTable;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.Conversation;
import dev.stepwell.contracts.internal.v1.CallExecutionRequest;
import dev.stepwell.contracts.internal.v1.CallExecutionResponse;
import dev.stepwell.contracts.internal.v1.FindRunningMachinesRequest;
import dev.stepwell.contracts.platform.v1.ForkExecutionRequest;
import dev.stepwell.contracts.platform.v1.PauseExecutionRequest;
import dev.stepwell.contracts.platform.v1.ResumeExecutionRequest;
import dev.stepwell.contracts.platform.v1.StartExecutionAtRequest;
import dev.stepwell.contracts.sfn.v1.DescribeExecutionRequest;
import dev.stepwell.contracts.sfn.v1.DescribeMapRunRequest;
import dev.stepwell.contracts.sfn.v1.DescribeStateMachineForExecutionRequest;
import dev.stepwell.contracts.sfn.v1.GetActivityTaskRequest;
import dev.stepwell.contracts.sfn.v1.GetExecutionHistoryRequest;
import dev.stepwell.contracts.sfn.v1.ListExecutionsRequest;
import dev.stepwell.contracts.sfn.v1.ListMapRunsRequest;
import dev.stepwell.contracts.sfn.v1.RedriveExecutionRequest;
import dev.stepwell.contracts.sfn.v1.SendTaskFailureRequest;
import dev.stepwell.contracts.sfn.v1.SendTaskHeartbeatRequest;
import dev.stepwell.contracts.sfn.v1.SendTaskSuccessRequest;
import dev.stepwell.contracts.sfn.v1.StartExecutionRequest;
import dev.stepwell.contracts.sfn.v1.StartExecutionResponse;
import dev.stepwell.contracts.sfn.v1.StartSyncExecutionRequest;
import dev.stepwell.contracts.sfn.v1.StopExecutionRequest;
import dev.stepwell.contracts.sfn.v1.TestStateRequest;
import dev.stepwell.contracts.sfn.v1.UpdateMapRunRequest;
import dev.stepwell.contracts.worker.v1.WorkRequest;
import dev.stepwell.contracts.worker.v1.WorkResponse;
import dev.stepwell.execution.calls.CallWire;
import dev.stepwell.execution.calls.Calls;
import dev.stepwell.execution.calls.PlaneNet;
import dev.stepwell.execution.definitions.Definitions;
import dev.stepwell.execution.express.WholeRuns;
import dev.stepwell.execution.inbox.ChildStarts;
import dev.stepwell.execution.ports.Store;
import dev.stepwell.execution.shell.ExecutionShell;
import dev.stepwell.execution.tasks.Pollers;
import dev.stepwell.execution.tokens.PageTokens;
import dev.stepwell.execution.tokens.Seals;
import dev.stepwell.execution.tokens.TaskTokens;
import dev.stepwell.execution.trials.TestStates;
import dev.stepwell.names.ExecutionId;
import dev.stepwell.names.ExecutionKey;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The table of what the execution plane does. */
public final class ExecutionEndpoints {
    private static final Duration LONGEST = Calls.PATIENCE.plusSeconds(1);

    private final ExecutionShell shell;
    private final TestStates trials;
    private final Starts starts;
    private final SyncStarts syncStarts;
    private final NestedStarts nestedStarts;
    private final Redriving redriving;
    private final Forks forks;
    private final Pauses pauses;
    private final Descriptions descriptions;
    private final Lists lists;
    private final Histories histories;
    private final Workers workers;
    private final WorkStreams streams;
    private final MapRuns mapRuns;

    /**
     * Endpoints in front of a shell.
     *
     * @param swf what workers and deciders of SWF do over the same streams
     */
    public ExecutionEndpoints(
            ExecutionShell shell,
            Definitions definitions,
            Seals seals,
            TestStates trials,
            WholeRuns wholeRuns,
            Pollers pollers,
            Duty swf) {
        TaskTokens tokens = seals.tasks();
        PageTokens pages = seals.pages();
        Store store = shell.ports().store();
        Executions executions = new Executions(store);
        this.shell = shell;
        this.trials = trials;
        Births births = new Births(definitions, shell.ports().clock(), tokens::currentKey, shell.bounds());
        this.starts = new Starts(shell, births, executions);
        this.syncStarts = new SyncStarts(
                wholeRuns, births, shell.ports().clock(), shell.ports().rng());
        this.nestedStarts = new NestedStarts(
                births, new ChildStarts(store, shell.turns(), shell.ports().clock()), store, shell.bounds());
        this.redriving = new Redriving(shell, definitions, executions);
        this.forks = new Forks(
                store,
                starts,
                births,
                executions,
                definitions,
                caller -> shell.bounds().limits(caller.tenant()).payloadBytes());
        this.pauses = new Pauses(new PauseCalls(store, shell.calls()), executions);
        this.descriptions = new Descriptions(executions, definitions, redriving);
        this.lists = new Lists(store, executions, definitions, new Pages(pages));
        this.histories = new Histories(store, executions, pages);
        this.workers = new Workers(shell, definitions, tokens, pollers);
        this.mapRuns = new MapRuns(store, shell.calls(), executions, new Pages(pages));
        this.streams = new WorkStreams(
                new WorkStream.Duties(workers, swf),
                new Lookout(workers, shell.ports().clock()),
                shell.ports().clock());
    }

    /** The public actions, by their AWS names. */
    public ActionTable actions() {
        return ActionTable.builder()
                .add("StartExecution", StartExecutionRequest.class, starts::start)
                .gate("StartExecution", starts::admit)
                .add("StartSyncExecution", StartSyncExecutionRequest.class, syncStarts::start)
                .add("StopExecution", StopExecutionRequest.class, starts::stop)
                .add("RedriveExecution", RedriveExecutionRequest.class, redriving::redrive)
                .add("StartExecutionAt", StartExecutionAtRequest.class, forks::startAt)
                .add("ForkExecution", ForkExecutionRequest.class, forks::fork)
                .add("PauseExecution", PauseExecutionRequest.class, pauses::pause)
                .add("ResumeExecution", ResumeExecutionRequest.class, pauses::resume)
                .add("DescribeExecution", DescribeExecutionRequest.class, descriptions::execution)
                .add(
                        "DescribeStateMachineForExecution",
                        DescribeStateMachineForExecutionRequest.class,
                        descriptions::stateMachine)
                .add("ListExecutions", ListExecutionsRequest.class, lists::executions)
                .add("GetExecutionHistory", GetExecutionHistoryRequest.class, histories::history)
                .add("ListMapRuns", ListMapRunsRequest.class, mapRuns::list)
                .add("DescribeMapRun", DescribeMapRunRequest.class, mapRuns::describe)
                .add("UpdateMapRun", UpdateMapRunRequest.class, mapRuns::update)
                .add("GetActivityTask", GetActivityTaskRequest.class, workers::task)
                .add("SendTaskSuccess", SendTaskSuccessRequest.class, workers::success)
                .add("SendTaskFailure", SendTaskFailureRequest.class, workers::failure)
                .add("SendTaskHeartbeat", SendTaskHeartbeatRequest.class, workers::heartbeat)
                .add("TestState", TestStateRequest.class, trials::test)
                .build();
    }

    /** The conversation with workers that stay. */
    public Conversation<WorkRequest, WorkResponse> work() {
        return streams;
    }

    /** Sends the workers that stay to other nodes. */
    public void sendAway() {
        streams.close();
    }

    /** StartExecution as executions themselves ask for it. */
    public NestedStarts nestedStarts() {
        return nestedStarts;
    }

    /** Starts an execution as StartExecution does, under this id and, if the request has none, this name: to ask twice is to ask for the same. */
    public StartExecutionResponse start(ExecutionKey key, String name, Caller caller, StartExecutionRequest request) {
        return starts.start(key, name, caller, request);
    }

    /** What nodes do for each other and for the control plane, beside the public actions. */
    public ActionTable internalActions() {
        return ActionTable.builder()
                .add(PlaneNet.CALL_EXECUTION, CallExecutionRequest.class, this::call)
                .add("FindRunningMachines", FindRunningMachinesRequest.class, lists::runningMachines)
                .build();
    }

    private CallExecutionResponse call(Caller caller, CallExecutionRequest request) {
        ExecutionKey key = new ExecutionKey(caller.tenant(), ExecutionId.of(request.getExecution()));
        try {
            return CallWire.response(shell.calls()
                    .answer(key, CallWire.input(request))
                    .toCompletableFuture()
                    .get(LONGEST.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException e) {
            return CallWire.response(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            throw Faults.unavailable();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Faults.unavailable();
        }
    }
}
