package dev.stepwell.execution.fakes;

import dev.stepwell.contracts.sfn.v1.StartExecutionRequest;
import dev.stepwell.contracts.sfn.v1.StartExecutionResponse;
import dev.stepwell.execution.journal.TestPostgres;
import dev.stepwell.execution.journal.postgres.Partitions;
import dev.stepwell.execution.ready.MemoryNews;
import dev.stepwell.execution.ready.MemoryQueue;
import java.net.URI;
import java.util.List;
import java.util.stream.IntStream;
import javax.sql.DataSource;

/** What the live nodes of one test share: a migrated database, a queue and a registry. Nobody answers where functions are. */
public final class LiveHouse {
    public final DataSource database = TestPostgres.migrated();
    public final TinyRegistry registry = new TinyRegistry();
    private final MemoryQueue queue = new MemoryQueue();

    public LiveHouse() {
        new Partitions(database).ensure();
    }

    public LiveNode node(String name) {
        return new LiveNode(name, database, queue, new MemoryNews(), registry, URI.create("http://127.0.0.1:1"));
    }

    /** Starts executions of a machine, and tells their ARNs. */
    public static List<String> start(LiveNode where, String machine, int many) {
        return IntStream.range(0, many)
                .mapToObj(i -> {
                    StartExecutionResponse started = where.ask(
                            "StartExecution",
                            StartExecutionRequest.newBuilder()
                                    .setStateMachineArn(machine)
                                    .build());
                    return started.getExecutionArn();
                })
                .toList();
    }
}
