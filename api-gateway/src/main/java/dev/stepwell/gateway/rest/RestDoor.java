package dev.stepwell.gateway.rest;

import com.google.protobuf.Message;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.EntityTag;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.options.v1.Plane;
import dev.stepwell.contracts.wire.FaultStatus;
import dev.stepwell.gateway.conditions.Conditions;
import dev.stepwell.gateway.conditions.EntityTags;
import dev.stepwell.gateway.idempotency.IdempotencyDesk;
import dev.stepwell.gateway.idempotency.IdempotencyKey;
import dev.stepwell.gateway.identity.SignedRequest;
import dev.stepwell.gateway.json.Dialect;
import dev.stepwell.gateway.json.MessageWriter;
import dev.stepwell.gateway.json.Unreadable;
import dev.stepwell.gateway.limits.Admission;
import dev.stepwell.gateway.sessions.SessionDoor;
import dev.stepwell.gateway.shapes.Operation;
import dev.stepwell.gateway.shapes.Services;
import dev.stepwell.gateway.upstream.Upstream;
import dev.stepwell.names.Uuid7;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers one REST request: finds the operation by method and path, sees who asks, reads path, query and body, checks them, asks the
 * plane, writes the answer. Nothing of a body is parsed before it is known who asks, unless it is a key.
 */
public final class RestDoor {
    private static final Logger LOG = LoggerFactory.getLogger(RestDoor.class);
    private static final String JSON = "application/json";
    private static final String REQUEST_ID = "x-amzn-RequestId";
    private static final String IF_NONE_MATCH = "if-none-match";
    private static final int NOT_MODIFIED = 304;
    private static final Fault DEFECT =
            new Fault(FaultStatus.INTERNAL, "The request could not be done because of an internal failure.");

    private final Routes routes;
    private final SessionDoor who;
    private final Admission admission;
    private final Upstream upstream;
    private final Once once;
    private final Conditions conditions;
    private final InstantSource clock;
    private final QuestionReader questions = new QuestionReader(Dialect.REST);
    private final MessageWriter writer = new MessageWriter(Dialect.REST);

    /**
     * @param services what may be asked for
     * @param who sees who asks
     * @param admission bounds what is under way
     * @param upstream does it
     * @param desk knows which requests with an idempotency key were done
     * @param clock dates request ids
     */
    public RestDoor(
            Services services,
            SessionDoor who,
            Admission admission,
            Upstream upstream,
            IdempotencyDesk desk,
            InstantSource clock) {
        this.routes = new Routes(services);
        this.once = new Once(desk);
        this.conditions = new Conditions(services);
        this.who = who;
        this.admission = admission;
        this.upstream = upstream;
        this.clock = clock;
    }

    /**
     * Answers a request; never throws.
     *
     * @param secure whether it came by TLS
     */
    public RestAnswer answer(SignedRequest request, boolean secure) {
        String requestId =
                Uuid7.make(clock.millis(), ThreadLocalRandom.current()).toString();
        RestAnswer answer;
        try {
            admission.checkSize(request.headers(), request.body().length);
            answer = switch (routes.find(request.method(), request.path())) {
                case Routes.Found.Match match -> answer(match, request, secure, requestId);
                case Routes.Found.OtherMethods others ->
                    RestErrors.answer(
                                    new Fault("MethodNotAllowed", "This path takes " + others.allowed() + "."),
                                    requestId)
                            .with("Allow", others.allowed());
                case Routes.Found.Nothing nothing ->
                    RestErrors.answer(new Fault("NotFound", "There is nothing at this path."), requestId);
            };
        } catch (Unreadable e) {
            answer = RestErrors.answer(new Fault("SerializationException", e.text()), requestId);
        } catch (RuntimeException | StackOverflowError e) {
            answer = RestErrors.answer(fault(e, requestId), requestId);
        }
        return answer.with(REQUEST_ID, requestId);
    }

    /** The answer to a request that was too large to be taken in at all. */
    public RestAnswer tooLarge() {
        return RestErrors.answer(
                Admission.TOO_LARGE,
                Uuid7.make(clock.millis(), ThreadLocalRandom.current()).toString());
    }

    private static Fault fault(Throwable failure, String requestId) {
        if (failure instanceof Fault fault) {
            return fault;
        }
        LOG.error("request {} failed", requestId, failure);
        return DEFECT;
    }

    private RestAnswer answer(Routes.Found.Match match, SignedRequest request, boolean secure, String requestId)
            throws Unreadable {
        Operation operation = match.route().operation();
        if (operation.rule().getPlane() == Plane.PLANE_GATEWAY) {
            var unused = Once.key(match.route(), request); // which it takes none of
            Message message = questions.read(match, request, 0);
            return session(
                    operation, who.answer(operation.name(), request, message, new SessionDoor.Came(requestId, secure)));
        }
        Caller known =
                who.identify(request, request.method().equals("GET")).caller(who.region(), requestId, request.source());
        Optional<IdempotencyKey> key = Once.key(match.route(), request);
        Caller caller = Conditions.expecting(operation, known, request.header("if-match"));
        Conditions.checkReads(operation, request.header(IF_NONE_MATCH));
        Message message = questions.read(match, request, admission.payload(caller, request.body().length));
        if (operation.isStream()) {
            return stream(operation, caller, message);
        }
        try (Admission.Place place =
                admission.enter(caller, operation.action(), operation.rule().getHeld())) {
            return key.map(given -> new Once.Keyed(given, request, operation, caller))
                    .map(keyed -> once.answer(keyed, message, seeded -> done(operation, caller, seeded, request)))
                    .orElseGet(() -> done(operation, caller, message, request));
        }
    }

    /** Has something done; never throws. */
    private RestAnswer.Whole done(Operation operation, Caller caller, Message message, SignedRequest request) {
        try {
            Message answer = upstream.call(operation, caller, message);
            Optional<EntityTag> tag = conditions.tag(operation, message, answer);
            if (Conditions.isKnown(request.header(IF_NONE_MATCH), answer, tag)) {
                return ok(NOT_MODIFIED, new byte[0], tag);
            }
            return ok(200, writer.write(operation.output(), answer), tag);
        } catch (RuntimeException | StackOverflowError e) {
            return RestErrors.answer(fault(e, caller.requestId()), caller.requestId());
        }
    }

    private RestAnswer session(Operation operation, SessionDoor.Answer answer) {
        RestAnswer whole = ok(200, writer.write(operation.output(), answer.message()), Optional.empty());
        return answer.cookie().map(cookie -> whole.with("Set-Cookie", cookie)).orElse(whole);
    }

    /** What anybody is told is nobody else's: no cache keeps it. */
    private static RestAnswer.Whole ok(int status, byte[] json, Optional<EntityTag> tag) {
        RestAnswer.Whole whole = new RestAnswer.Whole(status, JSON, json, Map.of("Cache-Control", "no-store"));
        return tag.map(current -> whole.with("ETag", EntityTags.header(current)))
                .orElse(whole);
    }

    private RestAnswer stream(Operation operation, Caller caller, Message message) {
        return new RestAnswer.Stream(
                audience -> {
                    try (Admission.Place place = admission.stay(caller, operation.action())) {
                        upstream.watch(
                                operation, caller, message, new EventStream(operation.output(), writer, audience));
                    }
                },
                failure -> problem(failure, caller.requestId()),
                Map.of("Cache-Control", "no-store"));
    }

    private static RestAnswer.Whole problem(Throwable failure, String requestId) {
        return RestErrors.answer(fault(failure, requestId), requestId).with(REQUEST_ID, requestId);
    }
}
