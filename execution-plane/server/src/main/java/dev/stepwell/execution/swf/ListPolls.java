package dev.stepwell.execution.swf;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.swf.v1.PollForActivityTaskRequest;
import dev.stepwell.contracts.swf.v1.PollForActivityTaskResponse;
import dev.stepwell.contracts.swf.v1.PollForDecisionTaskRequest;
import dev.stepwell.contracts.swf.v1.PollForDecisionTaskResponse;
import dev.stepwell.engine.turn.Reply;
import dev.stepwell.engine.turn.StartFacts;
import dev.stepwell.engine.turn.TaskRef;
import dev.stepwell.engine.workflow.SwfFacts;
import dev.stepwell.engine.workflow.TaskList;
import dev.stepwell.execution.calls.Calls;
import dev.stepwell.execution.definitions.SwfRegistry;
import dev.stepwell.execution.endpoints.Faults;
import dev.stepwell.execution.endpoints.Waits;
import dev.stepwell.execution.histories.swf.Fields;
import dev.stepwell.execution.ports.TaskLine;
import dev.stepwell.execution.shell.ExecutionShell;
import dev.stepwell.execution.swf.decisions.Texts;
import dev.stepwell.execution.tasks.Poll;
import dev.stepwell.execution.tasks.Pollers;
import dev.stepwell.execution.tasks.TooManyPolls;
import dev.stepwell.execution.tokens.PageTokens;
import dev.stepwell.execution.tokens.TaskTokens;
import java.time.Duration;
import java.util.Optional;

/**
 * PollForDecisionTask and PollForActivityTask: long polls of task lists. Without a task the answer has no token at all, as AWS's Flow
 * Framework looks for its absence.
 */
final class ListPolls {
    /** How long a poll is held (API reference, PollForActivityTask: 60 seconds). */
    private static final Duration HOLD = Duration.ofSeconds(60);

    private static final Duration LONGEST = Calls.PATIENCE.plusSeconds(10);

    private final ExecutionShell shell;
    private final SwfRegistry registry;
    private final Runs runs;
    private final TaskTokens tokens;
    private final PageTokens pages;
    private final Pollers pollers;

    ListPolls(ExecutionShell shell, SwfRegistry registry, Runs runs, SwfEndpoints.Seals seals, Pollers pollers) {
        this.shell = shell;
        this.registry = registry;
        this.runs = runs;
        this.tokens = seals.tasks();
        this.pages = seals.pages();
        this.pollers = pollers;
    }

    PollForActivityTaskResponse activity(Caller caller, PollForActivityTaskRequest m) {
        TaskList list = new TaskList(
                TaskList.Kind.ACTIVITY,
                caller.region().value(),
                m.getDomain(),
                m.getTaskList().getName());
        Optional<Reply.HandedOut> task = poll(caller, list, identity(m.hasIdentity(), m.getIdentity()));
        if (task.isEmpty()) {
            return PollForActivityTaskResponse.newBuilder().setStartedEventId(0).build();
        }
        return switch (task.get()) {
            case Reply.SwfActivityTask activity -> print(activity);
            case Reply.SwfDecisionTask other -> throw Faults.internal();
            case Reply.ActivityHandedOut other -> throw Faults.internal();
        };
    }

    PollForDecisionTaskResponse decision(Caller caller, PollForDecisionTaskRequest m) {
        Optional<String> token = Texts.text(m.hasNextPageToken(), m.getNextPageToken());
        if (token.isPresent()) {
            DecisionCursor cursor = pages.open(caller.tenant(), query(m), token.get())
                    .flatMap(bytes -> DecisionCursor.of(caller.tenant(), bytes))
                    .orElseThrow(SwfFaults::invalidToken);
            return page(caller, m, cursor);
        }
        TaskList list = new TaskList(
                TaskList.Kind.DECISION,
                caller.region().value(),
                m.getDomain(),
                m.getTaskList().getName());
        Optional<Reply.HandedOut> task = poll(caller, list, identity(m.hasIdentity(), m.getIdentity()));
        if (task.isEmpty()) {
            return PollForDecisionTaskResponse.newBuilder()
                    .setStartedEventId(0)
                    .setPreviousStartedEventId(0)
                    .build();
        }
        return switch (task.get()) {
            case Reply.SwfDecisionTask decision -> page(caller, m, firstPage(caller, m, decision));
            case Reply.SwfActivityTask other -> throw Faults.internal();
            case Reply.ActivityHandedOut other -> throw Faults.internal();
        };
    }

    private DecisionCursor firstPage(Caller caller, PollForDecisionTaskRequest m, Reply.SwfDecisionTask task) {
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
        HistoryPages.Page page =
                new HistoryPages(shell.ports().store()).page(cursor.run(), cursor.span(m.getMaximumPageSize()));
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

    private Optional<Reply.HandedOut> poll(Caller caller, TaskList list, Optional<String> identity) {
        registry.domain(caller, list.domain());
        TaskLine line = TaskLine.ofList(list);
        pollers.saw(caller.tenant(), line, identity);
        Poll poll;
        try {
            poll = shell.polls().poll(caller.tenant(), line, identity, HOLD);
        } catch (TooManyPolls e) {
            throw SwfFaults.tooManyPolls();
        }
        try {
            return Waits.await(poll.answer(), HOLD.plus(LONGEST));
        } finally {
            poll.giveUp();
            pollers.saw(caller.tenant(), line, identity);
        }
    }

    private static Optional<String> identity(boolean present, String value) {
        return present ? Optional.of(value) : Optional.empty();
    }

    private static PollForActivityTaskResponse print(Reply.SwfActivityTask task) {
        PollForActivityTaskResponse.Builder answer = PollForActivityTaskResponse.newBuilder()
                .setTaskToken(task.token())
                .setActivityId(task.activityId())
                .setStartedEventId(task.startedEventId())
                .setWorkflowExecution(Fields.execution(task.facts().execution()))
                .setActivityType(Fields.activityType(task.type()));
        task.input().ifPresent(input -> answer.setInput(input.text()));
        return answer.build();
    }
}
