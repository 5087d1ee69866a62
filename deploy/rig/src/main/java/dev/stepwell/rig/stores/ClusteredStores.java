package dev.stepwell.rig.stores;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A PostgreSQL, and a Redis Cluster of three processes with the slots spread evenly over them and no replicas. */
public final class ClusteredStores implements Stores {
    private static final int NODES = 3;
    private static final int SLOTS = 16_384;

    private final Postgres postgres;
    private final List<RedisNode> nodes;

    ClusteredStores(Path folder) {
        postgres = Postgres.start(folder.resolve("postgres"));
        nodes = IntStream.range(0, NODES)
                .mapToObj(i -> RedisNode.start(folder.resolve("redis" + i), "--cluster-enabled", "yes"))
                .toList();
        for (int i = 0; i < NODES; i++) {
            String slots = IntStream.range(SLOTS * i / NODES, SLOTS * (i + 1) / NODES)
                    .mapToObj(Integer::toString)
                    .collect(Collectors.joining(" "));
            nodes.get(i).await("CLUSTER ADDSLOTS " + slots, "+OK");
            nodes.get(i).await("CLUSTER MEET 127.0.0.1 " + nodes.getFirst().port(), "+OK");
        }
        awaitHealth();
    }

    @Override
    public String postgres() {
        return "jdbc:postgresql://127.0.0.1:" + postgres.port() + "/" + Postgres.DATABASE + "?user=" + Postgres.USER
                + "&sslmode=disable";
    }

    /** One of them is enough, but it might be the one that is away. */
    @Override
    public String redis() {
        return nodes.stream()
                .map(node -> "127.0.0.1:" + node.port())
                .collect(Collectors.joining(",", "redis-cluster://", ""));
    }

    /** How many processes there are. */
    public int nodes() {
        return NODES;
    }

    /** Kills one of the processes, and starts it without anything it knew but its slots; returns when the cluster is whole. */
    public void restart(int node) {
        nodes.get(node).kill();
        nodes.get(node).up();
        awaitHealth();
    }

    private void awaitHealth() {
        nodes.forEach(node -> node.await("CLUSTER INFO", "cluster_state:ok"));
    }

    @Override
    public void close() {
        nodes.forEach(RedisNode::kill);
        postgres.stop();
    }
}
