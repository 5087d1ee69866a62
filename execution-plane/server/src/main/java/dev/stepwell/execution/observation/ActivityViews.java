package dev.stepwell.execution.observation;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.platform.v1.ActivityPoller;
import dev.stepwell.contracts.platform.v1.ListActivityPollersRequest;
import dev.stepwell.contracts.platform.v1.ListActivityPollersResponse;
import dev.stepwell.contracts.platform.v1.ListOpenTasksRequest;
import dev.stepwell.contracts.platform.v1.ListOpenTasksResponse;
import dev.stepwell.execution.definitions.Definitions;
import dev.stepwell.execution.endpoints.Arns;
import dev.stepwell.execution.endpoints.Faults;
import dev.stepwell.execution.endpoints.Times;
import dev.stepwell.execution.endpoints.Waits;
import dev.stepwell.execution.ports.Survey;
import dev.stepwell.execution.ports.Survey.AfterTask;
import dev.stepwell.execution.ports.Survey.OpenTask;
import dev.stepwell.execution.ports.Survey.TaskCounts;
import dev.stepwell.execution.ports.TaskLine;
import dev.stepwell.execution.tasks.Pollers;
import dev.stepwell.execution.tokens.PageTokens;
import dev.stepwell.names.Arn;
import dev.stepwell.names.ExecutionId;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** ListOpenTasks and ListActivityPollers. */
record ActivityViews(Survey survey, Definitions definitions, PageTokens tokens, WorkerNames workers, Pollers pollers) {
    private static final int USUAL_PAGE = 100;
    private static final int MOST_POLLERS = 100;
    private static final int CURSOR_BYTES = 36;

    ListOpenTasksResponse openTasks(Caller caller, ListOpenTasksRequest request) {
        String activity = require(caller, request.getActivityArn());
        String query = "ListOpenTasks\n" + activity;
        Optional<AfterTask> after =
                request.hasNextToken() ? Optional.of(open(caller, query, request.getNextToken())) : Optional.empty();
        int page = request.getMaxResults() == 0 ? USUAL_PAGE : request.getMaxResults();
        TaskLine line = TaskLine.ofActivity(activity);
        List<OpenTask> tasks = Waits.read(() -> survey.openTasks(caller.tenant(), line, after, page + 1));
        TaskCounts counts = Waits.read(() -> survey.taskCounts(caller.tenant(), line));
        ListOpenTasksResponse.Builder answer = ListOpenTasksResponse.newBuilder()
                .setScheduledCount(counts.scheduled())
                .setStartedCount(counts.started());
        tasks.stream().limit(page).forEach(task -> answer.addTasks(print(task)));
        if (tasks.size() > page) {
            answer.setNextToken(tokens.seal(caller.tenant(), query, cursor(tasks.get(page - 1))));
        }
        return answer.build();
    }

    ListActivityPollersResponse pollers(Caller caller, ListActivityPollersRequest request) {
        String activity = require(caller, request.getActivityArn());
        ListActivityPollersResponse.Builder answer = ListActivityPollersResponse.newBuilder();
        pollers.seen(caller.tenant(), TaskLine.ofActivity(activity)).entrySet().stream()
                .sorted(Map.Entry.<String, Instant>comparingByValue().reversed())
                .limit(MOST_POLLERS)
                .forEach(seen -> {
                    ActivityPoller.Builder poller = ActivityPoller.newBuilder().setLastSeen(Times.of(seen.getValue()));
                    if (!seen.getKey().isEmpty()) {
                        poller.setWorkerName(seen.getKey());
                    }
                    answer.addPollers(poller);
                });
        return answer.build();
    }

    private String require(Caller caller, String activityArn) {
        Arn.Activity activity = Arns.activity(activityArn);
        if (!Arns.isHere(caller, activity)) {
            throw Faults.noActivity(activityArn);
        }
        definitions.requireActivity(caller, activityArn);
        return activityArn;
    }

    private dev.stepwell.contracts.platform.v1.OpenTask print(OpenTask task) {
        var printed = dev.stepwell.contracts.platform.v1.OpenTask.newBuilder()
                .setExecutionArn(task.facts().executionArn())
                .setStateMachineArn(task.facts().stateMachineArn())
                .setEventId(task.task().scheduledEventId())
                .setStatus(task.handedOut() ? "STARTED" : "SCHEDULED")
                .setScheduledDate(Times.of(task.scheduled()));
        task.lastBeat().ifPresent(beat -> printed.setLastHeartbeat(Times.of(beat)));
        if (task.handedOut()) {
            workers.of(task.key(), task.task()).ifPresent(printed::setWorkerName);
        }
        return printed.build();
    }

    private static byte[] cursor(OpenTask last) {
        UUID id = last.key().id().value();
        return ByteBuffer.allocate(CURSOR_BYTES)
                .putLong(last.scheduled().getEpochSecond())
                .putInt(last.scheduled().getNano())
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .putLong(last.task().scheduledEventId())
                .array();
    }

    private AfterTask open(Caller caller, String query, String token) {
        ByteBuffer in = tokens.open(caller.tenant(), query, token)
                .filter(bytes -> bytes.length == CURSOR_BYTES)
                .map(ByteBuffer::wrap)
                .orElseThrow(Faults::invalidToken);
        Instant scheduled = Instant.ofEpochSecond(in.getLong(), in.getInt());
        return new AfterTask(scheduled, new ExecutionId(new UUID(in.getLong(), in.getLong())), in.getLong());
    }
}
