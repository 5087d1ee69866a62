package dev.stepwell.execution.observation;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.platform.v1.CountExecutionsRequest;
import dev.stepwell.contracts.platform.v1.CountExecutionsResponse;
import dev.stepwell.contracts.platform.v1.ExecutionFilter;
import dev.stepwell.contracts.platform.v1.IndexStanding;
import dev.stepwell.contracts.platform.v1.SearchExecutionsRequest;
import dev.stepwell.contracts.platform.v1.SearchExecutionsResponse;
import dev.stepwell.execution.endpoints.Pages;
import dev.stepwell.execution.endpoints.Times;
import dev.stepwell.execution.endpoints.Waits;
import dev.stepwell.execution.ports.Store.After;
import dev.stepwell.execution.search.SearchIndex.Counts;
import dev.stepwell.execution.search.SearchIndex.Page;
import dev.stepwell.execution.search.SearchIndex.Standing;
import java.util.Optional;

/** SearchExecutions and CountExecutions: the same filter, so the same executions. */
record Searches(Finder finder, Pages pages) {
    private static final int USUAL_PAGE = 100;

    SearchExecutionsResponse search(Caller caller, SearchExecutionsRequest request) {
        ExecutionFilter filter = request.getFilter();
        String query = "SearchExecutions\n" + Filters.wanted(caller, filter) + beyondRows(filter);
        Optional<After> after = request.hasNextToken()
                ? Optional.of(pages.open(caller, query, request.getNextToken()))
                : Optional.empty();
        SearchExecutionsResponse.Builder answer = SearchExecutionsResponse.newBuilder();
        if (Finder.asksIndex(filter)) {
            // Asked first: what the index did not know then is not denied when it has come in between.
            answer.setIndex(standing(Waits.read(() -> finder.index().standing(caller.tenant()))));
        }
        Page page =
                finder.page(caller, filter, after, request.getMaxResults() == 0 ? USUAL_PAGE : request.getMaxResults());
        page.found().forEach(one -> answer.addExecutions(Summaries.of(one)));
        page.next().ifPresent(next -> answer.setNextToken(pages.after(caller, query, next)));
        return answer.build();
    }

    private static String beyondRows(ExecutionFilter filter) {
        return Finder.isOfRows(filter)
                ? ""
                : String.join(
                        "\n",
                        "",
                        filter.getAttributeList().toString(),
                        filter.getText(),
                        filter.getActivityArn(),
                        String.valueOf(filter.getWaitingForAnswer()));
    }

    private static IndexStanding standing(Standing standing) {
        return IndexStanding.newBuilder()
                .setWaitingCount(standing.waiting())
                .setIndexedUntil(Times.of(standing.until()))
                .build();
    }

    CountExecutionsResponse count(Caller caller, CountExecutionsRequest request) {
        Counts counts = finder.count(caller, request.getFilter());
        CountExecutionsResponse.Builder answer =
                CountExecutionsResponse.newBuilder().setCounts(Summaries.of(counts.byStatus()));
        if (counts.truncated()) {
            answer.setTruncated(true);
        }
        return answer.build();
    }
}
