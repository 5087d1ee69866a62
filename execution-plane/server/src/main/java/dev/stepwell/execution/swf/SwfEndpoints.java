package dev.stepwell.execution.swf;

import dev.stepwell.contracts.calling.ActionTable;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.swf.v1.CountClosedWorkflowExecutionsRequest;
import dev.stepwell.contracts.swf.v1.CountOpenWorkflowExecutionsRequest;
import dev.stepwell.contracts.swf.v1.CountPendingActivityTasksRequest;
import dev.stepwell.contracts.swf.v1.CountPendingDecisionTasksRequest;
import dev.stepwell.contracts.swf.v1.DescribeWorkflowExecutionRequest;
import dev.stepwell.contracts.swf.v1.GetWorkflowExecutionHistoryRequest;
import dev.stepwell.contracts.swf.v1.ListClosedWorkflowExecutionsRequest;
import dev.stepwell.contracts.swf.v1.ListOpenWorkflowExecutionsRequest;
import dev.stepwell.contracts.swf.v1.PollForActivityTaskRequest;
import dev.stepwell.contracts.swf.v1.PollForDecisionTaskRequest;
import dev.stepwell.contracts.swf.v1.RecordActivityTaskHeartbeatRequest;
import dev.stepwell.contracts.swf.v1.RequestCancelWorkflowExecutionRequest;
import dev.stepwell.contracts.swf.v1.RespondActivityTaskCanceledRequest;
import dev.stepwell.contracts.swf.v1.RespondActivityTaskCompletedRequest;
import dev.stepwell.contracts.swf.v1.RespondActivityTaskFailedRequest;
import dev.stepwell.contracts.swf.v1.RespondDecisionTaskCompletedRequest;
import dev.stepwell.contracts.swf.v1.SignalWorkflowExecutionRequest;
import dev.stepwell.contracts.swf.v1.StartWorkflowExecutionRequest;
import dev.stepwell.contracts.swf.v1.StartWorkflowExecutionResponse;
import dev.stepwell.contracts.swf.v1.TerminateWorkflowExecutionRequest;
import dev.stepwell.execution.definitions.SwfRegistry;
import dev.stepwell.execution.endpoints.Duty;
import dev.stepwell.execution.ports.Lookouts;
import dev.stepwell.execution.ports.Store;
import dev.stepwell.execution.shell.ExecutionShell;
import dev.stepwell.execution.tasks.Pollers;
import dev.stepwell.execution.tokens.Seals;
import dev.stepwell.names.ExecutionKey;
import java.util.function.Predicate;

/** The table of what the execution plane does of SWF. What is registered is the control plane's. */
public final class SwfEndpoints {
    /** Clients of gRPC take messages of 4 MiB unless they are told otherwise, and a stream's messages have several tasks. */
    private static final long STREAMED_BYTES = 1 << 20;

    private final WorkflowStarts starts;
    private final Requests requests;
    private final ListPolls polls;
    private final TaskReports reports;
    private final ListDuty duty;
    private final Looks looks;
    private final Visibility visibility;
    private final PendingTasks pending;

    /**
     * Endpoints in front of a shell.
     *
     * @param functions whether functions of that account are invoked anywhere
     */
    public SwfEndpoints(
            ExecutionShell shell,
            Lookouts lookouts,
            SwfRegistry registry,
            Predicate<Caller> functions,
            Seals seals,
            Pollers pollers) {
        Store store = shell.ports().store();
        Runs runs = new Runs(store);
        RecentEvents recent = RecentEvents.usual();
        shell.committer().onCommitted(runs::committed);
        shell.committer().onCommitted(recent::committed);
        HistoryPages histories = new HistoryPages(store, recent);
        Registrations registrations = new Registrations(registry);
        Retention retention = new Retention(registry, shell.ports().clock());
        this.starts = new WorkflowStarts(shell, registrations, seals.tasks()::currentKey);
        this.requests = new Requests(shell, runs, registry);
        this.polls = new ListPolls(
                shell, registry, new DecisionPages(histories, runs, seals.tasks(), seals.pages()), pollers);
        this.reports = new TaskReports(shell, seals.tasks(), runs, registrations, functions);
        DecisionPages streamed =
                new DecisionPages(new HistoryPages(store, recent, STREAMED_BYTES), runs, seals.tasks(), seals.pages());
        this.duty = new ListDuty(shell, registry, streamed, reports, pollers);
        this.looks = new Looks(lookouts.runs(), retention, shell.calls(), histories, seals.pages(), shell.bounds());
        this.visibility = new Visibility(lookouts.runs(), retention, seals.pages());
        this.pending = new PendingTasks(lookouts.survey(), registry);
    }

    /** Starts a workflow execution as StartWorkflowExecution does, as this run: to ask twice is to ask for the same. */
    public StartWorkflowExecutionResponse start(
            ExecutionKey run, Caller caller, StartWorkflowExecutionRequest request) {
        return starts.start(run, caller, request);
    }

    /** What workers and deciders do over streams. */
    public Duty duty() {
        return duty;
    }

    /** The public actions, by their names in the contract. */
    public ActionTable actions() {
        return ActionTable.builder()
                .add("swf.StartWorkflowExecution", StartWorkflowExecutionRequest.class, starts::start)
                .gate("swf.StartWorkflowExecution", starts::admit)
                .add("swf.SignalWorkflowExecution", SignalWorkflowExecutionRequest.class, requests::signal)
                .add(
                        "swf.RequestCancelWorkflowExecution",
                        RequestCancelWorkflowExecutionRequest.class,
                        requests::requestCancel)
                .add("swf.TerminateWorkflowExecution", TerminateWorkflowExecutionRequest.class, requests::terminate)
                .add("swf.DescribeWorkflowExecution", DescribeWorkflowExecutionRequest.class, looks::describe)
                .add("swf.GetWorkflowExecutionHistory", GetWorkflowExecutionHistoryRequest.class, looks::history)
                .add("swf.ListOpenWorkflowExecutions", ListOpenWorkflowExecutionsRequest.class, visibility::open)
                .add("swf.ListClosedWorkflowExecutions", ListClosedWorkflowExecutionsRequest.class, visibility::closed)
                .add("swf.CountOpenWorkflowExecutions", CountOpenWorkflowExecutionsRequest.class, visibility::countOpen)
                .add(
                        "swf.CountClosedWorkflowExecutions",
                        CountClosedWorkflowExecutionsRequest.class,
                        visibility::countClosed)
                .add("swf.CountPendingActivityTasks", CountPendingActivityTasksRequest.class, pending::activities)
                .add("swf.CountPendingDecisionTasks", CountPendingDecisionTasksRequest.class, pending::decisions)
                .add("swf.PollForDecisionTask", PollForDecisionTaskRequest.class, polls::decision)
                .add("swf.PollForActivityTask", PollForActivityTaskRequest.class, polls::activity)
                .add("swf.RecordActivityTaskHeartbeat", RecordActivityTaskHeartbeatRequest.class, reports::heartbeat)
                .add(
                        "swf.RespondDecisionTaskCompleted",
                        RespondDecisionTaskCompletedRequest.class,
                        reports::decisionCompleted)
                .add("swf.RespondActivityTaskCompleted", RespondActivityTaskCompletedRequest.class, reports::completed)
                .add("swf.RespondActivityTaskFailed", RespondActivityTaskFailedRequest.class, reports::failed)
                .add("swf.RespondActivityTaskCanceled", RespondActivityTaskCanceledRequest.class, reports::canceled)
                .build();
    }
}
