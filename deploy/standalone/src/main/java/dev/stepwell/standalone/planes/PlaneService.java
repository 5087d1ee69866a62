package dev.stepwell.standalone.planes;

import dev.stepwell.contracts.calling.ActionTable;
import dev.stepwell.contracts.wire.CallerSeal;
import dev.stepwell.contracts.wire.PlaneServer;
import dev.stepwell.execution.definitions.Registry;
import dev.stepwell.execution.node.ExecutionNode;
import dev.stepwell.execution.node.NodeSettings;
import dev.stepwell.execution.ports.Ports;
import io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;

/** An execution node and the door by which the others call it. */
final class ExecutionService implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ExecutionNode node;
    private final PlaneServer door;

    private ExecutionService(ExecutionNode node, PlaneServer door) {
        this.node = node;
        this.door = door;
    }

    /** The door is open before the node is known to the others. */
    static ExecutionService start(
            NodeSettings settings,
            Ports ports,
            Registry registry,
            NodeIdentity identity,
            CallerSeal seal)
            throws IOException {
        ExecutionNode node = new ExecutionNode(settings, ports, registry);
        PlaneServer door = new PlaneServer(
                        NettyServerBuilder.forAddress(new InetSocketAddress(identity.host(), identity.port())),
                        node.internalActions(),
                        seal)
                .start();
        node.start();
        return new ExecutionService(node, door);
    }

    ActionTable actions() {
        return node.actions();
    }

    /** What was taken in becomes durable first, then the door is shut. */
    @Override
    public void close() throws InterruptedException {
        node.drain(PATIENCE);
        door.stop(PATIENCE);
        node.close();
    }
}
