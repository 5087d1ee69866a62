package dev.stepwell.execution.bulk;

import com.google.protobuf.Message;
import dev.stepwell.contracts.calling.ActionTable;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.platform.v1.BulkFork;
import dev.stepwell.contracts.platform.v1.ForkExecutionRequest;
import dev.stepwell.contracts.platform.v1.ForkExecutionResponse;
import dev.stepwell.contracts.platform.v1.PauseExecutionRequest;
import dev.stepwell.contracts.platform.v1.ResumeExecutionRequest;
import dev.stepwell.contracts.platform.v1.StartBulkOperationRequest;
import dev.stepwell.contracts.sfn.v1.RedriveExecutionRequest;
import dev.stepwell.contracts.sfn.v1.StopExecutionRequest;
import dev.stepwell.execution.endpoints.Faults;
import java.util.Optional;

/**
 * Does deeds by the single actions, so that each execution is treated and refused as by them.
 *
 * @param actions has the single actions
 */
record Deeds(ActionTable actions) {
    /** What a request asks for; refused with a fault when it says what belongs to another deed. */
    static Deed of(StartBulkOperationRequest request) {
        Deed deed = switch (request.getAction()) {
            case "STOP" ->
                new Deed.Stop(
                        request.hasError() ? Optional.of(request.getError()) : Optional.empty(),
                        request.hasCause() ? Optional.of(request.getCause()) : Optional.empty());
            case "REDRIVE" -> new Deed.Redrive();
            case "FORK" -> new Deed.Fork(request.getFork());
            case "PAUSE" -> new Deed.Pause(request.hasReason() ? Optional.of(request.getReason()) : Optional.empty());
            case "RESUME" -> new Deed.Resume();
            default -> throw Faults.validation("There is no action " + request.getAction() + ".");
        };
        if (!(deed instanceof Deed.Stop) && (request.hasError() || request.hasCause())) {
            throw Faults.validation("Only who is stopped ends with an error and a cause.");
        }
        if (deed instanceof Deed.Fork != request.hasFork()) {
            throw Faults.validation("What forks begin with is said for FORK, and only for it.");
        }
        if (!(deed instanceof Deed.Pause) && request.hasReason()) {
            throw Faults.validation("Only who is paused has a reason.");
        }
        return deed;
    }

    /**
     * Does it to one execution; again under the same token is the same.
     *
     * @param token of the operation
     * @return the execution that was made of it, if the deed makes one
     */
    Optional<String> to(Caller caller, Deed deed, String executionArn, String token) {
        Message answer = switch (deed) {
            case Deed.Stop stop -> ask("StopExecution", caller, stop(stop, executionArn));
            case Deed.Redrive redrive ->
                ask(
                        "RedriveExecution",
                        caller,
                        RedriveExecutionRequest.newBuilder()
                                .setExecutionArn(executionArn)
                                .setClientToken(token)
                                .build());
            case Deed.Fork fork -> ask("ForkExecution", caller, fork(fork.asked(), executionArn, token));
            case Deed.Pause pause -> ask("PauseExecution", caller, pause(pause, executionArn));
            case Deed.Resume resume ->
                ask(
                        "ResumeExecution",
                        caller,
                        ResumeExecutionRequest.newBuilder()
                                .setExecutionArn(executionArn)
                                .build());
        };
        return answer instanceof ForkExecutionResponse forked
                ? Optional.of(forked.getExecutionArn())
                : Optional.empty();
    }

    private Message ask(String action, Caller caller, Message request) {
        return actions.find(action).orElseThrow().answer(caller, request);
    }

    private static StopExecutionRequest stop(Deed.Stop stop, String executionArn) {
        StopExecutionRequest.Builder request = StopExecutionRequest.newBuilder().setExecutionArn(executionArn);
        stop.error().ifPresent(request::setError);
        stop.cause().ifPresent(request::setCause);
        return request.build();
    }

    private static PauseExecutionRequest pause(Deed.Pause pause, String executionArn) {
        PauseExecutionRequest.Builder request =
                PauseExecutionRequest.newBuilder().setExecutionArn(executionArn);
        pause.reason().ifPresent(request::setReason);
        return request.build();
    }

    private static ForkExecutionRequest fork(BulkFork asked, String executionArn, String token) {
        ForkExecutionRequest.Builder request = ForkExecutionRequest.newBuilder()
                .setExecutionArn(executionArn)
                .setClientToken(token)
                .setCurrentRevision(asked.getCurrentRevision());
        if (asked.hasStateName()) {
            request.setStateName(asked.getStateName());
        }
        if (asked.hasInput()) {
            request.setInput(asked.getInput());
        }
        if (asked.hasVariables()) {
            request.setVariables(asked.getVariables());
        }
        return request.build();
    }
}
