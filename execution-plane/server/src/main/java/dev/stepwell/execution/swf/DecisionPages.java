package dev.stepwell.execution.swf;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.swf.v1.PollForDecisionTaskRequest;
import dev.stepwell.contracts.swf.v1.PollForDecisionTaskResponse;
import dev.stepwell.engine.turn.Reply;
import dev.stepwell.engine.turn.StartFacts;
import dev.stepwell.engine.turn.TaskRef;
import dev.stepwell.engine.workflow.SwfFacts;
import dev.stepwell.execution.endpoints.Faults;
import dev.stepwell.execution.histories.swf.Fields;
import dev.stepwell.execution.tokens.PageTokens;
import dev.stepwell.execution.tokens.TaskTokens;

/**
 * Decision tasks as deciders are told of them: each page has the task's token, and a part of the history up to its start.
 *
 * @param histories how long pages are
 */
record DecisionPages(HistoryPages histories, Runs runs, TaskTokens tokens, PageTokens pages) {
    /** The first page of a task that has just been handed out. */
    PollForDecisionTaskResponse first(Caller caller, PollForDecisionTaskRequest m, Reply.SwfDecisionTask task) {
        return page(caller, m, start(caller, m, task));
    }

    /** The page of that token; the request names the same task list as for the first. */
    PollForDecisionTaskResponse next(Caller caller, PollForDecisionTaskRequest m, String token) {
        DecisionCursor cursor = pages.open(caller.tenant(), query(m), token)
                .flatMap(bytes -> DecisionCursor.of(caller.tenant(), bytes))
                .orElseThrow(SwfFaults::invalidToken);
        return page(caller, m, cursor);
    }

    private DecisionCursor start(Caller caller, PollForDecisionTaskRequest m, Reply.SwfDecisionTask task) {
        TaskTokens.Opened token = tokens.open(caller.tenant(), task.token()).orElseThrow(Faults::internal);
        long first = m.getStartAtPreviousStartedEvent() ? Math.max(1, task.previousStartedEventId()) : 1;
        return new DecisionCursor(
                token.key(),
                token.task().scheduledEventId(),
                task.startedEventId(),
                task.previousStartedEventId(),
                first,
                m.getReverseOrder() ? task.startedEventId() : first,
                m.getReverseOrder());
    }

    private PollForDecisionTaskResponse page(Caller caller, PollForDecisionTaskRequest m, DecisionCursor cursor) {
        StartFacts run = runs.facts(cursor.run()).orElseThrow(SwfFaults::invalidToken);
        SwfFacts facts = run.swf().orElseThrow();
        HistoryPages.Page page = histories.page(cursor.run(), cursor.span(m.getMaximumPageSize()));
        PollForDecisionTaskResponse.Builder answer = PollForDecisionTaskResponse.newBuilder()
                .setTaskToken(tokens.of(cursor.run(), run.tokenKey()).seal(new TaskRef(cursor.scheduledEventId(), 0)))
                .setStartedEventId(cursor.startedEventId())
                .setPreviousStartedEventId(cursor.previousStartedEventId())
                .setWorkflowExecution(Fields.execution(facts.execution()))
                .setWorkflowType(Fields.workflowType(facts.settings().type()))
                .addAllEvents(page.events());
        page.next()
                .ifPresent(next -> answer.setNextPageToken(
                        pages.seal(caller.tenant(), query(m), cursor.at(next).bytes())));
        return answer.build();
    }

    /** What must be the same when the next page is asked for. */
    private static String query(PollForDecisionTaskRequest m) {
        return String.join(
                "\n", "PollForDecisionTask", m.getDomain(), m.getTaskList().getName());
    }
}
