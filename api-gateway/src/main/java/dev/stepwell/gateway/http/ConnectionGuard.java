package dev.stepwell.gateway.http;

import dev.stepwell.gateway.connections.ConnectionLimits;
import dev.stepwell.gateway.connections.OpenConnections;
import dev.stepwell.gateway.connections.SlowClients;
import io.micronaut.context.annotation.Value;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.Channel;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Holds the HTTP port to its limits: {@code stepwell.http.connections|connections-per-address|patience-seconds}. */
@Singleton
final class ConnectionGuard implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {
    private final ConnectionLimits limits;
    private final OpenConnections open;

    ConnectionGuard(
            @Value("${stepwell.http.connections:20000}") int total,
            @Value("${stepwell.http.connections-per-address:10000}") int perAddress,
            @Value("${stepwell.http.patience-seconds:20}") int patience) {
        this.limits = new ConnectionLimits(total, perAddress, Duration.ofSeconds(patience));
        this.open = new OpenConnections(limits);
    }

    @Override
    public NettyServerCustomizer.Registry onCreated(BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
        event.getBean().register(new Port());
        return event.getBean();
    }

    private final class Port implements NettyServerCustomizer {
        @Override
        public NettyServerCustomizer specializeForChannel(Channel channel, ChannelRole role) {
            return role == ChannelRole.CONNECTION ? new Connection(channel) : this;
        }
    }

    private final class Connection implements NettyServerCustomizer {
        private final Channel channel;

        Connection(Channel channel) {
            this.channel = channel;
        }

        @Override
        public void onInitialPipelineBuilt() {
            if (open.enter(channel)) {
                SlowClients.watch(channel, limits.patience());
            } else {
                channel.close();
            }
        }
    }
}
