package dev.stepwell.execution.ready;

import dev.stepwell.execution.ports.Clock;
import io.lettuce.core.RedisException;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The connections to Redis: one for commands, one that listens. They come and go by themselves; without one, commands are not sent and
 * questions are not answered, at once.
 */
final class RedisLink implements AutoCloseable {
    private static final Logger LOG = System.getLogger(RedisLink.class.getName());
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final RedisServers servers;
    private final Clock clock;
    private final List<String> channels;
    private final Duration patience;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private volatile RedisServers.@Nullable Line commands;
    private volatile @Nullable StatefulRedisPubSubConnection<String, String> ear;
    private volatile boolean closed;

    private record Listener(String channel, Consumer<String> to) {}

    RedisLink(String uri, Clock clock, Duration patience, List<String> channels) {
        this.clock = clock;
        this.patience = patience;
        this.channels = channels;
        servers = RedisServers.at(uri);
        clock.soon(this::connect);
    }

    /** Calls the listener for each message of a channel, on a thread that must not be held. */
    void listen(String channel, Consumer<String> to) {
        listeners.add(new Listener(channel, to));
    }

    /** Sends commands whose answers nobody waits for. */
    void send(Consumer<RedisClusterAsyncCommands<String, String>> what) {
        RedisServers.Line line = commands;
        if (line != null && line.isOpen()) {
            try {
                what.accept(line.commands());
            } catch (RedisException e) {
                LOG.log(Level.DEBUG, "hints were not sent: {0}", e.toString());
            }
        }
    }

    /** Tells all who listen to a channel, after what was sent before about these keys, of which there is one for each hash tag. */
    void tell(
            RedisClusterAsyncCommands<String, String> redis, Collection<String> keys, String channel, String message) {
        servers.tell(redis, keys, channel, message);
    }

    /** Asks, and waits a little for the answer. */
    <T> T ask(Function<RedisClusterAsyncCommands<String, String>, ? extends Future<T>> what, T otherwise) {
        RedisServers.Line line = commands;
        if (line == null || !line.isOpen()) {
            return otherwise;
        }
        try {
            return what.apply(line.commands()).get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException | RedisException e) {
            return otherwise;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return otherwise;
        }
    }

    private void connect() {
        if (closed) {
            return;
        }
        try {
            StatefulRedisPubSubConnection<String, String> listening = servers.connectToListen();
            listening.addListener(new RedisPubSubAdapter<>() {
                @Override
                public void message(String channel, String message) {
                    hear(channel, message);
                }
            });
            listening.async().subscribe(channels.toArray(String[]::new));
            ear = listening;
            RedisServers.Line line = servers.connect();
            commands = line;
            warnOfEviction(line.commands());
            LOG.log(Level.INFO, "connected to Redis");
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "Redis cannot be reached, work goes on by the database: {0}", e.toString());
            drop();
            clock.after(RETRY, this::connect);
        }
    }

    /** Hints that Redis throws away when it is full are found again, but late. */
    private static void warnOfEviction(RedisClusterAsyncCommands<String, String> redis) {
        redis.configGet("maxmemory-policy").thenAccept(policy -> {
            String value = policy.getOrDefault("maxmemory-policy", "noeviction");
            if (!value.equals("noeviction")) {
                LOG.log(Level.WARNING, "Redis is set to evict ({0}): set maxmemory-policy to noeviction", value);
            }
        });
    }

    private void hear(String channel, String message) {
        for (Listener listener : listeners) {
            if (listener.channel.equals(channel)) {
                listener.to.accept(message);
            }
        }
    }

    private void drop() {
        StatefulRedisPubSubConnection<String, String> listening = ear;
        if (listening != null) {
            listening.closeAsync();
        }
        ear = null;
    }

    @Override
    public void close() {
        closed = true;
        servers.close();
    }
}
