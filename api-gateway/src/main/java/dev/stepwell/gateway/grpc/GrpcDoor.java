package dev.stepwell.gateway.grpc;

import dev.stepwell.gateway.conditions.Conditions;
import dev.stepwell.gateway.identity.BearerKeys;
import dev.stepwell.gateway.limits.Admission;
import dev.stepwell.gateway.shapes.Services;
import dev.stepwell.gateway.upstream.Upstream;
import dev.stepwell.names.Region;
import io.grpc.Server;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Serves the contract over gRPC, each call on a virtual thread of its own. Calls carry {@code authorization: Bearer KEY}; health and
 * reflection are open.
 */
public final class GrpcDoor implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(
            Thread.ofPlatform().daemon().name("grpc-", 0).factory(), NioIoHandler.newFactory());
    private final HealthStatusManager health = new HealthStatusManager();
    private final WorkDoor streams;
    private final Server server;

    /**
     * @param listener where and how to listen
     * @param services what may be asked for
     * @param keys prove who asks
     * @param admission bounds what is under way
     * @param upstream does it
     * @param region the region that this server answers for
     */
    public GrpcDoor(
            GrpcListener listener,
            Services services,
            BearerKeys keys,
            Admission admission,
            Upstream upstream,
            Region region) {
        NettyServerBuilder builder = listener.builder(loops)
                .executor(threads)
                .addService(health.getHealthService())
                .addService(ProtoReflectionServiceV1.newInstance());
        ContractCalls calls = new ContractCalls(services, new Conditions(services), admission, upstream, threads);
        for (ServerServiceDefinition service : calls.definitions()) {
            builder.addService(ServerInterceptors.intercept(service, new BearerCheck(keys, region)));
        }
        this.streams = new WorkDoor(keys, admission, upstream, new ReportCheck(services), listener.life().stream());
        builder.addService(ServerInterceptors.intercept(streams.definition(), new BearerCheck(keys, region)));
        this.server = builder.build();
    }

    /** Begins to serve; throws when the port is taken. */
    public GrpcDoor start() throws IOException {
        server.start();
        return this;
    }

    /** The port it listens on. */
    public int port() {
        return server.getPort();
    }

    /** Says that it is not serving any more, lets calls end for a while, then ends them. */
    @Override
    public void close() {
        health.enterTerminalState();
        server.shutdown();
        streams.close();
        try {
            if (!server.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                server.shutdownNow();
            }
        } catch (InterruptedException e) {
            server.shutdownNow();
            Thread.currentThread().interrupt();
        }
        threads.shutdownNow();
        var unused = loops.shutdownGracefully(0, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }
}
