package dev.stepwell.gateway.idempotency;

import com.google.protobuf.Message;
import dev.stepwell.contracts.calling.ActionTable;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.internal.v1.ClaimIdempotencyKeyRequest;
import dev.stepwell.contracts.internal.v1.ClaimIdempotencyKeyResponse;
import dev.stepwell.contracts.internal.v1.FreeIdempotencyKeyRequest;
import dev.stepwell.contracts.internal.v1.FreeIdempotencyKeyResponse;
import dev.stepwell.contracts.internal.v1.KeepIdempotentAnswerRequest;
import dev.stepwell.contracts.internal.v1.KeepIdempotentAnswerResponse;
import dev.stepwell.contracts.wire.PlaneCall;
import dev.stepwell.contracts.wire.PlanePool;
import java.time.Duration;

/** The control plane, as it is asked about requests that are to be done once. */
public interface IdempotencyDesk {
    /** The error of who gives a key while its request is being done. */
    String IN_USE = "IdempotencyKeyInUse";

    /** Whether an attempt is to do its request, or how it was answered; faults as the contract says. */
    ClaimIdempotencyKeyResponse claim(Caller caller, ClaimIdempotencyKeyRequest request);

    /** The attempt is over, and was answered so. */
    void keep(Caller caller, KeepIdempotentAnswerRequest request);

    /** The attempt has come to nothing. */
    void free(Caller caller, FreeIdempotencyKeyRequest request);

    /** What asks one of the three actions. */
    @FunctionalInterface
    interface Line {
        /** Asks it. */
        <A extends Message> A ask(String action, Caller caller, Message request, A answer);
    }

    /** The control plane in this process. */
    static IdempotencyDesk here(ActionTable control) {
        return over(new Line() {
            @Override
            @SuppressWarnings("unchecked") // an action's answers are of one type
            public <A extends Message> A ask(String action, Caller caller, Message request, A answer) {
                return (A) control.find(action).orElseThrow().answer(caller, request);
            }
        });
    }

    /** The control plane in others. An attempt may ask each of them again. */
    static IdempotencyDesk at(PlanePool control) {
        Duration patience = Duration.ofSeconds(5);
        return over(new Line() {
            @Override
            public <A extends Message> A ask(String action, Caller caller, Message request, A answer) {
                return control.call(new PlaneCall(action, caller, patience, true), request, answer);
            }
        });
    }

    private static IdempotencyDesk over(Line line) {
        return new IdempotencyDesk() {
            @Override
            public ClaimIdempotencyKeyResponse claim(Caller caller, ClaimIdempotencyKeyRequest request) {
                return line.ask(
                        "ClaimIdempotencyKey", caller, request, ClaimIdempotencyKeyResponse.getDefaultInstance());
            }

            @Override
            public void keep(Caller caller, KeepIdempotentAnswerRequest request) {
                var unused = line.ask(
                        "KeepIdempotentAnswer", caller, request, KeepIdempotentAnswerResponse.getDefaultInstance());
            }

            @Override
            public void free(Caller caller, FreeIdempotencyKeyRequest request) {
                var unused = line.ask(
                        "FreeIdempotencyKey", caller, request, FreeIdempotencyKeyResponse.getDefaultInstance());
            }
        };
    }
}
