package dev.stepwell.execution.swf;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.swf.v1.PollForActivityTaskRequest;
import dev.stepwell.contracts.swf.v1.PollForActivityTaskResponse;
import dev.stepwell.contracts.swf.v1.PollForDecisionTaskRequest;
import dev.stepwell.contracts.swf.v1.PollForDecisionTaskResponse;
import dev.stepwell.engine.turn.Reply;
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
    private final DecisionPages pages;
    private final Pollers pollers;

    ListPolls(ExecutionShell shell, SwfRegistry registry, DecisionPages pages, Pollers pollers) {
        this.shell = shell;
        this.registry = registry;
        this.pages = pages;
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
            return pages.next(caller, m, token.get());
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
            case Reply.SwfDecisionTask decision -> pages.first(caller, m, decision);
            case Reply.SwfActivityTask other -> throw Faults.internal();
            case Reply.ActivityHandedOut other -> throw Faults.internal();
        };
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

    /** An activity task as its worker is told of it. */
    static PollForActivityTaskResponse print(Reply.SwfActivityTask task) {
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
