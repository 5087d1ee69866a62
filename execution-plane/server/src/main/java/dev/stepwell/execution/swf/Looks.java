package dev.stepwell.execution.swf;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.swf.v1.DescribeWorkflowExecutionRequest;
import dev.stepwell.contracts.swf.v1.DescribeWorkflowExecutionResponse;
import dev.stepwell.contracts.swf.v1.GetWorkflowExecutionHistoryRequest;
import dev.stepwell.contracts.swf.v1.GetWorkflowExecutionHistoryResponse;
import dev.stepwell.contracts.swf.v1.WorkflowExecutionConfiguration;
import dev.stepwell.contracts.swf.v1.WorkflowExecutionOpenCounts;
import dev.stepwell.engine.turn.Reply;
import dev.stepwell.engine.turn.SwfInput;
import dev.stepwell.engine.workflow.SwfSettings;
import dev.stepwell.engine.workflow.WorkflowExecution;
import dev.stepwell.execution.calls.Calls;
import dev.stepwell.execution.endpoints.Faults;
import dev.stepwell.execution.endpoints.Times;
import dev.stepwell.execution.endpoints.Waits;
import dev.stepwell.execution.histories.swf.Fields;
import dev.stepwell.execution.ports.SwfRuns;
import dev.stepwell.execution.quotas.TenantBounds;
import dev.stepwell.execution.swf.decisions.Texts;
import dev.stepwell.execution.swf.effects.OpenRuns;
import dev.stepwell.execution.tokens.PageTokens;
import dev.stepwell.execution.turns.NotDone;
import dev.stepwell.names.ExecutionKey;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;

/** DescribeWorkflowExecution and GetWorkflowExecutionHistory. A closed run is there for as long as its domain keeps it. */
final class Looks {
    private static final Duration LONGEST = Calls.PATIENCE.plusSeconds(10);

    private final SwfRuns runs;
    private final Retention retention;
    private final Calls calls;
    private final HistoryPages histories;
    private final PageTokens pages;
    private final TenantBounds bounds;

    Looks(
            SwfRuns runs,
            Retention retention,
            Calls calls,
            HistoryPages histories,
            PageTokens pages,
            TenantBounds bounds) {
        this.runs = runs;
        this.retention = retention;
        this.calls = calls;
        this.histories = histories;
        this.pages = pages;
        this.bounds = bounds;
    }

    DescribeWorkflowExecutionResponse describe(Caller caller, DescribeWorkflowExecutionRequest m) {
        SwfRuns.Run run = require(caller, m.getDomain(), m.getExecution());
        Reply.SwfDescribed counts = counts(run);
        DescribeWorkflowExecutionResponse.Builder answer = DescribeWorkflowExecutionResponse.newBuilder()
                .setExecutionInfo(Prints.info(run))
                .setExecutionConfiguration(configuration(run.facts().settings()))
                .setOpenCounts(WorkflowExecutionOpenCounts.newBuilder()
                        .setOpenActivityTasks(counts.activityTasks())
                        .setOpenDecisionTasks(counts.decisionTasks())
                        .setOpenTimers(counts.timers())
                        .setOpenChildWorkflowExecutions(counts.children())
                        .setOpenLambdaFunctions(counts.lambdaFunctions()));
        counts.latestActivityTask().ifPresent(at -> answer.setLatestActivityTaskTimestamp(Times.of(at)));
        counts.latestContext().ifPresent(context -> answer.setLatestExecutionContext(context.text()));
        return answer.build();
    }

    /** What is open the machine knows, wherever the run is held. */
    private Reply.SwfDescribed counts(SwfRuns.Run run) {
        try {
            Reply.Answer answer = Waits.await(calls.call(run.key(), new SwfInput.Describe(0)), LONGEST);
            if (answer instanceof Reply.SwfDescribed described) {
                return described;
            }
            throw Faults.internal();
        } catch (NotDone why) {
            throw SwfFaults.of(why, SwfFaults.unknownExecution(run.facts().execution()));
        }
    }

    private static WorkflowExecutionConfiguration configuration(SwfSettings settings) {
        WorkflowExecutionConfiguration.Builder m = WorkflowExecutionConfiguration.newBuilder()
                .setTaskStartToCloseTimeout(settings.taskStartToClose().text())
                .setExecutionStartToCloseTimeout(
                        settings.executionStartToClose().text())
                .setTaskList(Fields.taskList(settings.taskList()))
                .setChildPolicy(settings.childPolicy().name());
        settings.taskPriority().ifPresent(m::setTaskPriority);
        settings.lambdaRole().ifPresent(m::setLambdaRole);
        return m.build();
    }

    GetWorkflowExecutionHistoryResponse history(Caller caller, GetWorkflowExecutionHistoryRequest m) {
        SwfRuns.Run run = require(caller, m.getDomain(), m.getExecution());
        bounds.ofExecution(run.key(), "GetWorkflowExecutionHistory");
        String query = String.join(
                "\n", "GetWorkflowExecutionHistory", run.key().id().toString(), Boolean.toString(m.getReverseOrder()));
        HistoryPages.Span first = HistoryPages.Span.of(1, Long.MAX_VALUE, m.getReverseOrder(), m.getMaximumPageSize());
        HistoryPages.Span span = Texts.text(m.hasNextPageToken(), m.getNextPageToken())
                .map(token -> first.from(open(caller, query, token)))
                .orElse(first);
        HistoryPages.Page page = histories.page(run.key(), span);
        GetWorkflowExecutionHistoryResponse.Builder answer =
                GetWorkflowExecutionHistoryResponse.newBuilder().addAllEvents(page.events());
        page.next().ifPresent(next -> {
            byte[] cursor = ByteBuffer.allocate(Long.BYTES).putLong(next).array();
            answer.setNextPageToken(pages.seal(caller.tenant(), query, cursor));
        });
        return answer.build();
    }

    private long open(Caller caller, String query, String token) {
        return pages.open(caller.tenant(), query, token)
                .filter(cursor -> cursor.length == Long.BYTES)
                .map(cursor -> ByteBuffer.wrap(cursor).getLong())
                .orElseThrow(SwfFaults::invalidToken);
    }

    private SwfRuns.Run require(
            Caller caller, String domain, dev.stepwell.contracts.swf.v1.WorkflowExecution execution) {
        var keptSince = retention.keptSince(caller, domain);
        WorkflowExecution wanted = new WorkflowExecution(execution.getWorkflowId(), execution.getRunId());
        Optional<ExecutionKey> key = OpenRuns.key(caller.tenant(), wanted.runId());
        return key.flatMap(run -> Waits.read(() -> runs.find(run)))
                .filter(run -> run.facts().domain().equals(domain)
                        && run.facts().execution().equals(wanted))
                .filter(run -> run.closed()
                        .map(closed -> !closed.at().isBefore(keptSince))
                        .orElse(true))
                .orElseThrow(() -> SwfFaults.unknownExecution(wanted));
    }
}
