package dev.stepwell.gateway.rest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Message;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.options.v1.Options;
import dev.stepwell.contracts.scheduler.v1.Errors;
import dev.stepwell.contracts.wire.FaultStatus;
import dev.stepwell.gateway.identity.SigV4Verifier;
import dev.stepwell.gateway.identity.SignedRequest;
import dev.stepwell.gateway.json.Dialect;
import dev.stepwell.gateway.json.MessageWriter;
import dev.stepwell.gateway.json.Unreadable;
import dev.stepwell.gateway.limits.Admission;
import dev.stepwell.gateway.shapes.Operation;
import dev.stepwell.gateway.shapes.Services;
import dev.stepwell.gateway.upstream.Upstream;
import dev.stepwell.names.Region;
import dev.stepwell.names.Uuid7;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers AWS's clients for services that they ask by REST-JSON: signed requests at the paths of the contract without the {@code /v1} before
 * them. Nothing of a body is parsed before its signature holds.
 */
public final class AwsRestDoor {
    private static final Logger LOG = LoggerFactory.getLogger(AwsRestDoor.class);
    private static final JsonFactory JSON = new JsonFactory();
    private static final String CONTENT_TYPE = "application/json";
    private static final int BAD_REQUEST = 400;
    private static final Fault DEFECT =
            new Fault("InternalServerException", "The request could not be done because of an internal failure.");
    private static final Fault UNKNOWN =
            new Fault(FaultStatus.UNKNOWN_OPERATION, "The requested operation is not known.");

    /** The statuses of the model's errors, and those of the framework's. */
    private static final Map<String, Integer> STATUS = statuses();

    private final Routes routes;
    private final SigV4Verifier verifier;
    private final Admission admission;
    private final Upstream upstream;
    private final Region region;
    private final InstantSource clock;
    private final QuestionReader questions = new QuestionReader(Dialect.AWS);
    private final MessageWriter writer = new MessageWriter(Dialect.AWS);

    /**
     * @param services what may be asked for
     * @param verifier proves who asks
     * @param admission bounds what is under way
     * @param upstream does it
     * @param region the region that this server answers for
     * @param clock dates request ids
     */
    public AwsRestDoor(
            Services services,
            SigV4Verifier verifier,
            Admission admission,
            Upstream upstream,
            Region region,
            InstantSource clock) {
        this.routes = new Routes(services);
        this.verifier = verifier;
        this.admission = admission;
        this.upstream = upstream;
        this.region = region;
        this.clock = clock;
    }

    private static Map<String, Integer> statuses() {
        Map<String, Integer> statuses = Errors.getDescriptor().getMessageTypes().stream()
                .collect(Collectors.toMap(
                        Descriptor::getName,
                        error -> error.getOptions().getExtension(Options.error).getHttpStatus()));
        statuses.putAll(Map.of(
                "AccessDeniedException",
                403,
                "UnrecognizedClientException",
                403,
                "InvalidSignatureException",
                403,
                "MissingAuthenticationTokenException",
                403,
                "IncompleteSignatureException",
                403,
                "RequestEntityTooLargeException",
                413,
                FaultStatus.UNKNOWN_OPERATION,
                404,
                FaultStatus.INTERNAL,
                500,
                FaultStatus.UNAVAILABLE,
                503));
        return Map.copyOf(statuses);
    }

    /** Answers a request; never throws. */
    public RestAnswer.Whole answer(SignedRequest request) {
        String requestId =
                Uuid7.make(clock.millis(), ThreadLocalRandom.current()).toString();
        RestAnswer.Whole answer;
        try {
            admission.checkSize(request.headers(), request.body().length);
            answer = answer(request, requestId);
        } catch (Unreadable e) {
            answer = refusal(new Fault("SerializationException", e.text()));
        } catch (Fault fault) {
            answer = refusal(fault);
        } catch (RuntimeException | StackOverflowError e) {
            LOG.error("request {} failed", requestId, e);
            answer = refusal(DEFECT);
        }
        return answer.with("x-amzn-RequestId", requestId);
    }

    /** The answer to a request that was too large to be taken in at all. */
    public RestAnswer.Whole tooLarge() {
        return refusal(Admission.TOO_LARGE);
    }

    private RestAnswer.Whole answer(SignedRequest request, String requestId) throws Unreadable {
        if (!(routes.find(request.method(), "/v1" + request.path()) instanceof Routes.Found.Match match)
                || !match.route().operation().service().getRestJson()) {
            throw UNKNOWN;
        }
        Operation operation = match.route().operation();
        Caller caller = verifier.verify(request, operation.service().getSigningName())
                .caller(region, requestId, request.source());
        Message question = questions.read(match, request, admission.payload(caller, request.body().length));
        try (Admission.Place place =
                admission.enter(caller, operation.action(), operation.rule().getHeld())) {
            byte[] body = writer.write(operation.output(), upstream.call(operation, caller, question));
            return new RestAnswer.Whole(200, CONTENT_TYPE, body, Map.of());
        }
    }

    /** The name of the error is in a header, and its message in the body. */
    private static RestAnswer.Whole refusal(Fault fault) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator out = JSON.createGenerator(bytes)) {
            out.writeStartObject();
            out.writeStringField("Message", fault.text());
            out.writeEndObject();
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory cannot fail to be written", e);
        }
        return new RestAnswer.Whole(
                STATUS.getOrDefault(fault.error(), BAD_REQUEST),
                CONTENT_TYPE,
                bytes.toByteArray(),
                Map.of("x-amzn-ErrorType", fault.error()));
    }
}
