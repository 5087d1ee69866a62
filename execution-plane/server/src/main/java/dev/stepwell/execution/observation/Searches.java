package dev.stepwell.execution.observation;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.platform.v1.CountExecutionsRequest;
import dev.stepwell.contracts.platform.v1.CountExecutionsResponse;
import dev.stepwell.contracts.platform.v1.SearchExecutionsRequest;
import dev.stepwell.contracts.platform.v1.SearchExecutionsResponse;
import dev.stepwell.execution.endpoints.Pages;
import dev.stepwell.execution.endpoints.Waits;
import dev.stepwell.execution.ports.Store.After;
import dev.stepwell.execution.ports.Survey;
import dev.stepwell.execution.ports.Survey.Found;
import dev.stepwell.execution.ports.Survey.Wanted;
import java.util.List;
import java.util.Optional;

/** SearchExecutions and CountExecutions: the same filter, so the same executions. */
record Searches(Survey survey, Pages pages) {
    private static final int USUAL_PAGE = 100;

    SearchExecutionsResponse search(Caller caller, SearchExecutionsRequest request) {
        Wanted wanted = Filters.wanted(caller, request.getFilter());
        String query = "SearchExecutions\n" + wanted;
        Optional<After> after = request.hasNextToken()
                ? Optional.of(pages.open(caller, query, request.getNextToken()))
                : Optional.empty();
        int page = request.getMaxResults() == 0 ? USUAL_PAGE : request.getMaxResults();
        List<Found> found = Waits.read(() -> survey.search(caller.tenant(), wanted, after, page + 1));
        SearchExecutionsResponse.Builder answer = SearchExecutionsResponse.newBuilder();
        found.stream().limit(page).forEach(one -> answer.addExecutions(Summaries.of(one)));
        if (found.size() > page) {
            Found last = found.get(page - 1);
            answer.setNextToken(pages.after(caller, query, new After(last.startDate(), last.key())));
        }
        return answer.build();
    }

    CountExecutionsResponse count(Caller caller, CountExecutionsRequest request) {
        Wanted wanted = Filters.wanted(caller, request.getFilter());
        return CountExecutionsResponse.newBuilder()
                .setCounts(Summaries.of(Waits.read(() -> survey.count(caller.tenant(), wanted))))
                .build();
    }
}
