package dev.stepwell.execution.swf;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.swf.v1.RecordActivityTaskHeartbeatRequest;
import dev.stepwell.contracts.swf.v1.RecordActivityTaskHeartbeatResponse;
import dev.stepwell.contracts.swf.v1.RespondActivityTaskCanceledRequest;
import dev.stepwell.contracts.swf.v1.RespondActivityTaskCanceledResponse;
import dev.stepwell.contracts.swf.v1.RespondActivityTaskCompletedRequest;
import dev.stepwell.contracts.swf.v1.RespondActivityTaskCompletedResponse;
import dev.stepwell.contracts.swf.v1.RespondActivityTaskFailedRequest;
import dev.stepwell.contracts.swf.v1.RespondActivityTaskFailedResponse;
import dev.stepwell.contracts.swf.v1.RespondDecisionTaskCompletedRequest;
import dev.stepwell.contracts.swf.v1.RespondDecisionTaskCompletedResponse;
import dev.stepwell.engine.decision.Admission;
import dev.stepwell.engine.decision.Sent;
import dev.stepwell.engine.turn.Reply;
import dev.stepwell.engine.turn.StartFacts;
import dev.stepwell.engine.turn.SwfInput;
import dev.stepwell.engine.workflow.SwfFacts;
import dev.stepwell.execution.calls.Calls;
import dev.stepwell.execution.endpoints.Faults;
import dev.stepwell.execution.endpoints.Waits;
import dev.stepwell.execution.ports.Store;
import dev.stepwell.execution.shell.ExecutionShell;
import dev.stepwell.execution.swf.decisions.DecisionReader;
import dev.stepwell.execution.swf.decisions.Texts;
import dev.stepwell.execution.tokens.TaskTokens;
import dev.stepwell.execution.turns.NotDone;
import dev.stepwell.names.SwfArn;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/** What deciders and workers report: the four Respond actions and RecordActivityTaskHeartbeat. Each is answered once it is durable. */
final class TaskReports {
    private static final Duration LONGEST = Calls.PATIENCE.plusSeconds(10);

    private final ExecutionShell shell;
    private final TaskTokens tokens;
    private final Runs runs;
    private final Registrations registrations;
    private final Predicate<Caller> functions;

    /** @param functions whether functions of that account are invoked anywhere */
    TaskReports(
            ExecutionShell shell,
            TaskTokens tokens,
            Runs runs,
            Registrations registrations,
            Predicate<Caller> functions) {
        this.shell = shell;
        this.tokens = tokens;
        this.runs = runs;
        this.registrations = registrations;
        this.functions = functions;
    }

    RespondDecisionTaskCompletedResponse decisionCompleted(Caller caller, RespondDecisionTaskCompletedRequest m) {
        await(decided(caller, m));
        return RespondDecisionTaskCompletedResponse.getDefaultInstance();
    }

    /** The same for whoever does not wait: ends once it is durable, else with a {@link Fault}. So do those below. */
    CompletionStage<Void> decided(Caller caller, RespondDecisionTaskCompletedRequest m) {
        TaskTokens.Opened token = open(caller, m.getTaskToken());
        Fault unknown = SwfFaults.unknownDecision(token.task().scheduledEventId());
        SwfFacts run = runs.facts(token.key()).flatMap(StartFacts::swf).orElseThrow(() -> unknown);
        boolean permitted = mayDecide(caller, run.domain());
        DecisionReader reader = new DecisionReader(
                run.settings().type(),
                registrations.in(caller, run.domain()),
                kind -> permitted ? admission(caller, kind) : Admission.NOT_PERMITTED);
        List<Sent> sent;
        try {
            sent = reader.read(m.getDecisionsList());
        } catch (NotDone why) {
            throw SwfFaults.of(why, unknown);
        }
        Optional<SwfInput.ListOverride> override = Texts.text(
                        m.hasTaskList(), m.getTaskList().getName())
                .map(list -> new SwfInput.ListOverride(
                        list,
                        Texts.timeout(
                                m.hasTaskListScheduleToStartTimeout(),
                                m.getTaskListScheduleToStartTimeout(),
                                "taskListScheduleToStartTimeout")));
        return report(
                token,
                new SwfInput.DecisionsCompleted(
                        0,
                        token.task(),
                        sent,
                        Texts.opaque(m.hasExecutionContext(), m.getExecutionContext()),
                        override),
                unknown);
    }

    /**
     * A task's token lets anybody answer; what may be decided by it is asked of each decision (developer guide, "Using IAM with Amazon SWF":
     * decisions are pseudo actions on the domain).
     */
    private static boolean mayDecide(Caller caller, String domain) {
        return caller.reaches(
                new SwfArn.Domain(caller.region().value(), caller.account().value(), domain).toString());
    }

    private Admission admission(Caller caller, String kind) {
        boolean nowhere = kind.equals("ScheduleLambdaFunction") && !functions.test(caller);
        return nowhere ? Admission.NOT_AVAILABLE : shell.bounds().decision(caller, kind);
    }

