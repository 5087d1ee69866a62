package dev.stepwell.gateway.aws;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.options.v1.VoidAnswer;
import dev.stepwell.contracts.wire.FaultStatus;
import dev.stepwell.gateway.identity.Identity;
import dev.stepwell.gateway.identity.SigV4Verifier;
import dev.stepwell.gateway.identity.SignedRequest;
import dev.stepwell.gateway.json.Dialect;
import dev.stepwell.gateway.json.MessageReader;
import dev.stepwell.gateway.json.MessageWriter;
import dev.stepwell.gateway.json.Unreadable;
import dev.stepwell.gateway.limits.Admission;
import dev.stepwell.gateway.shapes.GivenLists;
import dev.stepwell.gateway.shapes.Operation;
import dev.stepwell.gateway.shapes.Services;
import dev.stepwell.gateway.shapes.ShapeCheck;
import dev.stepwell.gateway.upstream.Upstream;
import dev.stepwell.names.Region;
import dev.stepwell.names.Uuid7;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers one AWS JSON request: bounds it, finds the operation, verifies who asks, reads and checks the body, asks the plane, writes
 * the answer. Nothing is parsed before its signature holds. An answer never tells more of our defects than the request id.
 */
public final class AwsJsonDoor {
    private static final Logger LOG = LoggerFactory.getLogger(AwsJsonDoor.class);
    private static final Fault DEFECT = new Fault(
            FaultStatus.INTERNAL,
            "The request processing has failed because of an unknown error, exception or failure.");
    private static final Fault UNKNOWN =
            new Fault(FaultStatus.UNKNOWN_OPERATION, "The requested operation is not known.");

    private final Services services;
    private final SigV4Verifier verifier;
    private final Admission admission;
    private final Upstream upstream;
    private final Region region;
    private final InstantSource clock;
    private final MessageReader reader = new MessageReader(Dialect.AWS);
    private final MessageWriter writer = new MessageWriter(Dialect.AWS);

    /**
     * @param services what may be asked for
     * @param verifier proves who asks
     * @param admission bounds what is under way
     * @param upstream does it
     * @param region the region that this server answers for
     * @param clock dates request ids
     */
    public AwsJsonDoor(
            Services services,
            SigV4Verifier verifier,
            Admission admission,
            Upstream upstream,
            Region region,
            InstantSource clock) {
        this.services = services;
        this.verifier = verifier;
        this.admission = admission;
        this.upstream = upstream;
        this.region = region;
        this.clock = clock;
    }

    /** Answers a request; never throws. */
    public Answer answer(SignedRequest request) {
        String requestId = requestId();
        try {
            admission.checkSize(request.headers(), request.body().length);
            Operation operation = operation(request);
            Identity identity = verifier.verify(request, operation.service().getSigningName());
            Caller caller = identity.caller(region, requestId, request.source());
            try (Admission.Place place =
                    admission.enter(caller, operation.action(), operation.rule().getHeld())) {
                return answer(operation, caller, request.body());
            }
        } catch (Fault fault) {
            return AwsErrors.framework(fault, requestId);
        } catch (RuntimeException | StackOverflowError e) {
            LOG.error("request {} failed", requestId, e);
            return AwsErrors.framework(DEFECT, requestId);
        }
    }

    /** The answer to a request that was too large to be taken in at all. */
    public Answer tooLarge() {
        return AwsErrors.framework(Admission.TOO_LARGE, requestId());
    }

    private String requestId() {
        return Uuid7.make(clock.millis(), ThreadLocalRandom.current()).toString();
    }

    private Operation operation(SignedRequest request) {
        List<String> target = request.header("x-amz-target");
        return Optional.of(target)
                .filter(given -> given.size() == 1 && request.path().equals("/"))
                .flatMap(given -> services.target(given.getFirst()))
                .orElseThrow(() -> UNKNOWN);
    }

    private Answer answer(Operation operation, Caller caller, byte[] body) {
        String requestId = caller.requestId();
        long payload = admission.payload(caller, body.length);
        Message request;
        try {
            MessageReader.Read read = reader.read(operation.input(), body);
            List<String> findings =
                    ShapeCheck.findings(operation.input(), read.wire(), GivenLists.of(read.emptyLists()), payload);
            if (!findings.isEmpty()) {
                return AwsErrors.shape(ShapeCheck.message(findings), requestId);
            }
            request = operation.request().getParserForType().parseFrom(read.wire());
        } catch (Unreadable e) {
            return AwsErrors.framework(new Fault("SerializationException", e.text()), requestId);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("the reader wrote what the parser cannot read", e);
        }
        try {
            Message answer = upstream.call(operation, caller, request);
            return new Answer(200, requestId, body(operation, answer));
        } catch (Fault fault) {
            return AwsErrors.service(operation, fault, requestId);
        }
    }

    private byte[] body(Operation operation, Message answer) {
        boolean nothing = operation.output().members().isEmpty()
                && operation.service().getVoidAnswer() == VoidAnswer.VOID_ANSWER_EMPTY_BODY;
        return nothing ? new byte[0] : writer.write(operation.output(), answer);
    }
}
