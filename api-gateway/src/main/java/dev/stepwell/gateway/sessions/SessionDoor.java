package dev.stepwell.gateway.sessions;

import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.platform.v1.CreateSessionRequest;
import dev.stepwell.contracts.platform.v1.DeleteSessionResponse;
import dev.stepwell.contracts.platform.v1.Session;
import dev.stepwell.gateway.identity.BearerKeys;
import dev.stepwell.gateway.identity.Identity;
import dev.stepwell.gateway.identity.SignedRequest;
import dev.stepwell.names.Region;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Who asks over REST: the holder of a bearer key, or of a session. And the three actions that are about sessions.
 *
 * @param keys whose a key is
 * @param sessions where sessions are kept
 * @param region of this server
 * @param clock tells how long a session lasts
 */
public record SessionDoor(BearerKeys keys, Sessions sessions, Region region, InstantSource clock) {
    private static final String SCHEME = "bearer ";
    private static final Fault MISSING =
            new Fault("MissingAuthenticationTokenException", "Missing Authentication Token");
    private static final Fault UNRECOGNIZED =
            new Fault("UnrecognizedClientException", "The security token included in the request is invalid.");

    /**
     * An answer about a session.
     *
     * @param cookie the header Set-Cookie, if the browser's cookie changes
     */
    public record Answer(Message message, Optional<String> cookie) {}

    /**
     * Who asks; refuses requests without a key or session, and those with a session that another site's page may have sent.
     *
     * @param reads whether the request changes nothing
     */
    public Identity identify(SignedRequest request, boolean reads) {
        List<String> authorization = request.header("authorization");
        if (!authorization.isEmpty()) {
            return bearer(authorization).flatMap(keys::find).orElseThrow(() -> UNRECOGNIZED);
        }
        String token = Cookie.read(request).orElseThrow(() -> MISSING);
        Sessions.Session session = sessions.find(token).orElseThrow(() -> UNRECOGNIZED);
        if (!reads) {
            Csrf.check(request, token);
        }
        return session.identity();
    }

    /**
     * Does an action that is about sessions.
     *
     * @param secure whether the browser came by TLS
     */
    public Answer answer(String action, SignedRequest request, Message message, boolean secure) {
        return switch (action) {
            case "CreateSession" -> create(((CreateSessionRequest) message).getApiKey(), secure);
            case "GetSession" -> current(request);
            case "DeleteSession" -> delete(request, secure);
            default -> throw new IllegalStateException("no action about sessions: " + action);
        };
    }

    /** Needs no token against forgery: whoever forges it must know a key. */
    private Answer create(String apiKey, boolean secure) {
        Sessions.Opened opened = sessions.open(apiKey.strip()).orElseThrow(() -> UNRECOGNIZED);
        Duration life = Duration.between(clock.instant(), opened.session().expiresAt());
        return new Answer(
                message(opened.token(), opened.session()), Optional.of(Cookie.set(opened.token(), life, secure)));
    }

    private Answer current(SignedRequest request) {
        String token = Cookie.read(request).orElseThrow(() -> MISSING);
        Sessions.Session session = sessions.find(token).orElseThrow(() -> UNRECOGNIZED);
        return new Answer(message(token, session), Optional.empty());
    }

    private Answer delete(SignedRequest request, boolean secure) {
        String token = Cookie.read(request).orElseThrow(() -> MISSING);
        Csrf.check(request, token);
        sessions.close(token);
        return new Answer(DeleteSessionResponse.getDefaultInstance(), Optional.of(Cookie.clear(secure)));
    }

    private Session message(String token, Sessions.Session session) {
        return Session.newBuilder()
                .setAccount(session.identity().account().value())
                .setTenantName(session.tenantName())
                .setRegion(region.value())
                .setCsrfToken(Csrf.token(token))
                .setExpiresAt(
                        Timestamp.newBuilder().setSeconds(session.expiresAt().getEpochSecond()))
                .build();
    }

    private static Optional<String> bearer(List<String> authorization) {
        String header = authorization.getFirst();
        return authorization.size() == 1 && header.toLowerCase(Locale.ROOT).startsWith(SCHEME)
                ? Optional.of(header.substring(SCHEME.length()).strip())
                : Optional.empty();
    }
}
