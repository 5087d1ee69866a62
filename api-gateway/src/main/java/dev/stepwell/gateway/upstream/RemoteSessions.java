package dev.stepwell.gateway.upstream;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.ShortMemory;
import dev.stepwell.contracts.internal.v1.CloseSessionRequest;
import dev.stepwell.contracts.internal.v1.FindSessionRequest;
import dev.stepwell.contracts.internal.v1.OpenSessionRequest;
import dev.stepwell.contracts.internal.v1.SessionHolder;
import dev.stepwell.contracts.internal.v1.SessionResponse;
import dev.stepwell.contracts.wire.PlaneCall;
import dev.stepwell.contracts.wire.PlanePool;
import dev.stepwell.contracts.wire.Processes;
import dev.stepwell.contracts.wire.SecretSeal;
import dev.stepwell.gateway.sessions.Sessions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Sessions that the control plane keeps in other processes, as {@link RemoteKeys} has keys. */
public final class RemoteSessions implements Sessions {
    private static final Duration BELIEVED = Duration.ofSeconds(4);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int REMEMBERED = 50_000;
    private static final int LONGEST_TOKEN = 256;
    private static final String OPEN = "OpenSession";
    private static final String FIND = "FindSession";
    private static final String CLOSE = "CloseSession";

    private final PlanePool control;
    private final SecretSeal seal;
    private final ShortMemory<Session> known;

    /**
     * @param control processes that keep the sessions; closing the pool is its owner's business
     * @param seal opens what they say
     * @param nanoTime a clock that only goes forward, such as {@link System#nanoTime}
     */
    public RemoteSessions(PlanePool control, SecretSeal seal, LongSupplier nanoTime) {
        this.control = control;
        this.seal = seal;
        this.known = new ShortMemory<>(BELIEVED, REMEMBERED, nanoTime);
    }

    @Override
    public Optional<Opened> open(String apiKey) {
        if (apiKey.length() > LONGEST_TOKEN) {
            return Optional.empty();
        }
        Caller me = Processes.asking("gateway");
        OpenSessionRequest question = OpenSessionRequest.newBuilder()
                .setApiKey(sealed(apiKey, OPEN, me))
                .build();
        return ask(OPEN, me, question, false).map(holder -> new Opened(holder.getToken(), session(holder)));
    }

    @Override
    public Optional<Session> find(String token) {
        return token.length() > LONGEST_TOKEN
                ? Optional.empty()
                : known.get(RemoteKeys.digest(token), digest -> askFor(token));
    }

    private Optional<Session> askFor(String token) {
        Caller me = Processes.asking("gateway");
        FindSessionRequest question = FindSessionRequest.newBuilder()
                .setToken(sealed(token, FIND, me))
                .build();
        return ask(FIND, me, question, true).map(RemoteSessions::session);
    }

    @Override
    public void close(String token) {
        Caller me = Processes.asking("gateway");
        CloseSessionRequest question = CloseSessionRequest.newBuilder()
                .setToken(sealed(token, CLOSE, me))
                .build();
        ask(CLOSE, me, question, true);
        known.forget(RemoteKeys.digest(token));
    }

    private ByteString sealed(String text, String action, Caller me) {
        return seal.seal(text.getBytes(StandardCharsets.UTF_8), action + " question " + me.requestId());
    }

    private Optional<SessionHolder> ask(String action, Caller me, Message question, boolean repeatable) {
        SessionResponse answer = control.call(
                new PlaneCall(action, me, PATIENCE, repeatable), question, SessionResponse.getDefaultInstance());
        return answer.hasHolder()
                ? Optional.of(seal.open(answer.getHolder(), action + " " + me.requestId())
                        .map(RemoteSessions::read)
                        .orElseThrow(
                                () -> new IllegalStateException("the answer to " + action + " is not sealed for it")))
                : Optional.empty();
    }

    private static SessionHolder read(byte[] opened) {
        try {
            return SessionHolder.parseFrom(opened);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("what was sealed is not a session's holder", e);
        }
    }

    private static Session session(SessionHolder holder) {
        return new Session(
                RemoteKeys.identity(holder.getKey()),
                holder.getTenantName(),
                Instant.ofEpochMilli(holder.getExpiresAt()));
    }
}
