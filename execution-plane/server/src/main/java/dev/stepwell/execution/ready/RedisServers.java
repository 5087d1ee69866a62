package dev.stepwell.execution.ready;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.api.StatefulConnection;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.RedisClusterURIUtil;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;

/**
 * Where Redis is: one server, or a cluster of them. Every command of ours has keys of one hash tag, so that both are asked in the same way; only
 * telling is not the same, see {@link #tell}.
 */
public sealed interface RedisServers extends AutoCloseable {
    /** What an address looks like; several hosts are only for clusters. */
    Pattern ADDRESS = Pattern.compile("rediss?://[^,]+|rediss?-cluster://.+");

    /** How long a connection may take, and a command that somebody waits for. */
    Duration PATIENCE = Duration.ofSeconds(1);

    /** The scheme's mark of a cluster, which Redis's own addresses do not know. */
    String CLUSTER = "-cluster://";

    /** Connects with nobody yet. {@code redis-cluster://} and {@code rediss-cluster://} name one or several nodes of a cluster, from which the others are learnt. */
    static RedisServers at(String address) {
        return address.contains(CLUSTER)
                ? Cluster.of(URI.create(address.replace(CLUSTER, "://")))
                : One.of(RedisURI.create(address));
    }

    /**
     * A connection for commands.
     *
     * @param connection as it is
     * @param commands over it
     */
    record Line(StatefulConnection<String, String> connection, RedisClusterAsyncCommands<String, String> commands) {
        /** Whether commands can be sent. */
        boolean isOpen() {
            return connection.isOpen();
        }
    }

    /** Connects for commands; throws when it cannot. It comes back by itself when it is lost. */
    Line connect();

    /** Connects to listen; throws when it cannot. It comes back by itself when it is lost. */
    StatefulRedisPubSubConnection<String, String> connectToListen();

    /**
     * Tells all who listen to a channel, after what was sent before on the same connection about these keys: who hears of it finds it. A cluster's
     * nodes know of no order between each other, so there each that has one of the keys tells.
     *
     * @param keys one for each hash tag, and at least one
     */
    void tell(RedisClusterAsyncCommands<String, String> redis, Collection<String> keys, String channel, String message);

    /** Whether the servers can do their work. */
    CompletionStage<Boolean> isWell(RedisClusterAsyncCommands<String, String> redis);

    /** What speaks to them. */
    AbstractRedisClient client();

    @Override
    default void close() {
        client().shutdown(Duration.ZERO, Duration.ofSeconds(2));
    }

    /** One server. */
    record One(RedisClient client) implements RedisServers {
        private static One of(RedisURI address) {
            address.setTimeout(PATIENCE);
            RedisClient client = RedisClient.create(address);
            client.setOptions(options(ClientOptions.builder()).build());
            return new One(client);
        }

        @Override
        public Line connect() {
            StatefulRedisConnection<String, String> connection = client.connect();
            return new Line(connection, connection.async());
        }

        @Override
        public StatefulRedisPubSubConnection<String, String> connectToListen() {
            return client.connectPubSub();
        }

        @Override
        public void tell(
                RedisClusterAsyncCommands<String, String> redis,
                Collection<String> keys,
                String channel,
                String message) {
            redis.publish(channel, message);
        }

        @Override
        public CompletionStage<Boolean> isWell(RedisClusterAsyncCommands<String, String> redis) {
            return redis.ping().thenApply("PONG"::equals);
        }
    }

    /** A cluster; where its slots are is looked up again whenever it seems to have changed, and now and then. */
    record Cluster(RedisClusterClient client) implements RedisServers {
        private static final Duration LOOK_AGAIN = Duration.ofSeconds(10);

        private static Cluster of(URI address) {
            List<RedisURI> nodes = RedisClusterURIUtil.toRedisURIs(address);
            nodes.forEach(node -> node.setTimeout(PATIENCE));
            RedisClusterClient client = RedisClusterClient.create(nodes);
            ClusterClientOptions.Builder options = ClusterClientOptions.builder();
            options(options);
            client.setOptions(options.topologyRefreshOptions(ClusterTopologyRefreshOptions.builder()
                            .enablePeriodicRefresh(LOOK_AGAIN)
                            .enableAllAdaptiveRefreshTriggers()
                            .adaptiveRefreshTriggersTimeout(PATIENCE)
                            .build())
                    .build());
            return new Cluster(client);
        }

        /** With each node at once: what is sent while one is still being connected would arrive in any order. */
        @Override
        public Line connect() {
            StatefulRedisClusterConnection<String, String> connection = client.connect();
            for (RedisClusterNode node : connection.getPartitions()) {
                if (node.is(RedisClusterNode.NodeFlag.UPSTREAM)) {
                    connection.getConnection(
                            node.getUri().getHost(), node.getUri().getPort());
                }
            }
            return new Line(connection, connection.async());
        }

        @Override
        public StatefulRedisPubSubConnection<String, String> connectToListen() {
            return client.connectPubSub();
        }

        @Override
        public void tell(
                RedisClusterAsyncCommands<String, String> redis,
                Collection<String> keys,
                String channel,
                String message) {
            for (String key : keys) {
                redis.eval(RedisScripts.TELL, ScriptOutputType.INTEGER, new String[] {key}, channel, message);
            }
        }

        @Override
        public CompletionStage<Boolean> isWell(RedisClusterAsyncCommands<String, String> redis) {
            return redis.clusterInfo().thenApply(said -> said.contains("cluster_state:ok"));
        }
    }

    private static ClientOptions.Builder options(ClientOptions.Builder options) {
        return options.autoReconnect(true)
                .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                .requestQueueSize(20_000)
                .socketOptions(SocketOptions.builder().connectTimeout(PATIENCE).build());
    }
}
