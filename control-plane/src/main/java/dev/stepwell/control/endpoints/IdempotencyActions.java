package dev.stepwell.control.endpoints;

import com.google.protobuf.ByteString;
import dev.stepwell.contracts.calling.ActionTable;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.internal.v1.ClaimIdempotencyKeyRequest;
import dev.stepwell.contracts.internal.v1.ClaimIdempotencyKeyResponse;
import dev.stepwell.contracts.internal.v1.FreeIdempotencyKeyRequest;
import dev.stepwell.contracts.internal.v1.FreeIdempotencyKeyResponse;
import dev.stepwell.contracts.internal.v1.KeepIdempotentAnswerRequest;
import dev.stepwell.contracts.internal.v1.KeepIdempotentAnswerResponse;
import dev.stepwell.contracts.internal.v1.KeptAnswer;
import dev.stepwell.control.idempotency.Answer;
import dev.stepwell.control.idempotency.Attempt;
import dev.stepwell.control.idempotency.Claimed;
import dev.stepwell.control.idempotency.IdempotencyKeys;
import java.util.UUID;

/** What gateways ask about requests that are to be done once. */
final class IdempotencyActions {
    private final IdempotencyKeys keys;

    IdempotencyActions(IdempotencyKeys keys) {
        this.keys = keys;
    }

    ActionTable table() {
        return ActionTable.builder()
                .add("ClaimIdempotencyKey", ClaimIdempotencyKeyRequest.class, this::claim)
                .add("KeepIdempotentAnswer", KeepIdempotentAnswerRequest.class, this::keep)
                .add("FreeIdempotencyKey", FreeIdempotencyKeyRequest.class, this::free)
                .build();
    }

    private ClaimIdempotencyKeyResponse claim(Caller caller, ClaimIdempotencyKeyRequest request) {
        Attempt attempt = attempt(request.getKey(), request.getClaim());
        return switch (keys.claim(caller, attempt, request.getFingerprint())) {
            case Claimed.Yours yours ->
                ClaimIdempotencyKeyResponse.newBuilder()
                        .setSeed(yours.seed().toString())
                        .build();
            case Claimed.Done done ->
                ClaimIdempotencyKeyResponse.newBuilder()
                        .setAnswered(print(done.answer()))
                        .build();
        };
    }

    private static KeptAnswer print(Answer answer) {
        KeptAnswer.Builder printed =
                KeptAnswer.newBuilder().setStatus(answer.status()).setContentType(answer.contentType());
        answer.body().ifPresent(printed::setBody);
        return printed.build();
    }

    private KeepIdempotentAnswerResponse keep(Caller caller, KeepIdempotentAnswerRequest request) {
        KeptAnswer answer = request.getAnswer();
        keys.keep(
                caller,
                attempt(request.getKey(), request.getClaim()),
                new Answer(
                        answer.getStatus(),
                        answer.getContentType(),
                        Translation.present(answer.hasBody(), answer.getBody())));
        return KeepIdempotentAnswerResponse.getDefaultInstance();
    }

    private FreeIdempotencyKeyResponse free(Caller caller, FreeIdempotencyKeyRequest request) {
        keys.free(caller, attempt(request.getKey(), request.getClaim()));
        return FreeIdempotencyKeyResponse.getDefaultInstance();
    }

    private static Attempt attempt(ByteString key, String claim) {
        return new Attempt(key, UUID.fromString(claim));
    }
}
