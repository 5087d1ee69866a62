package dev.stepwell.gateway.grpc;

import dev.stepwell.gateway.connections.ConnectionLimits;
import dev.stepwell.gateway.connections.GuardedPort;
import dev.stepwell.gateway.connections.OpenConnections;
import dev.stepwell.gateway.limits.Limits;
import dev.stepwell.gateway.tls.ServerCertificate;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyServerBuilder;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Where and how gRPC is listened for, and what a connection may do.
 *
 * @param host a name or number of one of this machine's addresses
 * @param port 0 for any that is free
 * @param messageBytes the largest message that anybody may send
 * @param certificate what the server shows of itself; without one, connections are in plain text
 * @param connections how many connections there may be
 * @param life how long they may live
 */
public record GrpcListener(
        String host,
        int port,
        int messageBytes,
        Optional<ServerCertificate> certificate,
        ConnectionLimits connections,
        Life life) {

    /** How often a worker may ask whether anybody is still there; its stream may lie idle for hours. */
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(20);

    /** As of gRPC and HTTP/2 themselves; more than a worker with its credits, or a client with its polls, needs at once. */
    private static final int CALLS_PER_CONNECTION = 1_000;

    private static final int METADATA_BYTES = 16_384;
    private static final Duration HANDSHAKE = Duration.ofSeconds(10);
    /** Whoever is gone without a word is noticed after this, and an answer's time, at most. */
    private static final Duration ALIVE = Duration.ofMinutes(1);

    /** Where it matters to nobody how many connections there are and how old. */
    public static GrpcListener plain(String host, int port) {
        return new GrpcListener(
                host, port, Limits.AWS_REQUEST_BYTES, Optional.empty(), ConnectionLimits.DEFAULT, Life.DEFAULT);
    }

    /**
     * How long a connection lives. When it is old its client is asked for another one; streams of workers are sent elsewhere at half that age,
     * so that none is left when the connection, after as long again, is cut.
     *
     * @param idle how long it may be there without a call
     * @param age when it is old
     */
    public record Life(Duration idle, Duration age) {
        /** An idle client's proxies have often forgotten it by then; and an hour, so that new gateways get their part of the clients. */
        public static final Life DEFAULT = new Life(Duration.ofMinutes(10), Duration.ofHours(1));

        public Life {
            if (!idle.isPositive() || !age.isPositive()) {
                throw new IllegalArgumentException("a connection lives for some time");
            }
        }

        Duration stream() {
            return age.dividedBy(2);
        }
    }

    /**
     * A server there, without services.
     *
     * @param loops carry its connections; they are made for NIO, as the port is
     */
    NettyServerBuilder builder(EventLoopGroup loops) {
        OpenConnections open = new OpenConnections(connections);
        NettyServerBuilder builder = NettyServerBuilder.forAddress(new InetSocketAddress(host, port))
                .maxInboundMessageSize(messageBytes)
                .permitKeepAliveTime(KEEP_ALIVE.toSeconds(), TimeUnit.SECONDS)
                .maxInboundMetadataSize(METADATA_BYTES)
                .maxConcurrentCallsPerConnection(CALLS_PER_CONNECTION)
                .handshakeTimeout(HANDSHAKE.toMillis(), TimeUnit.MILLISECONDS)
                .keepAliveTime(ALIVE.toMillis(), TimeUnit.MILLISECONDS)
                .maxConnectionIdle(life.idle().toMillis(), TimeUnit.MILLISECONDS)
                .maxConnectionAge(life.age().toMillis(), TimeUnit.MILLISECONDS)
                .maxConnectionAgeGrace(life.age().toMillis(), TimeUnit.MILLISECONDS)
                .channelFactory(() -> new GuardedPort(connections, open))
                .bossEventLoopGroup(loops)
                .workerEventLoopGroup(loops);
        certificate.ifPresent(shown -> secure(builder, shown));
        return builder;
    }

    private static void secure(NettyServerBuilder builder, ServerCertificate shown) {
        try {
            builder.sslContext(GrpcSslContexts.configure(shown.context()).build());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
