package dev.stepwell.control.endpoints;

import com.google.protobuf.ByteString;
import dev.stepwell.contracts.calling.ActionTable;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.internal.v1.CloseSessionRequest;
import dev.stepwell.contracts.internal.v1.FindSessionRequest;
import dev.stepwell.contracts.internal.v1.OpenSessionRequest;
import dev.stepwell.contracts.internal.v1.SessionHolder;
import dev.stepwell.contracts.internal.v1.SessionResponse;
import dev.stepwell.contracts.wire.SecretSeal;
import dev.stepwell.control.access.Session;
import dev.stepwell.control.access.Sessions;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What gateways in other processes ask about browsers' sessions; sealed as {@link KeyActions} are. */
final class SessionActions {
    private static final String OPEN = "OpenSession";
    private static final String FIND = "FindSession";
    private static final String CLOSE = "CloseSession";
    private static final Fault UNPROVEN =
            new Fault("AccessDeniedException", "The question is not sealed for this cluster.");

    private final Sessions sessions;
    private final SecretSeal seal;

    SessionActions(Sessions sessions, SecretSeal seal) {
        this.sessions = sessions;
        this.seal = seal;
    }

    ActionTable table() {
        return ActionTable.builder()
                .add(OPEN, OpenSessionRequest.class, this::open)
                .add(FIND, FindSessionRequest.class, this::find)
                .add(CLOSE, CloseSessionRequest.class, this::close)
                .build();
    }

    private SessionResponse open(Caller caller, OpenSessionRequest request) {
        return answer(
                OPEN,
                caller,
                sessions.open(text(OPEN, caller, request.getApiKey()))
                        .map(opened -> holder(opened.session()).setToken(opened.token())));
    }

    private SessionResponse find(Caller caller, FindSessionRequest request) {
        return answer(
                FIND,
                caller,
                sessions.findNow(text(FIND, caller, request.getToken())).map(SessionActions::holder));
    }

    private SessionResponse close(Caller caller, CloseSessionRequest request) {
        sessions.close(text(CLOSE, caller, request.getToken()));
        return SessionResponse.getDefaultInstance();
    }

    private String text(String action, Caller caller, ByteString sealed) {
        byte[] text =
                seal.open(sealed, action + " question " + caller.requestId()).orElseThrow(() -> UNPROVEN);
        return new String(text, StandardCharsets.UTF_8);
    }

    private SessionResponse answer(String action, Caller caller, Optional<SessionHolder.Builder> holder) {
        SessionResponse.Builder answer = SessionResponse.newBuilder();
        holder.ifPresent(
                found -> answer.setHolder(seal.seal(found.build().toByteArray(), action + " " + caller.requestId())));
        return answer.build();
    }

    private static SessionHolder.Builder holder(Session session) {
        return SessionHolder.newBuilder()
                .setKey(KeyActions.holder(session.principal()))
                .setTenantName(session.tenantName())
                .setExpiresAt(session.expiresAt().toEpochMilli());
    }
}
