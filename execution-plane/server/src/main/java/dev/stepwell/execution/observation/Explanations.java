package dev.stepwell.execution.observation;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.platform.v1.ExecutionWait;
import dev.stepwell.contracts.platform.v1.GetExecutionWaitsRequest;
import dev.stepwell.contracts.platform.v1.GetExecutionWaitsResponse;
import dev.stepwell.engine.asl.AslRun;
import dev.stepwell.engine.asl.OpenWait;
import dev.stepwell.engine.asl.OpenWaits;
import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.engine.turn.TaskRef;
import dev.stepwell.execution.endpoints.Executions;
import dev.stepwell.execution.endpoints.Times;
import dev.stepwell.execution.endpoints.Waits;
import dev.stepwell.execution.ports.ExecutionRow;
import dev.stepwell.execution.ports.Store;
import dev.stepwell.execution.ports.Survey;
import dev.stepwell.execution.ports.Survey.OpenTask;
import dev.stepwell.names.ExecutionKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** GetExecutionWaits: folds the records as they stand and asks the state, on whatever node the question came to. */
final class Explanations {
    private static final int MOST = 1_000;
    private static final int MOST_WORKERS = 50;

    private final Store store;
    private final Survey survey;
    private final Executions executions;
    private final Folds folds;
    private final WorkerNames workers;

    Explanations(Store store, Survey survey, Executions executions, Folds folds, WorkerNames workers) {
        this.store = store;
        this.survey = survey;
        this.executions = executions;
        this.folds = folds;
        this.workers = workers;
    }

    GetExecutionWaitsResponse waits(Caller caller, GetExecutionWaitsRequest request) {
        ExecutionRow row = executions.require(caller, request.getExecutionArn());
        if (row.status().isTerminal()) {
            return GetExecutionWaitsResponse.newBuilder()
                    .setStatus(row.status().name())
                    .setLastEventId(lastEvent(row.key()))
                    .build();
        }
        AslRun run = folds.now(row);
        Map<TaskRef, OpenTask> tasks = Waits.read(() -> survey.tasksOf(row.key())).stream()
                .collect(Collectors.toMap(OpenTask::task, Function.identity()));
        List<OpenWait> waits = OpenWaits.of(run);
        GetExecutionWaitsResponse.Builder answer = GetExecutionWaitsResponse.newBuilder()
                .setStatus(run.status().name())
                .setLastEventId(run.lastEvent());
        run.paused().map(StateViews::print).ifPresent(answer::setPause);
        int asked = 0;
        for (OpenWait wait : waits.subList(0, Math.min(MOST, waits.size()))) {
            Optional<OpenTask> task = wait.task().map(tasks::get);
            boolean worker = wait.why() == OpenWait.Why.HEARTBEAT && asked++ < MOST_WORKERS;
            answer.addWaits(print(row.key(), wait, task, worker));
        }
        if (waits.size() > MOST) {
            answer.setTruncated(true);
        }
        return answer.build();
    }

    private long lastEvent(ExecutionKey key) {
        return Waits.read(() -> store.events(key, new Store.EventQuery(Long.MAX_VALUE, 1, true))).stream()
                .mapToLong(JournalRecord::eventId)
                .findFirst()
                .orElse(0);
    }

    private ExecutionWait print(ExecutionKey key, OpenWait wait, Optional<OpenTask> task, boolean askWorker) {
        ExecutionWait.Builder printed = ExecutionWait.newBuilder()
                .setStateName(wait.state())
                .setKind(wait.why().name())
                .setAttempt(wait.attempt());
        wait.around().forEach(around -> printed.addPath(StateViews.step(around)));
        wait.since().or(() -> task.map(OpenTask::scheduled)).ifPresent(since -> printed.setSince(Times.of(since)));
        wait.until().ifPresent(until -> printed.setUntil(Times.of(until)));
        wait.resource().ifPresent(printed::setResource);
        wait.task().ifPresent(ref -> printed.setEventId(ref.scheduledEventId()));
        task.flatMap(OpenTask::lastBeat).ifPresent(beat -> printed.setLastHeartbeat(Times.of(beat)));
        if (askWorker) {
            wait.task().flatMap(ref -> workers.of(key, ref)).ifPresent(printed::setWorkerName);
        }
        if (wait.why() == OpenWait.Why.CONCURRENCY) {
            printed.setWaitingCount(wait.waiting());
        }
        return printed.build();
    }
}
