package dev.stepwell.gateway.rest;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.internal.v1.ClaimIdempotencyKeyRequest;
import dev.stepwell.contracts.internal.v1.ClaimIdempotencyKeyResponse;
import dev.stepwell.contracts.internal.v1.FreeIdempotencyKeyRequest;
import dev.stepwell.contracts.internal.v1.KeepIdempotentAnswerRequest;
import dev.stepwell.contracts.internal.v1.KeptAnswer;
import dev.stepwell.contracts.options.v1.ActionRule;
import dev.stepwell.contracts.options.v1.Plane;
import dev.stepwell.gateway.idempotency.IdempotencyDesk;
import dev.stepwell.gateway.idempotency.IdempotencyKey;
import dev.stepwell.gateway.identity.SignedRequest;
import dev.stepwell.gateway.shapes.Member;
import dev.stepwell.gateway.shapes.Operation;
import dev.stepwell.gateway.shapes.WireWriter;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has requests with an idempotency key done once: whoever sends one again is told what the first was told. A request is done by one attempt at a
 * time. What came to nothing (a status of 500 or more, or 429) may be done again.
 *
 * @param desk knows which attempt does a request, and how it was answered
 */
record Once(IdempotencyDesk desk) {
    /** The header of an answer that was given before. */
    static final String REPLAYED = "Idempotency-Replayed";

    private static final Logger LOG = LoggerFactory.getLogger(Once.class);
    private static final String NOT_KEPT = "IdempotentAnswerNotKept";
    private static final String RETRY_AFTER = "Retry-After";
    private static final String SOON = "1";
    private static final int THROTTLED = 429;
    private static final int FAILED = 500;

    /** Whether a key is of use: for what changes something by POST, is not held open, and is not about sessions. */
    static boolean takesKey(Route route) {
        Operation operation = route.operation();
        ActionRule rule = operation.rule();
        return route.method().equals("POST")
                && !rule.getRead()
                && !rule.getHeld()
                && !rule.getUnaudited()
                && rule.getPlane() != Plane.PLANE_GATEWAY
                && !operation.isStream();
    }

    /** The key of a request, if it has one. A key that would promise nothing is refused: throws {@code ValidationException}. */
    static Optional<IdempotencyKey> key(Route route, SignedRequest request) {
        Optional<IdempotencyKey> key = IdempotencyKey.of(request);
        if (key.isPresent() && !takesKey(route)) {
            throw new Fault(
                    "ValidationException",
                    route.operation().name() + " takes no " + IdempotencyKey.HEADER
                            + ": only what changes something by POST, and is not held open.");
        }
        return key;
    }

    /**
     * Does a request with a key, unless it was done.
     *
     * @param message what it asks
     * @param work does it, and throws nothing
     */
    RestAnswer.Whole answer(Keyed keyed, Message message, Function<Message, RestAnswer.Whole> work) {
        ByteString key = keyed.key().digest(keyed.caller());
        String claim = UUID.randomUUID().toString();
        ClaimIdempotencyKeyResponse claimed;
        try {
            claimed = desk.claim(
                    keyed.caller(),
                    ClaimIdempotencyKeyRequest.newBuilder()
                            .setKey(key)
                            .setFingerprint(IdempotencyKey.fingerprint(keyed.request()))
                            .setClaim(claim)
                            .build());
        } catch (Fault fault) {
            RestAnswer.Whole refusal = RestErrors.answer(fault, keyed.caller().requestId());
            return fault.error().equals(IdempotencyDesk.IN_USE) ? refusal.with(RETRY_AFTER, SOON) : refusal;
        }
        if (claimed.hasAnswered()) {
            return again(claimed.getAnswered(), keyed.caller().requestId());
        }
        RestAnswer.Whole answer = work.apply(seeded(keyed.operation(), message, claimed.getSeed()));
        tell(keyed, key, claim, answer);
        return answer;
    }

    /**
     * A request with a key.
     *
     * @param request as it came
     */
    record Keyed(IdempotencyKey key, SignedRequest request, Operation operation, Caller caller) {}

    private static RestAnswer.Whole again(KeptAnswer kept, String requestId) {
        if (!kept.hasBody()) {
            return RestErrors.answer(
                    new Fault(
                            NOT_KEPT,
                            "The request was done, and is not done again; its answer is not kept: it held a secret that is told"
                                    + " once, was too long, or was an operator's.",
                            Map.of("firstStatus", Integer.toString(kept.getStatus()))),
                    requestId);
        }
        return new RestAnswer.Whole(
                kept.getStatus(),
                kept.getContentType(),
                kept.getBody().toByteArray(),
                Map.of("Cache-Control", "no-store", REPLAYED, "true"));
    }

    /**
     * The question, which has the name or token that tells one request from another made of the key, where it has none of its own: so that it is done
     * once even if nobody could note that it was. What comes last in a message counts.
     */
    private static Message seeded(Operation operation, Message message, String seed) {
        Optional<Member> member =
                operation.input().members().stream().filter(Member::once).findFirst();
        if (member.isEmpty()) {
            return message;
        }
        WireWriter first = new WireWriter(seed.length());
        boolean unused = first.text(member.get().number(), seed.toCharArray(), 0, seed.length());
        try {
            return message.getParserForType()
                    .parseFrom(ByteString.copyFrom(first.toBytes()).concat(message.toByteString()));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("what was written cannot be read", e);
        }
    }

    /** A desk that cannot be told is no reason to keep the answer from the client: the key is free again when the attempt counts as dead. */
    private void tell(Keyed keyed, ByteString key, String claim, RestAnswer.Whole answer) {
        try {
            if (answer.status() >= FAILED || answer.status() == THROTTLED) {
                desk.free(
                        keyed.caller(),
                        FreeIdempotencyKeyRequest.newBuilder()
                                .setKey(key)
                                .setClaim(claim)
                                .build());
                return;
            }
            boolean secret = keyed.operation().rule().getSecret() && answer.status() == 200;
            KeptAnswer.Builder kept =
                    KeptAnswer.newBuilder().setStatus(answer.status()).setContentType(answer.contentType());
            if (!secret) {
                kept.setBody(ByteString.copyFrom(answer.body()));
            }
            desk.keep(
                    keyed.caller(),
                    KeepIdempotentAnswerRequest.newBuilder()
                            .setKey(key)
                            .setClaim(claim)
                            .setAnswer(kept)
                            .build());
        } catch (RuntimeException e) {
            LOG.warn(
                    "request {} has an idempotency key, and how it ended could not be noted: {}",
                    keyed.caller().requestId(),
                    e.toString());
        }
    }
}
