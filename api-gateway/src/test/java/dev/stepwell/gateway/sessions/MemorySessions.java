package dev.stepwell.gateway.sessions;

import dev.stepwell.gateway.identity.BearerKeys;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.NullUnmarked;

/** Sessions in memory, all of which end at one time. */
@NullUnmarked
public final class MemorySessions implements Sessions {
    public static final Instant END = Instant.parse("2099-01-01T00:00:00Z");

    private final BearerKeys keys;
    private final Map<String, Session> open = new ConcurrentHashMap<>();

    public MemorySessions(BearerKeys keys) {
        this.keys = keys;
    }

    @Override
    public Optional<Opened> open(String apiKey) {
        return keys.find(apiKey).map(identity -> {
            Opened opened = new Opened("token-" + UUID.randomUUID(), new Session(identity, "Acme", END));
            open.put(opened.token(), opened.session());
            return opened;
        });
    }

    @Override
    public Optional<Session> find(String token) {
        return Optional.ofNullable(open.get(token));
    }

    @Override
    public void close(String token) {
        open.remove(token);
    }
}
