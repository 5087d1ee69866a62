package dev.stepwell.execution.swf;

import com.google.protobuf.Timestamp;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.swf.v1.CountClosedWorkflowExecutionsRequest;
import dev.stepwell.contracts.swf.v1.CountClosedWorkflowExecutionsResponse;
import dev.stepwell.contracts.swf.v1.CountOpenWorkflowExecutionsRequest;
import dev.stepwell.contracts.swf.v1.CountOpenWorkflowExecutionsResponse;
import dev.stepwell.contracts.swf.v1.ExecutionTimeFilter;
import dev.stepwell.contracts.swf.v1.ListClosedWorkflowExecutionsRequest;
import dev.stepwell.contracts.swf.v1.ListClosedWorkflowExecutionsResponse;
import dev.stepwell.contracts.swf.v1.ListOpenWorkflowExecutionsRequest;
import dev.stepwell.contracts.swf.v1.ListOpenWorkflowExecutionsResponse;
import dev.stepwell.engine.workflow.CloseStatus;
import dev.stepwell.execution.endpoints.Waits;
import dev.stepwell.execution.ports.SwfRuns;
import dev.stepwell.execution.ports.SwfRuns.After;
import dev.stepwell.execution.ports.SwfRuns.By;
import dev.stepwell.execution.ports.SwfRuns.Filter;
import dev.stepwell.execution.ports.SwfRuns.Run;
import dev.stepwell.execution.ports.SwfRuns.State;
import dev.stepwell.execution.ports.SwfRuns.Wanted;
import dev.stepwell.execution.swf.decisions.Texts;
import dev.stepwell.execution.tokens.PageTokens;
import dev.stepwell.names.ExecutionId;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The four lists and counts of open and closed runs: one time filter, and at most one other. */
record Visibility(SwfRuns runs, Retention retention, PageTokens tokens) {
    private static final int USUAL_PAGE = 1_000;
    private static final int CURSOR_BYTES = 12 + 16;

    /** What a count goes to; what is beyond is only said to be there. */
    private static final int COUNTED = 10_000;

    private static final Instant FARTHEST = Instant.parse("9999-12-31T23:59:59Z");

    ListOpenWorkflowExecutionsResponse open(Caller caller, ListOpenWorkflowExecutionsRequest m) {
        List<Filter> filters = new ArrayList<>();
        if (m.hasExecutionFilter()) {
            filters.add(new SwfRuns.WorkflowId(m.getExecutionFilter().getWorkflowId()));
        }
        if (m.hasTypeFilter()) {
            filters.add(type(m.getTypeFilter().getName(), m.getTypeFilter().getVersion()));
        }
        if (m.hasTagFilter()) {
            filters.add(new SwfRuns.Tag(m.getTagFilter().getTag()));
        }
        Wanted wanted = wanted(caller, m.getDomain(), State.OPEN, By.START, m.getStartTimeFilter(), filters);
        Asked asked = new Asked(
                wanted,
                m.getReverseOrder(),
                Texts.text(m.hasNextPageToken(), m.getNextPageToken()),
                m.getMaximumPageSize(),
                query(
                        "ListOpenWorkflowExecutions",
                        m.toBuilder()
                                .clearNextPageToken()
                                .clearMaximumPageSize()
                                .build()));
        Page page = page(caller, asked);
        ListOpenWorkflowExecutionsResponse.Builder answer = ListOpenWorkflowExecutionsResponse.newBuilder();
        page.runs().forEach(run -> answer.addExecutionInfos(Prints.info(run)));
        page.token().ifPresent(answer::setNextPageToken);
        return answer.build();
    }

    ListClosedWorkflowExecutionsResponse closed(Caller caller, ListClosedWorkflowExecutionsRequest m) {
        List<Filter> filters = new ArrayList<>();
        if (m.hasExecutionFilter()) {
            filters.add(new SwfRuns.WorkflowId(m.getExecutionFilter().getWorkflowId()));
        }
        if (m.hasTypeFilter()) {
            filters.add(type(m.getTypeFilter().getName(), m.getTypeFilter().getVersion()));
        }
        if (m.hasTagFilter()) {
            filters.add(new SwfRuns.Tag(m.getTagFilter().getTag()));
        }
        if (m.hasCloseStatusFilter()) {
            filters.add(new SwfRuns.Status(
                    CloseStatus.valueOf(m.getCloseStatusFilter().getStatus())));
        }
        By by = by(m.hasStartTimeFilter(), m.hasCloseTimeFilter());
        ExecutionTimeFilter time = by == By.START ? m.getStartTimeFilter() : m.getCloseTimeFilter();
        Asked asked = new Asked(
                wanted(caller, m.getDomain(), State.CLOSED, by, time, filters),
                m.getReverseOrder(),
                Texts.text(m.hasNextPageToken(), m.getNextPageToken()),
                m.getMaximumPageSize(),
                query(
                        "ListClosedWorkflowExecutions",
                        m.toBuilder()
                                .clearNextPageToken()
                                .clearMaximumPageSize()
                                .build()));
        Page page = page(caller, asked);
        ListClosedWorkflowExecutionsResponse.Builder answer = ListClosedWorkflowExecutionsResponse.newBuilder();
        page.runs().forEach(run -> answer.addExecutionInfos(Prints.info(run)));
        page.token().ifPresent(answer::setNextPageToken);
        return answer.build();
    }

