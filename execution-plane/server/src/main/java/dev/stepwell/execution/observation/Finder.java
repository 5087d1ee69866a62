package dev.stepwell.execution.observation;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.platform.v1.ExecutionFilter;
import dev.stepwell.execution.endpoints.Waits;
import dev.stepwell.execution.ports.Store.After;
import dev.stepwell.execution.ports.Survey;
import dev.stepwell.execution.ports.Survey.Found;
import dev.stepwell.execution.ports.Survey.Wanted;
import dev.stepwell.execution.search.Conditions;
import dev.stepwell.execution.search.SearchIndex;
import dev.stepwell.execution.search.SearchIndex.Counts;
import dev.stepwell.execution.search.SearchIndex.Page;
import dev.stepwell.execution.search.SearchIndex.Sought;
import java.util.List;
import java.util.Optional;

/** Finds what a filter means, for all who are given one: in the executions' own table as long as that tells all. */
public record Finder(Survey survey, SearchIndex index) {
    /** A page, newest first; refuses with a fault a filter that cannot be understood. */
    public Page page(Caller caller, ExecutionFilter filter, Optional<After> after, int limit) {
        Wanted wanted = Filters.wanted(caller, filter);
        Sought sought = Conditions.of(caller, filter);
        if (!sought.isNothing()) {
            return Waits.read(() -> index.search(caller.tenant(), wanted, sought, after, limit));
        }
        List<Found> found = Waits.read(() -> survey.search(caller.tenant(), wanted, after, limit + 1));
        if (found.size() <= limit) {
            return new Page(found, Optional.empty());
        }
        Found last = found.get(limit - 1);
        return new Page(found.subList(0, limit), Optional.of(new After(last.startDate(), last.key())));
    }

    /** How many there are. */
    public Counts count(Caller caller, ExecutionFilter filter) {
        Wanted wanted = Filters.wanted(caller, filter);
        Sought sought = Conditions.of(caller, filter);
        return sought.isNothing()
                ? new Counts(Waits.read(() -> survey.count(caller.tenant(), wanted)), false)
                : Waits.read(() -> index.count(caller.tenant(), wanted, sought));
    }

    /** Whether an execution of the caller's satisfies a filter that {@link #isOfRows}. */
    public boolean matches(Caller caller, ExecutionFilter filter, Found found) {
        return Filters.wanted(caller, filter).matches(found);
    }

    /** Whether an execution's own row tells if it satisfies a filter. */
    public static boolean isOfRows(ExecutionFilter filter) {
        return !asksIndex(filter) && !filter.hasActivityArn() && !filter.getWaitingForAnswer();
    }

    /** Whether a filter asks the index. */
    static boolean asksIndex(ExecutionFilter filter) {
        return filter.getAttributeCount() > 0 || filter.hasText();
    }
}
