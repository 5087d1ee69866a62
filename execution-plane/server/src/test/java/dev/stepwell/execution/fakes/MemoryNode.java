package dev.stepwell.execution.fakes;

import com.google.protobuf.Message;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.Network;
import dev.stepwell.contracts.wire.ClusterKey;
import dev.stepwell.contracts.wire.SecretSeal;
import dev.stepwell.execution.items.NoObjects;
import dev.stepwell.execution.items.ObjectStore;
import dev.stepwell.execution.journal.memory.MemoryStore;
import dev.stepwell.execution.journal.memory.MemorySurvey;
import dev.stepwell.execution.journal.memory.MemorySwfRuns;
import dev.stepwell.execution.node.ExecutionNode;
import dev.stepwell.execution.node.NodeSettings;
import dev.stepwell.execution.node.Outside;
import dev.stepwell.execution.node.SystemClock;
import dev.stepwell.execution.ports.Announcements;
import dev.stepwell.execution.ports.ExecutionRow;
import dev.stepwell.execution.ports.Logbook;
import dev.stepwell.execution.ports.Lookouts;
import dev.stepwell.execution.ports.Ports;
import dev.stepwell.execution.ports.Store.ListQuery;
import dev.stepwell.execution.ports.Timetable;
import dev.stepwell.execution.ports.WebhookBook;
import dev.stepwell.execution.ready.MemoryNews;
import dev.stepwell.execution.ready.MemoryQueue;
import dev.stepwell.execution.shell.ShellSettings;
import dev.stepwell.execution.tokens.MasterKeys;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A whole node by itself, in real time, on the memory store; {@link LiveNode#CALLER} asks it. */
public final class MemoryNode implements AutoCloseable {
    public final TinyRegistry registry;
    private final SystemClock clock = new SystemClock();
    private final SecureRandom random = new SecureRandom();
    public final MemoryStore store = new MemoryStore(clock::now);
    public final ExecutionNode node;

    /** Without functions and objects. */
    public MemoryNode() {
        this(new TinyRegistry());
    }

    /** Without functions and objects, and with a control plane that has something to say at its start. */
    public MemoryNode(TinyRegistry registry) {
        this(registry, Optional.empty(), new NoObjects());
    }

    /** With functions at an endpoint, if there is one, and with these objects. */
    public MemoryNode(Optional<URI> functions, ObjectStore objects) {
        this(new TinyRegistry(), functions, objects);
    }

    private MemoryNode(TinyRegistry registry, Optional<URI> functions, ObjectStore objects) {
        this.registry = registry;
        node = new ExecutionNode(
                new NodeSettings(
                        ShellSettings.of("a", "a:1"),
                        new MasterKeys(1, Map.of(1, new byte[32])),
                        new SecretSeal(new ClusterKey(new byte[32])),
                        new Outside(functions, Map.of(), Path.of("no-modules"), List.of(Network.parse("127.0.0.0/8"))),
                        objects,
                        64,
                        1 << 20),
                new Ports(
                        store,
                        new MemoryQueue(),
                        (address, key, input) -> CompletableFuture.failedFuture(new IllegalStateException("alone")),
                        clock,
                        () -> random),
                new Lookouts(
                        new MemorySurvey(store),
                        new MemorySwfRuns(store),
                        new MemoryNews(),
                        Logbook.NONE,
                        Announcements.NONE,
                        Timetable.NONE,
                        WebhookBook.NONE),
                registry);
        node.start();
    }

    public <A extends Message> A ask(String action, Message request) {
        return ask(LiveNode.CALLER, action, request);
    }

    @SuppressWarnings("unchecked")
    public <A extends Message> A ask(Caller caller, String action, Message request) {
        return (A) node.actions().find(action).orElseThrow().answer(caller, request);
    }

    /** What is stored of a machine's executions, the newest first. */
    public List<ExecutionRow> stored(String machine) {
        ListQuery all = new ListQuery(
                "us-east-1", machine, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 100);
        return store.list(LiveNode.CALLER.tenant(), all).stream()
                .map(row -> store.find(row.key()).orElseThrow())
                .toList();
    }

    @Override
    public void close() {
        node.close();
        clock.close();
    }
}
