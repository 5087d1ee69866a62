package dev.stepwell.execution.observation;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.platform.v1.ExecutionWait;
import dev.stepwell.contracts.platform.v1.GetExecutionWaitsRequest;
import dev.stepwell.contracts.platform.v1.GetExecutionWaitsResponse;
import dev.stepwell.contracts.platform.v1.WaitStep;
import dev.stepwell.engine.asl.AslRun;
import dev.stepwell.engine.asl.OpenWait;
import dev.stepwell.engine.asl.OpenWaits;
import dev.stepwell.engine.record.JournalRecord;
import dev.stepwell.engine.turn.TaskRef;
import dev.stepwell.execution.definitions.AslProgram;
import dev.stepwell.execution.definitions.AslPrograms;
import dev.stepwell.execution.definitions.Definitions;
import dev.stepwell.execution.endpoints.Executions;
import dev.stepwell.execution.endpoints.Faults;
import dev.stepwell.execution.endpoints.Times;
import dev.stepwell.execution.endpoints.Waits;
import dev.stepwell.execution.ports.ExecutionRow;
import dev.stepwell.execution.ports.LoadedRun;
import dev.stepwell.execution.ports.Store;
import dev.stepwell.execution.ports.Survey;
import dev.stepwell.execution.ports.Survey.OpenTask;
import dev.stepwell.execution.ports.UnknownRecordException;
import dev.stepwell.execution.turns.NotDone;
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
    private final AslPrograms programs;
    private final WorkerNames workers;

    Explanations(Store store, Survey survey, Executions executions, Definitions definitions, WorkerNames workers) {
        this.store = store;
        this.survey = survey;
        this.executions = executions;
        this.programs = new AslPrograms(definitions);
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
        AslRun run = fold(row);
        Map<TaskRef, OpenTask> tasks = Waits.read(() -> survey.tasksOf(row.key())).stream()
                .collect(Collectors.toMap(OpenTask::task, Function.identity()));
        List<OpenWait> waits = OpenWaits.of(run);
        GetExecutionWaitsResponse.Builder answer = GetExecutionWaitsResponse.newBuilder()
                .setStatus(run.status().name())
                .setLastEventId(run.lastEvent());
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

    /** A snapshot of another version is worth nothing here: then the execution is explained by the nodes of that version. */
    private AslRun fold(ExecutionRow row) {
        AslProgram program = program(row);
        LoadedRun loaded;
        try {
            loaded = Waits.read(() -> store.load(row.key()))
                    .orElseThrow(() -> Faults.noExecution(row.facts().executionArn()));
        } catch (UnknownRecordException e) {
            throw Faults.unavailable();
        }
        AslRun run = loaded.snapshot()
                .map(snapshot -> program.thaw(snapshot.bytes()).orElseThrow(Faults::unavailable))
                .orElseGet(program::fresh);
        for (JournalRecord record : loaded.records()) {
            run = program.machine().apply(run, record);
        }
        return run;
    }

    /** What the execution runs: of a map run's child a part of its machine. */
    private AslProgram program(ExecutionRow row) {
        try {
            if (programs.programOf(row.key(), row.facts()) instanceof AslProgram program) {
                return program;
            }
        } catch (NotDone e) {
            throw Faults.unavailable();
        }
        throw Faults.noExecution(row.facts().executionArn());
    }

    private ExecutionWait print(ExecutionKey key, OpenWait wait, Optional<OpenTask> task, boolean askWorker) {
        ExecutionWait.Builder printed = ExecutionWait.newBuilder()
                .setStateName(wait.state())
                .setKind(wait.why().name())
                .setAttempt(wait.attempt());
        wait.around().forEach(around -> printed.addPath(step(around)));
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

    private static WaitStep step(OpenWait.Around around) {
        WaitStep.Builder step = WaitStep.newBuilder().setStateName(around.state());
        return around.map()
                ? step.setIteration(around.index()).build()
                : step.setBranch(around.index()).build();
    }
}
