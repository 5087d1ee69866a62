package dev.stepwell.gateway.grpc;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.EntityTag;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.wire.FaultStatus;
import dev.stepwell.gateway.conditions.EntityTags;
import dev.stepwell.gateway.identity.BearerKeys;
import dev.stepwell.gateway.identity.Identity;
import dev.stepwell.names.Region;
import dev.stepwell.names.Uuid7;
import io.grpc.Attributes;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Lets nobody in without a key: {@code authorization: Bearer KEY}. Gives every call a request id and tells it in the headers.
 *
 * @param keys know whose a key is
 * @param region of every caller that comes by here
 */
record BearerCheck(BearerKeys keys, Region region) implements ServerInterceptor {
    /** Who asks, for the call that runs in the context. */
    static final Context.Key<Caller> CALLER = Context.key("caller");

    /** The key that was shown, for calls that outlive the belief in it. */
    static final Context.Key<String> TOKEN = Context.key("token");

    static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
    /** What the client expects of what it wants changed, as in REST's header; empty when it says nothing. */
    static final Context.Key<List<String>> IF_MATCH = Context.key("if-match");

    /** Where the tag of the answer goes. */
    static final Context.Key<AtomicReference<@Nullable EntityTag>> TAG = Context.key("tag");

    private static final Metadata.Key<String> IF_MATCH_HEADER =
            Metadata.Key.of("if-match", Metadata.ASCII_STRING_MARSHALLER);
    private static final Metadata.Key<String> ETAG = Metadata.Key.of("etag", Metadata.ASCII_STRING_MARSHALLER);
    static final Metadata.Key<String> REQUEST_ID =
            Metadata.Key.of("x-amzn-requestid", Metadata.ASCII_STRING_MARSHALLER);

    private static final String SCHEME = "bearer ";
    private static final Fault MISSING =
            new Fault("MissingAuthenticationTokenException", "Missing Authentication Token");
    static final Fault UNRECOGNIZED =
            new Fault("UnrecognizedClientException", "The security token included in the request is invalid.");

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        String requestId = Uuid7.make(System.currentTimeMillis(), ThreadLocalRandom.current())
                .toString();
        Optional<String> token = token(headers.get(AUTHORIZATION));
        if (token.isEmpty()) {
            return refuse(call, MISSING);
        }
        Caller caller;
        try {
            Identity identity = keys.find(token.get()).orElseThrow(() -> UNRECOGNIZED);
            caller = identity.caller(region, requestId, source(call.getAttributes()));
        } catch (Fault fault) { // Nobody's key; or who knows the keys cannot be asked now.
            return refuse(call, fault);
        }
        AtomicReference<@Nullable EntityTag> tag = new AtomicReference<>();
        Context context = Context.current()
                .withValue(CALLER, caller)
                .withValue(TOKEN, token.get())
                .withValue(IF_MATCH, lines(headers))
                .withValue(TAG, tag);
        return Contexts.interceptCall(context, new Numbered<>(call, requestId, tag), headers, next);
    }

    private static List<String> lines(Metadata headers) {
        List<String> lines = new ArrayList<>();
        Iterable<String> given = headers.getAll(IF_MATCH_HEADER);
        if (given != null) {
            given.forEach(lines::add);
        }
        return lines;
    }

    private static String source(Attributes call) {
        return call.get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR) instanceof InetSocketAddress remote
                ? remote.getAddress().getHostAddress()
                : "";
    }

    private static Optional<String> token(@Nullable String authorization) {
        return Optional.ofNullable(authorization)
                .filter(given -> given.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                .map(given -> given.substring(SCHEME.length()).strip());
    }

    private static <Q, A> ServerCall.Listener<Q> refuse(ServerCall<Q, A> call, Fault fault) {
        StatusRuntimeException refusal = FaultStatus.of(fault, FaultStatus.PUBLIC_TEXT);
        Metadata trailers = refusal.getTrailers();
        call.close(refusal.getStatus(), trailers == null ? new Metadata() : trailers);
        return new ServerCall.Listener<>() {};
    }

    /** A call that tells its request id in headers and trailers, and the tag of its answer in headers. */
    private static final class Numbered<Q, A> extends SimpleForwardingServerCall<Q, A> {
        private final String requestId;
        private final AtomicReference<@Nullable EntityTag> tag;

        Numbered(ServerCall<Q, A> call, String requestId, AtomicReference<@Nullable EntityTag> tag) {
            super(call);
            this.requestId = requestId;
            this.tag = tag;
        }

        @Override
        public void sendHeaders(Metadata headers) {
            headers.put(REQUEST_ID, requestId);
            EntityTag current = tag.get();
            if (current != null) {
                headers.put(ETAG, EntityTags.header(current));
            }
            super.sendHeaders(headers);
        }

        @Override
        public void close(Status status, Metadata trailers) {
            trailers.put(REQUEST_ID, requestId);
            super.close(status, trailers);
        }
    }
}
