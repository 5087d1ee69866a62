package dev.stepwell.execution.journal.codec;

import dev.stepwell.contracts.internal.v1.JournalFormat;
import dev.stepwell.engine.record.Change;
import dev.stepwell.engine.record.DecisionTaskChange;
import dev.stepwell.engine.record.ExecutionChange;
import dev.stepwell.engine.record.FanOutChange;
import dev.stepwell.engine.record.MapRunChange;
import dev.stepwell.engine.record.PauseChange;
import dev.stepwell.engine.record.StateChange;
import dev.stepwell.engine.record.SwfActivityChange;
import dev.stepwell.engine.record.SwfChange;
import dev.stepwell.engine.record.SwfChildChange;
import dev.stepwell.engine.record.SwfExecutionChange;
import dev.stepwell.engine.record.SwfExternalChange;
import dev.stepwell.engine.record.SwfLambdaChange;
import dev.stepwell.engine.record.SwfMarkerChange;
import dev.stepwell.engine.record.SwfTimerChange;
import dev.stepwell.engine.record.TaskChange;
import dev.stepwell.execution.ports.UnknownRecordException;

/** Which family writes and reads which kind of change. */
final class Changes {
    private Changes() {}

    static void write(Change change, JournalFormat.Record.Builder to, ValueWriter values) {
        switch (change) {
            case ExecutionChange c -> ExecutionChanges.write(c, to, values);
            case PauseChange c -> ExecutionChanges.write(c, to);
            case StateChange c -> StateChanges.write(c, to, values);
            case TaskChange c -> TaskChanges.write(c, to, values);
            case FanOutChange c -> FanOutChanges.write(c, to, values);
            case MapRunChange c -> MapRunChanges.write(c, to, values);
            case SwfChange c -> write(c, to, values);
        }
    }

