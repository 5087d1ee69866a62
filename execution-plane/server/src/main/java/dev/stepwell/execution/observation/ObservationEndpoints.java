package dev.stepwell.execution.observation;

import dev.stepwell.contracts.calling.ActionTable;
import dev.stepwell.contracts.platform.v1.CountExecutionsRequest;
import dev.stepwell.contracts.platform.v1.GetExecutionStateRequest;
import dev.stepwell.contracts.platform.v1.GetExecutionWaitsRequest;
import dev.stepwell.contracts.platform.v1.GetOverviewRequest;
import dev.stepwell.contracts.platform.v1.ListActivityPollersRequest;
import dev.stepwell.contracts.platform.v1.ListLogEventsRequest;
import dev.stepwell.contracts.platform.v1.ListOpenTasksRequest;
import dev.stepwell.contracts.platform.v1.SearchExecutionsRequest;
import dev.stepwell.contracts.platform.v1.WatchExecutionHistoryRequest;
import dev.stepwell.contracts.platform.v1.WatchExecutionsRequest;
import dev.stepwell.execution.definitions.Definitions;
import dev.stepwell.execution.endpoints.Executions;
import dev.stepwell.execution.endpoints.Pages;
import dev.stepwell.execution.live.Feed;
import dev.stepwell.execution.ports.Lookouts;
import dev.stepwell.execution.ports.Ports;
import dev.stepwell.execution.ports.Survey;
import dev.stepwell.execution.tasks.Pollers;
import dev.stepwell.execution.tokens.PageTokens;

/** The table of the actions that only look. */
public final class ObservationEndpoints {
    private final Searches searches;
    private final Explanations explanations;
    private final StateViews states;
    private final ActivityViews activities;
    private final Overviews overviews;
    private final Watches watches;
    private final LogViews logs;

    /** Endpoints that read what these know. */
    public ObservationEndpoints(
            Ports ports,
            Lookouts lookouts,
            Finder finder,
            Feed feed,
            Pollers pollers,
            Definitions definitions,
            PageTokens pages) {
        Survey survey = lookouts.survey();
        Executions executions = new Executions(ports.store());
        WorkerNames workers = new WorkerNames(ports.store());
        Folds folds = new Folds(ports.store(), survey, definitions);
        this.searches = new Searches(finder, new Pages(pages));
        this.explanations = new Explanations(ports.store(), survey, executions, folds, workers);
        this.states = new StateViews(executions, folds);
        this.activities = new ActivityViews(survey, definitions, pages, workers, pollers);
        this.overviews = new Overviews(survey, ports.clock());
        this.logs = new LogViews(lookouts.logbook(), executions, definitions, pages);
        this.watches = new Watches(ports.store(), survey, executions, feed, ports.clock());
    }

    /** The actions, by their names in the contract. */
    public ActionTable actions() {
        return ActionTable.builder()
                .add("SearchExecutions", SearchExecutionsRequest.class, searches::search)
                .add("CountExecutions", CountExecutionsRequest.class, searches::count)
                .add("GetExecutionWaits", GetExecutionWaitsRequest.class, explanations::waits)
                .add("GetExecutionState", GetExecutionStateRequest.class, states::state)
                .add("ListOpenTasks", ListOpenTasksRequest.class, activities::openTasks)
                .add("ListActivityPollers", ListActivityPollersRequest.class, activities::pollers)
                .add("ListLogEvents", ListLogEventsRequest.class, logs::list)
                .add("GetOverview", GetOverviewRequest.class, overviews::overview)
                .addStream("WatchExecutions", WatchExecutionsRequest.class, watches::executions)
                .addStream("WatchExecutionHistory", WatchExecutionHistoryRequest.class, watches::history)
                .build();
    }
}
