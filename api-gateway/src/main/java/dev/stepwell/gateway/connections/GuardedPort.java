package dev.stepwell.gateway.connections;

import io.netty.channel.Channel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.util.List;

/** A listening port for HTTP/2 that lets no more connections in than there may be, and cuts those that say nothing. */
public final class GuardedPort extends NioServerSocketChannel {
    private final ConnectionLimits limits;
    private final OpenConnections open;

    /** A port that is not bound yet; those of one server count together. */
    public GuardedPort(ConnectionLimits limits, OpenConnections open) {
        this.limits = limits;
        this.open = open;
    }

    @Override
    protected int doReadMessages(List<Object> accepted) throws Exception {
        int before = accepted.size();
        super.doReadMessages(accepted);
        accepted.subList(before, accepted.size()).removeIf(connection -> !letIn((Channel) connection));
        return accepted.size() - before;
    }

    private boolean letIn(Channel connection) {
        if (!open.enter(connection)) {
            connection.unsafe().closeForcibly();
            return false;
        }
        connection.pipeline().addFirst(new FirstWords(limits.patience()));
        return true;
    }
}
