package dev.stepwell.gateway.grpc;

import dev.stepwell.gateway.tls.ServerCertificate;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyServerBuilder;
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
 * @param certificate what the server shows of itself; without one, connections are in plain text
 */
public record GrpcListener(String host, int port, Optional<ServerCertificate> certificate) {
    private static final int MAX_REQUEST_BYTES = 1_048_576;

    /** How often a worker may ask whether anybody is still there; its stream may lie idle for hours. */
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(20);

    /** A server there, without services. */
    NettyServerBuilder builder() {
        NettyServerBuilder builder = NettyServerBuilder.forAddress(new InetSocketAddress(host, port))
                .maxInboundMessageSize(MAX_REQUEST_BYTES)
                .permitKeepAliveTime(KEEP_ALIVE.toSeconds(), TimeUnit.SECONDS);
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
