package dev.stepwell.gateway.sessions;

import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.platform.v1.CreateSessionRequest;
import dev.stepwell.contracts.platform.v1.DeleteSessionResponse;
import dev.stepwell.contracts.platform.v1.Session;
import dev.stepwell.gateway.audit.AuditTrail;
import dev.stepwell.gateway.identity.BearerKeys;
import dev.stepwell.gateway.identity.Identity;
import dev.stepwell.gateway.identity.SignedRequest;
import dev.stepwell.gateway.limits.FailedSignIns;
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
 * @param audit notes who signed in and out; who is nobody's is in no audit
 * @param failed who has failed to sign in too often
 */
public record SessionDoor(
        BearerKeys keys,
        Sessions sessions,
        Region region,
        InstantSource clock,
        AuditTrail audit,
        FailedSignIns failed) {
    private static final String ACTION = "stepwell:";
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
     * @param came how the request came
     */
    public Answer answer(String action, SignedRequest request, Message message, Came came) {
        return switch (action) {
            case "CreateSession" -> create(request, ((CreateSessionRequest) message).getApiKey(), came);
            case "GetSession" -> current(request);
            case "DeleteSession" -> delete(request, came);
            default -> throw new IllegalStateException("no action about sessions: " + action);
        };
    }

    /**
     * How a request came.
     *
     * @param requestId what it is called
     * @param secure whether by TLS
     */
    public record Came(String requestId, boolean secure) {}

    /**
     * Needs no token against forgery: whoever forges it must know a key. Whose that is, is known only when the session is there: one that cannot be
     * noted in the audit is closed again.
     */
    private Answer create(SignedRequest request, String apiKey, Came came) {
        failed.check(request.source());
        Sessions.Opened opened = sessions.open(apiKey.strip()).orElseThrow(() -> {
            failed.failed(request.source());
            return UNRECOGNIZED;
        });
        try {
            noted(opened.session(), "CreateSession", request, came).done();
        } catch (RuntimeException e) {
            sessions.close(opened.token());
            throw e;
        }
        Duration life = Duration.between(clock.instant(), opened.session().expiresAt());
        boolean secure = came.secure();
        return new Answer(
                message(opened.token(), opened.session()), Optional.of(Cookie.set(opened.token(), life, secure)));
    }

    private Answer current(SignedRequest request) {
        String token = Cookie.read(request).orElseThrow(() -> MISSING);
        Sessions.Session session = sessions.find(token).orElseThrow(() -> UNRECOGNIZED);
        return new Answer(message(token, session), Optional.empty());
    }

    /** One that is not there any more is signed out of as well: nobody has done anything then. */
    private Answer delete(SignedRequest request, Came came) {
        String token = Cookie.read(request).orElseThrow(() -> MISSING);
        Optional<AuditTrail.Noted> noted =
                sessions.find(token).map(session -> noted(session, "DeleteSession", request, came));
        try {
            Csrf.check(request, token);
            sessions.close(token);
        } catch (RuntimeException e) {
            noted.ifPresent(each -> each.failed(e));
            throw e;
        }
        noted.ifPresent(AuditTrail.Noted::done);
        return new Answer(DeleteSessionResponse.getDefaultInstance(), Optional.of(Cookie.clear(came.secure())));
    }

    private AuditTrail.Noted noted(Sessions.Session session, String action, SignedRequest request, Came came) {
        Identity who = session.identity();
        Caller caller = new Caller(
                who.tenant(),
                who.account(),
                region,
                who.principal(),
                who.scopes(),
                came.requestId(),
                List.of(),
                request.source());
        return audit.begin(caller, ACTION + action, "*");
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
