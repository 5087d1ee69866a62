package dev.stepwell.execution.endpoints;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.platform.v1.PauseExecutionRequest;
import dev.stepwell.contracts.platform.v1.PauseExecutionResponse;
import dev.stepwell.contracts.platform.v1.ResumeExecutionRequest;
import dev.stepwell.contracts.platform.v1.ResumeExecutionResponse;
import dev.stepwell.engine.turn.Input;
import dev.stepwell.engine.turn.Reply;
import dev.stepwell.execution.turns.NotDone;
import dev.stepwell.names.ExecutionKey;
import java.util.Optional;

/** PauseExecution and ResumeExecution. */
record Pauses(PauseCalls calls, Executions executions) {
    PauseExecutionResponse pause(Caller caller, PauseExecutionRequest request) {
        Input.Pause pause = new Input.Pause(
                0,
                Optional.of(caller.principal()),
                request.hasReason() ? Optional.of(request.getReason()) : Optional.empty());
        if (ask(caller, request.getExecutionArn(), pause) instanceof Reply.Paused paused) {
            return PauseExecutionResponse.newBuilder()
                    .setPauseDate(Times.of(paused.pauseDate()))
                    .build();
        }
        throw Faults.internal();
    }

    ResumeExecutionResponse resume(Caller caller, ResumeExecutionRequest request) {
        if (ask(caller, request.getExecutionArn(), new Input.Resume(0)) instanceof Reply.Resumed) {
            return ResumeExecutionResponse.getDefaultInstance();
        }
        throw Faults.internal();
    }

    private Reply.Answer ask(Caller caller, String executionArn, Input input) {
        ExecutionKey key = executions.require(caller, executionArn).key();
        try {
            Reply.Answer answer = calls.tell(key, caller.region().value(), input);
            if (answer instanceof Reply.NotRunning) {
                throw Faults.ended(executionArn);
            }
            return answer;
        } catch (NotDone.Unknown gone) {
            throw Faults.noExecution(executionArn);
        } catch (NotDone why) {
            throw Waits.fault(why);
        }
    }
}