    RespondActivityTaskCompletedResponse completed(Caller caller, RespondActivityTaskCompletedRequest m) {
        await(completion(caller, m));
        return RespondActivityTaskCompletedResponse.getDefaultInstance();
    }

    CompletionStage<Void> completion(Caller caller, RespondActivityTaskCompletedRequest m) {
        TaskTokens.Opened token = open(caller, m.getTaskToken());
        return report(
                token,
                new SwfInput.ActivityCompleted(0, token.task(), Texts.opaque(m.hasResult(), m.getResult())),
                unknown(token));
    }

    RespondActivityTaskFailedResponse failed(Caller caller, RespondActivityTaskFailedRequest m) {
        await(failure(caller, m));
        return RespondActivityTaskFailedResponse.getDefaultInstance();
    }

    CompletionStage<Void> failure(Caller caller, RespondActivityTaskFailedRequest m) {
        TaskTokens.Opened token = open(caller, m.getTaskToken());
        return report(
                token,
                new SwfInput.ActivityFailed(
                        0,
                        token.task(),
                        m.hasReason() ? Optional.of(m.getReason()) : Optional.empty(),
                        Texts.opaque(m.hasDetails(), m.getDetails())),
                unknown(token));
    }

    RespondActivityTaskCanceledResponse canceled(Caller caller, RespondActivityTaskCanceledRequest m) {
        await(cancellation(caller, m));
        return RespondActivityTaskCanceledResponse.getDefaultInstance();
    }

    CompletionStage<Void> cancellation(Caller caller, RespondActivityTaskCanceledRequest m) {
        TaskTokens.Opened token = open(caller, m.getTaskToken());
        return report(
                token,
                new SwfInput.ActivityCanceled(0, token.task(), Texts.opaque(m.hasDetails(), m.getDetails())),
                unknown(token));
    }

    RecordActivityTaskHeartbeatResponse heartbeat(Caller caller, RecordActivityTaskHeartbeatRequest m) {
        boolean cancel =
                beat(caller, m.getTaskToken(), m.hasDetails() ? Optional.of(m.getDetails()) : Optional.empty());
        return RecordActivityTaskHeartbeatResponse.newBuilder()
                .setCancelRequested(cancel)
                .build();
    }

    /**
     * A heartbeat enters no turn: it is a durable note that the turn of a time-out looks at (law 4). Tells whether somebody has asked
     * for the task to be cancelled.
     */
    boolean beat(Caller caller, String taskToken, Optional<String> details) {
        TaskTokens.Opened token = open(caller, taskToken);
        shell.bounds().ofExecution(token.key(), "RecordActivityTaskHeartbeat");
        Store.Pulse pulse = Waits.read(() -> shell.ports().store().beat(token.key(), token.task(), details));
        return switch (pulse) {
            case NONE -> throw unknown(token);
            case TAKEN -> false;
            case CANCEL_REQUESTED -> true;
        };
    }

    private static void await(CompletionStage<Void> reported) {
        var unused = Waits.await(reported, LONGEST);
    }

    private CompletionStage<Void> report(TaskTokens.Opened token, SwfInput input, Fault unknown) {
        return shell.calls().call(token.key(), input).handle((answer, failure) -> {
            if (failure != null) {
                throw refusal(failure, unknown);
            }
            requireTaken(answer, unknown);
            return null;
        });
    }

    private static RuntimeException refusal(Throwable failure, Fault unknown) {
        Throwable why =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return switch (why) {
            case NotDone notDone -> SwfFaults.of(notDone, unknown);
            case RuntimeException defect -> defect;
            default -> new IllegalStateException(why);
        };
    }

    private static void requireTaken(Reply.Answer answer, Fault unknown) {
        switch (answer) {
            case Reply.Accepted a -> {}
            case Reply.DecisionsRefused a -> throw SwfFaults.validation(a.message());
            case Reply.TaskClosed a -> throw unknown;
            case Reply.NoSuchTask a -> throw unknown;
            case Reply.NotRunning a -> throw unknown;
            case Reply.HandedOut a -> throw Faults.internal();
            case Reply.NotOnOffer a -> throw Faults.internal();
            case Reply.Stopped a -> throw Faults.internal();
            case Reply.Redriven a -> throw Faults.internal();
            case Reply.Paused a -> throw Faults.internal();
            case Reply.Resumed a -> throw Faults.internal();
            case Reply.NotRedrivable a -> throw Faults.internal();
            case Reply.MapRunDescribed a -> throw Faults.internal();
            case Reply.SwfDescribed a -> throw Faults.internal();
        }
    }

    private static Fault unknown(TaskTokens.Opened token) {
        return SwfFaults.unknownActivity(token.task().scheduledEventId());
    }

    private TaskTokens.Opened open(Caller caller, String token) {
        return tokens.open(caller.tenant(), token).orElseThrow(SwfFaults::invalidToken);
    }
}