    static Change read(JournalFormat.Record in, ValueReader values) {
        return switch (in.getChangeCase()) {
            case EXECUTION_STARTED -> ExecutionChanges.started(in.getExecutionStarted(), values);
            case EXECUTION_SUCCEEDED -> ExecutionChanges.succeeded(in.getExecutionSucceeded(), values);
            case EXECUTION_FAILED -> ExecutionChanges.failed(in.getExecutionFailed());
            case EXECUTION_TIMED_OUT -> ExecutionChanges.timedOut(in.getExecutionTimedOut());
            case EXECUTION_ABORTED -> ExecutionChanges.aborted(in.getExecutionAborted());
            case EXECUTION_REDRIVEN -> ExecutionChanges.redriven(in.getExecutionRedriven());
            case EXECUTION_PAUSED -> ExecutionChanges.paused(in.getExecutionPaused());
            case EXECUTION_RESUMED -> ExecutionChanges.resumed(in.getExecutionResumed());
            case STATE_ENTERED -> StateChanges.entered(in.getStateEntered(), values);
            case STATE_EXITED -> StateChanges.exited(in.getStateExited(), values);
            case STATE_ABORTED -> StateChanges.aborted(in.getStateAborted());
            case WAIT_ARMED -> StateChanges.waitArmed(in.getWaitArmed());
            case RETRY_ARMED -> StateChanges.retryArmed(in.getRetryArmed());
            case EVALUATION_FAILED -> StateChanges.evaluationFailed(in.getEvaluationFailed());
            case TASK_SCHEDULED -> TaskChanges.scheduled(in.getTaskScheduled(), values);
            case TASK_STARTED -> TaskChanges.started(in.getTaskStarted());
            case TASK_SUBMITTED -> TaskChanges.submitted(in.getTaskSubmitted(), values);
            case TASK_SUCCEEDED -> TaskChanges.succeeded(in.getTaskSucceeded(), values);
            case TASK_FAILED -> TaskChanges.failed(in.getTaskFailed());
            case TASK_TIMED_OUT -> TaskChanges.timedOut(in.getTaskTimedOut());
            case TASK_ENDED_EARLY -> TaskChanges.endedEarly(in.getTaskEndedEarly(), values);
            case BEAT_SEEN -> TaskChanges.beatSeen(in.getBeatSeen());
            case PARALLEL_STARTED -> FanOutChanges.parallelStarted(in.getParallelStarted(), values);
            case PARALLEL_SUCCEEDED -> FanOutChanges.parallelSucceeded(in.getParallelSucceeded());
            case PARALLEL_FAILED -> FanOutChanges.parallelFailed(in.getParallelFailed());
            case MAP_STARTED -> FanOutChanges.mapStarted(in.getMapStarted(), values);
            case MAP_SUCCEEDED -> FanOutChanges.mapSucceeded(in.getMapSucceeded());
            case MAP_FAILED -> FanOutChanges.mapFailed(in.getMapFailed());
            case ITERATION_STARTED -> FanOutChanges.iterationStarted(in.getIterationStarted(), values);
            case ITERATION_SUCCEEDED -> FanOutChanges.iterationSucceeded(in.getIterationSucceeded());
            case ITERATION_FAILED -> FanOutChanges.iterationFailed(in.getIterationFailed());
            case ITERATION_ABORTED -> FanOutChanges.iterationAborted(in.getIterationAborted());
            case MAP_DISTRIBUTED -> FanOutChanges.mapDistributed(in.getMapDistributed(), values);
            case MAP_RUN_STARTED -> FanOutChanges.mapRunStarted(in.getMapRunStarted(), values);
            case MAP_RUN_SUCCEEDED -> FanOutChanges.mapRunSucceeded(in.getMapRunSucceeded(), values);
            case MAP_RUN_FAILED -> FanOutChanges.mapRunFailed(in.getMapRunFailed());
            case MAP_RUN_ABORTED -> FanOutChanges.mapRunAborted(in.getMapRunAborted());
            case MAP_ITEMS_READ -> MapRunChanges.itemsRead(in.getMapItemsRead(), values);
            case MAP_CHILDREN_STARTED -> MapRunChanges.childrenStarted(in.getMapChildrenStarted());
            case MAP_CHILDREN_ENDED -> MapRunChanges.childrenEnded(in.getMapChildrenEnded(), values);
            case MAP_RUN_UPDATED -> MapRunChanges.updated(in.getMapRunUpdated());
            case FAILING -> FanOutChanges.failing(in.getFailing());
            case SWF_EXECUTION -> SwfExecutionChanges.read(in.getSwfExecution(), values);
            case SWF_DECISION_TASK -> DecisionTaskChanges.read(in.getSwfDecisionTask(), values);
            case SWF_ACTIVITY -> SwfActivityChanges.read(in.getSwfActivity(), values);
            case SWF_TIMER -> SwfTimerChanges.read(in.getSwfTimer(), values);
            case SWF_MARKER -> SwfTimerChanges.read(in.getSwfMarker(), values);
            case SWF_CHILD -> SwfChildChanges.read(in.getSwfChild(), values);
            case SWF_EXTERNAL -> SwfExternalChanges.read(in.getSwfExternal(), values);
            case SWF_LAMBDA -> SwfLambdaChanges.read(in.getSwfLambda(), values);
            case CHANGE_NOT_SET -> throw new UnknownRecordException("a kind of record");
        };
    }

    private static void write(SwfChange change, JournalFormat.Record.Builder to, ValueWriter values) {
        switch (change) {
            case SwfExecutionChange c -> to.setSwfExecution(SwfExecutionChanges.write(c, values));
            case DecisionTaskChange c -> to.setSwfDecisionTask(DecisionTaskChanges.write(c, values));
            case SwfActivityChange c -> to.setSwfActivity(SwfActivityChanges.write(c, values));
            case SwfTimerChange c -> to.setSwfTimer(SwfTimerChanges.write(c, values));
            case SwfMarkerChange c -> to.setSwfMarker(SwfTimerChanges.write(c, values));
            case SwfChildChange c -> to.setSwfChild(SwfChildChanges.write(c, values));
            case SwfExternalChange c -> to.setSwfExternal(SwfExternalChanges.write(c, values));
            case SwfLambdaChange c -> to.setSwfLambda(SwfLambdaChanges.write(c, values));
        }
    }
}
