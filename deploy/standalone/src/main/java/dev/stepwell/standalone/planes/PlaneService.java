package dev.stepwell.standalone.planes;

import dev.stepwell.contracts.calling.ActionTable;
import dev.stepwell.contracts.wire.CallerSeal;
import dev.stepwell.contracts.wire.PlaneServer;
import dev.stepwell.execution.node.ExecutionNode;
import dev.stepwell.standalone.neighbours.Neighbours;
import io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/** The planes of this process, and the door by which the other processes call them. */
final class PlaneService implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Optional<ExecutionNode> node;
    private final Neighbours neighbours;
    private final PlaneServer door;

    private PlaneService(Optional<ExecutionNode> node, Neighbours neighbours, PlaneServer door) {
        this.node = node;
        this.neighbours = neighbours;
        this.door = door;
    }

    /** The door is open before the node is known to other nodes, and the node works before gateways know the process. */
    static PlaneService start(
            NodeIdentity identity,
            ActionTable served,
            Optional<ExecutionNode> node,
            Neighbours neighbours,
            CallerSeal seal)
            throws IOException {
        InetSocketAddress address = new InetSocketAddress(identity.host(), identity.port());
        PlaneServer door = new PlaneServer(
                        NettyServerBuilder.forAddress(address), served, node.map(ExecutionNode::work), seal)
                .start();
        node.ifPresent(ExecutionNode::start);
        neighbours.join(identity.name(), identity.address());
        return new PlaneService(node, neighbours, door);
    }

    /** Nobody new is sent here; what was taken in becomes durable; then the door is shut. */
    @Override
    public void close() throws InterruptedException {
        neighbours.leave();
        node.ifPresent(running -> running.drain(PATIENCE));
        door.stop(PATIENCE);
        node.ifPresent(ExecutionNode::close);
    }
}
