package dev.stepwell.execution.bulk;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.platform.v1.ExecutionFilter;
import dev.stepwell.contracts.platform.v1.StartBulkOperationRequest;
import dev.stepwell.execution.bulk.BulkBook.Member;
import dev.stepwell.execution.bulk.BulkBook.Name;
import dev.stepwell.execution.endpoints.Arns;
import dev.stepwell.execution.endpoints.Faults;
import dev.stepwell.execution.endpoints.Waits;
import dev.stepwell.execution.observation.Finder;
import dev.stepwell.execution.ports.Store.After;
import dev.stepwell.execution.ports.Survey;
import dev.stepwell.execution.ports.Survey.Found;
import dev.stepwell.execution.search.SearchIndex.Page;
import dev.stepwell.names.Arn;
import dev.stepwell.names.ExecutionId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Which executions an operation is done to. */
record BulkSets(Finder finder, Survey survey, BulkBook book) {
    private static final int MOST = 100_000;
    private static final int PAGE = 1_000;
    private static final int SHOWN = 20;

    /**
     * The set.
     *
     * @param first those that come first, to be shown
     */
    record Frozen(List<Member> members, List<Found> first) {
        private Frozen() {
            this(new ArrayList<>(), new ArrayList<>());
        }

        private void add(Found found) {
            members.add(new Member(found.key().id(), found.facts().executionArn()));
            if (first.size() < SHOWN) {
                first.add(found);
            }
        }
    }

    /** The set of a request; refused with a fault if there can be none. */
    Frozen of(Caller caller, StartBulkOperationRequest request) {
        if (request.getExecutionArnsCount() > 0) {
            return named(caller, request);
        }
        if (!request.hasFilter()) {
            throw Faults.validation("There is neither a filter nor a list of executions.");
        }
        return found(caller, request.getFilter());
    }

    /** Those of the list that satisfy the filter, in the list's order, each once. */
    private Frozen named(Caller caller, StartBulkOperationRequest request) {
        ExecutionFilter filter = request.getFilter();
        if (!Finder.isOfRows(filter)) {
            throw Faults.validation("A list of executions does not go together with attributes, text and waits.");
        }
        List<Name> names = new LinkedHashSet<>(request.getExecutionArnsList())
                .stream().map(arn -> name(caller, arn)).toList();
        Map<String, ExecutionId> ids = Waits.read(() -> book.named(caller.tenant(), names));
        for (Name name : names) {
            if (!ids.containsKey(name.arn())) {
                throw Faults.noExecution(name.arn());
            }
        }
        Map<ExecutionId, Found> there = Waits.read(() -> survey.these(caller.tenant(), ids.values())).stream()
                .collect(Collectors.toMap(found -> found.key().id(), Function.identity()));
        Frozen set = new Frozen();
        for (Name name : names) {
            Optional.ofNullable(there.get(ids.get(name.arn())))
                    .filter(found -> finder.matches(caller, filter, found))
                    .ifPresent(set::add);
        }
        return set;
    }

    private static Name name(Caller caller, String text) {
        Arn.Execution arn = Arns.execution(text);
        if (!caller.reaches(text)) {
            throw new Fault("AccessDeniedException", "The key does not reach the execution " + text + ".");
        }
        if (!Arns.isHere(caller, arn)) {
            throw Faults.noExecution(text);
        }
        return new Name(text, arn.region(), arn.machine(), arn.name());
    }

    private Frozen found(Caller caller, ExecutionFilter filter) {
        Frozen set = new Frozen();
        Optional<After> after = Optional.empty();
        do {
            Page page = finder.page(caller, filter, after, PAGE);
            page.found().stream()
                    .filter(found -> caller.reaches(found.facts().executionArn()))
                    .forEach(set::add);
            if (set.members().size() > MOST) {
                throw new Fault(
                        "ServiceQuotaExceededException",
                        "More than " + MOST
                                + " executions satisfy the filter; an operation is done to no more than that.");
            }
            after = page.next();
        } while (after.isPresent());
        return set;
    }
}