    CountOpenWorkflowExecutionsResponse countOpen(Caller caller, CountOpenWorkflowExecutionsRequest m) {
        List<Filter> filters = new ArrayList<>();
        if (m.hasExecutionFilter()) {
            filters.add(new SwfRuns.WorkflowId(m.getExecutionFilter().getWorkflowId()));
        }
        if (m.hasTypeFilter()) {
            filters.add(type(m.getTypeFilter().getName(), m.getTypeFilter().getVersion()));
        }
        if (m.hasTagFilter()) {
            filters.add(new SwfRuns.Tag(m.getTagFilter().getTag()));
        }
        int count = count(caller, wanted(caller, m.getDomain(), State.OPEN, By.START, m.getStartTimeFilter(), filters));
        return CountOpenWorkflowExecutionsResponse.newBuilder()
                .setCount(Math.min(count, COUNTED))
                .setTruncated(count > COUNTED)
                .build();
    }

    CountClosedWorkflowExecutionsResponse countClosed(Caller caller, CountClosedWorkflowExecutionsRequest m) {
        List<Filter> filters = new ArrayList<>();
        if (m.hasExecutionFilter()) {
            filters.add(new SwfRuns.WorkflowId(m.getExecutionFilter().getWorkflowId()));
        }
        if (m.hasTypeFilter()) {
            filters.add(type(m.getTypeFilter().getName(), m.getTypeFilter().getVersion()));
        }
        if (m.hasTagFilter()) {
            filters.add(new SwfRuns.Tag(m.getTagFilter().getTag()));
        }
        if (m.hasCloseStatusFilter()) {
            filters.add(new SwfRuns.Status(
                    CloseStatus.valueOf(m.getCloseStatusFilter().getStatus())));
        }
        By by = by(m.hasStartTimeFilter(), m.hasCloseTimeFilter());
        ExecutionTimeFilter time = by == By.START ? m.getStartTimeFilter() : m.getCloseTimeFilter();
        int count = count(caller, wanted(caller, m.getDomain(), State.CLOSED, by, time, filters));
        return CountClosedWorkflowExecutionsResponse.newBuilder()
                .setCount(Math.min(count, COUNTED))
                .setTruncated(count > COUNTED)
                .build();
    }

    private int count(Caller caller, Wanted wanted) {
        return Waits.read(() -> runs.count(caller.tenant(), wanted, COUNTED + 1));
    }

    /** One question for a page of runs. */
    private record Asked(Wanted wanted, boolean reverse, Optional<String> token, int size, String query) {}

    private record Page(List<Run> runs, Optional<String> token) {}

    private Page page(Caller caller, Asked asked) {
        Optional<After> after = asked.token().map(token -> open(caller, asked.query(), token));
        int size = asked.size() == 0 ? USUAL_PAGE : asked.size();
        List<Run> found =
                Waits.read(() -> runs.list(caller.tenant(), asked.wanted(), asked.reverse(), after, size + 1));
        if (found.size() <= size) {
            return new Page(found, Optional.empty());
        }
        Run last = found.get(size - 1);
        After end =
                new After(asked.wanted().timeOf(last).orElseThrow(), last.key().id());
        return new Page(found.subList(0, size), Optional.of(tokens.seal(caller.tenant(), asked.query(), cursor(end))));
    }

    private Wanted wanted(
            Caller caller, String domain, State state, By by, ExecutionTimeFilter time, List<Filter> filters) {
        Instant keptSince = retention.keptSince(caller, domain);
        if (filters.size() > 1) {
            throw SwfFaults.validation(
                    "Must specify at most one of executionFilter, typeFilter, tagFilter and closeStatusFilter");
        }
        Instant from = time(time.getOldestDate());
        Instant until = time.hasLatestDate() ? time(time.getLatestDate()) : FARTHEST;
        Filter filter = filters.isEmpty() ? new SwfRuns.All() : filters.get(0);
        return new Wanted(caller.region().value(), domain, state, by, from, until, keptSince, filter);
    }

    private static By by(boolean start, boolean close) {
        if (start == close) {
            throw SwfFaults.validation("Must specify exactly one of startTimeFilter and closeTimeFilter");
        }
        return start ? By.START : By.CLOSE;
    }

    private static Filter type(String name, String version) {
        return new SwfRuns.Type(name, version.isEmpty() ? Optional.empty() : Optional.of(version));
    }

    private static Instant time(Timestamp time) {
        return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
    }

    private static String query(String action, com.google.protobuf.Message request) {
        return action + "\n" + request.toByteString().hashCode() + "\n" + request;
    }

    private static byte[] cursor(After end) {
        UUID id = end.run().value();
        return ByteBuffer.allocate(CURSOR_BYTES)
                .putLong(end.time().getEpochSecond())
                .putInt(end.time().getNano())
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    private After open(Caller caller, String query, String token) {
        ByteBuffer in = tokens.open(caller.tenant(), query, token)
                .filter(bytes -> bytes.length == CURSOR_BYTES)
                .map(ByteBuffer::wrap)
                .orElseThrow(SwfFaults::invalidToken);
        Instant time = Instant.ofEpochSecond(in.getLong(), in.getInt());
        return new After(time, new ExecutionId(new UUID(in.getLong(), in.getLong())));
    }
}
