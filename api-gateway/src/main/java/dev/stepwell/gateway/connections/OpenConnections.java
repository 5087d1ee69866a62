package dev.stepwell.gateway.connections;

import io.netty.channel.Channel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the connections of one port, and lets no more in than there may be. */
public final class OpenConnections {
    private final ConnectionLimits limits;
    private final AtomicInteger total = new AtomicInteger();
    private final Map<InetAddress, Integer> byAddress = new ConcurrentHashMap<>();

    public OpenConnections(ConnectionLimits limits) {
        this.limits = limits;
    }

    /** Counts a connection until it is closed; false, and nothing counted, when there are too many. */
    public boolean enter(Channel connection) {
        if (!(connection.remoteAddress() instanceof InetSocketAddress from) || from.getAddress() == null) {
            return true; // not of a network, or gone already
        }
        if (total.incrementAndGet() > limits.total()) {
            total.decrementAndGet();
            return false;
        }
        InetAddress address = from.getAddress();
        if (byAddress.merge(address, 1, Integer::sum) > limits.perAddress()) {
            leave(address);
            return false;
        }
        connection.closeFuture().addListener(closed -> leave(address));
        return true;
    }

    /** How many are open. */
    public int count() {
        return total.get();
    }

    private void leave(InetAddress address) {
        byAddress.computeIfPresent(address, (same, open) -> open == 1 ? null : open - 1);
        total.decrementAndGet();
    }
}
