package dev.stepwell.execution.observation;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.platform.v1.CountExecutionsRequest;
import dev.stepwell.contracts.platform.v1.CountExecutionsResponse;
import dev.stepwell.contracts.platform.v1.SearchExecutionsRequest;
import dev.stepwell.contracts.platform.v1.SearchExecutionsResponse;
import dev.stepwell.execution.endpoints.Faults;
import dev.stepwell.execution.endpoints.Waits;
import dev.stepwell.execution.ports.Store.After;
import dev.stepwell.execution.ports.Survey;
import dev.stepwell.execution.ports.Survey.Found;
import dev.stepwell.execution.ports.Survey.Wanted;
import dev.stepwell.execution.tokens.PageTokens;
import dev.stepwell.names.ExecutionId;
import dev.stepwell.names.ExecutionKey;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** SearchExecutions and CountExecutions: the same filter, so the same executions. */
record Searches(Survey survey, PageTokens tokens) {
    private static final int USUAL_PAGE = 100;
    private static final int CURSOR_BYTES = 24;

    SearchExecutionsResponse search(Caller caller, SearchExecutionsRequest request) {
        Wanted wanted = Filters.wanted(caller, request.getFilter());
        String query = "SearchExecutions\n" + wanted;
        Optional<After> after =
                request.hasNextToken() ? Optional.of(open(caller, query, request.getNextToken())) : Optional.empty();
        int page = request.getMaxResults() == 0 ? USUAL_PAGE : request.getMaxResults();
        List<Found> found = Waits.read(() -> survey.search(caller.tenant(), wanted, after, page + 1));
        SearchExecutionsResponse.Builder answer = SearchExecutionsResponse.newBuilder();
        found.stream().limit(page).forEach(one -> answer.addExecutions(Summaries.of(one)));
        if (found.size() > page) {
            answer.setNextToken(tokens.seal(caller.tenant(), query, cursor(found.get(page - 1))));
        }
        return answer.build();
    }

    CountExecutionsResponse count(Caller caller, CountExecutionsRequest request) {
        Wanted wanted = Filters.wanted(caller, request.getFilter());
        return CountExecutionsResponse.newBuilder()
                .setCounts(Summaries.of(Waits.read(() -> survey.count(caller.tenant(), wanted))))
                .build();
    }

    private static byte[] cursor(Found last) {
        UUID id = last.key().id().value();
        return ByteBuffer.allocate(CURSOR_BYTES)
                .putLong(last.startDate().toEpochMilli())
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    private After open(Caller caller, String query, String token) {
        ByteBuffer in = tokens.open(caller.tenant(), query, token)
                .filter(bytes -> bytes.length == CURSOR_BYTES)
                .map(ByteBuffer::wrap)
                .orElseThrow(Faults::invalidToken);
        Instant start = Instant.ofEpochMilli(in.getLong());
        UUID id = new UUID(in.getLong(), in.getLong());
        return new After(start, new ExecutionKey(caller.tenant(), new ExecutionId(id)));
    }
}
