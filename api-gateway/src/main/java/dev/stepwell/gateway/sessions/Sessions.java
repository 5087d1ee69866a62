package dev.stepwell.gateway.sessions;

import dev.stepwell.gateway.identity.Identity;
import java.time.Instant;
import java.util.Optional;

/** Where sessions are kept. A {@code ServiceUnavailable} fault when nobody can be asked. */
public interface Sessions {
    /** Opens a session for the holder of a bearer key, if it is an active one. */
    Optional<Opened> open(String apiKey);

    /** The session of a token, if it is open; what ended elsewhere is believed for five seconds at most. */
    Optional<Session> find(String token);

    /** Ends the session of a token, for every gateway. */
    void close(String token);

    /**
     * A session.
     *
     * @param identity who asks in it
     * @param tenantName what the account is called
     * @param expiresAt when it ends
     */
    record Session(Identity identity, String tenantName, Instant expiresAt) {}

    /**
     * A session just opened.
     *
     * @param token known to its holder alone
     */
    record Opened(String token, Session session) {
        @Override
        public String toString() {
            return "Opened[" + session + "]";
        }
    }
}
