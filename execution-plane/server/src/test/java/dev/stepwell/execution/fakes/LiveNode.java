package dev.stepwell.execution.fakes;

import com.google.protobuf.Message;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.Network;
import dev.stepwell.contracts.wire.CallerSeal;
import dev.stepwell.contracts.wire.ClusterKey;
import dev.stepwell.contracts.wire.PlaneServer;
import dev.stepwell.contracts.wire.SecretSeal;
import dev.stepwell.execution.calls.PlaneNet;
import dev.stepwell.execution.definitions.Registry;
import dev.stepwell.execution.journal.index.PostgresBulkBook;
import dev.stepwell.execution.journal.index.PostgresPauseBook;
import dev.stepwell.execution.journal.index.PostgresSearchIndex;
import dev.stepwell.execution.journal.index.PostgresSearchSettings;
import dev.stepwell.execution.journal.postgres.PostgresAnnouncements;
import dev.stepwell.execution.journal.postgres.PostgresLogbook;
import dev.stepwell.execution.journal.postgres.PostgresObjects;
import dev.stepwell.execution.journal.postgres.PostgresStore;
import dev.stepwell.execution.journal.postgres.PostgresSurvey;
import dev.stepwell.execution.journal.postgres.PostgresSwfRuns;
import dev.stepwell.execution.journal.postgres.PostgresTimetable;
import dev.stepwell.execution.journal.postgres.PostgresWebhooks;
import dev.stepwell.execution.node.Books;
import dev.stepwell.execution.node.ExecutionNode;
import dev.stepwell.execution.node.NodeSettings;
import dev.stepwell.execution.node.Outside;
import dev.stepwell.execution.node.SystemClock;
import dev.stepwell.execution.ports.Lookouts;
import dev.stepwell.execution.ports.News;
import dev.stepwell.execution.ports.Ports;
import dev.stepwell.execution.ports.Queue;
import dev.stepwell.execution.ports.WebhookBook;
import dev.stepwell.execution.search.SearchSettings;
import dev.stepwell.execution.search.SearchedMachines;
import dev.stepwell.execution.shell.ShellSettings;
import dev.stepwell.execution.tokens.MasterKeys;
import dev.stepwell.execution.webhooks.HookedTenants;
import dev.stepwell.names.AccountId;
import dev.stepwell.names.Region;
import dev.stepwell.names.TenantId;
import io.grpc.InsecureServerCredentials;
import io.grpc.ManagedChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import javax.sql.DataSource;

/** A node as in production: PostgreSQL, real time and the wire between nodes on loopback. */
public final class LiveNode implements AutoCloseable {
    public static final Caller CALLER = caller(7, "123456789012");

    private final HikariDataSource pool;
    private final SystemClock clock = new SystemClock();
    private final PlaneNet net;
    private final PlaneServer server;
    public final ExecutionNode node;

    public LiveNode(String name, DataSource database, Queue queue, News news, Registry registry, URI functions) {
        this(name, database, queue, news, registry, functions, Map.of());
    }

    /** With other services of AWS, by the names of their modules. */
    public LiveNode(
            String name,
            DataSource database,
            Queue queue,
            News news,
            Registry registry,
            URI functions,
            Map<String, URI> services) {
        this(name, database, queue, news, registry, outside(functions, services, Optional.empty()));
    }

    /** What of the world a node of this machine may call. */
    public static Outside outside(URI functions, Map<String, URI> services, Optional<URI> traces) {
        return new Outside(
                Optional.of(functions), services, Path.of("no-modules"), List.of(Network.parse("127.0.0.0/8")), traces);
    }

    public LiveNode(String name, DataSource database, Queue queue, News news, Registry registry, Outside outside) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(database);
        config.setAutoCommit(false);
        config.setMaximumPoolSize(6);
        pool = new HikariDataSource(config);
        CallerSeal seal = new CallerSeal(List.of(new ClusterKey(new byte[32])), InstantSource.system());
        net = new PlaneNet(
                clock, seal, address -> ManagedChannelBuilder.forTarget(address).usePlaintext());
        int port = freePort();
        SecureRandom random = new SecureRandom();
        WebhookBook webhooks = new PostgresWebhooks(pool);
        Predicate<TenantId> announced = new HookedTenants(webhooks, clock)
                .or(tenant -> outside.awsEndpoints().containsKey("eventbridge"));
        SearchSettings settings = new PostgresSearchSettings(pool);
        SearchedMachines searched = new SearchedMachines(settings, clock);
        node = new ExecutionNode(
                new NodeSettings(
                        ShellSettings.of(name, "127.0.0.1:" + port),
                        () -> new MasterKeys(1, Map.of(1, new byte[32])),
                        new SecretSeal(new ClusterKey(new byte[32])),
                        outside,
                        new PostgresObjects(pool),
                        64,
                        1 << 20),
                new Ports(new PostgresStore(pool, "test", announced, searched), queue, net, clock, () -> random),
                new Lookouts(
                        new PostgresSurvey(pool),
                        new PostgresSwfRuns(pool),
                        news,
                        new PostgresLogbook(pool),
                        new PostgresAnnouncements(pool, announced),
                        new PostgresTimetable(pool),
                        webhooks),
                new Books(
                        settings,
                        new PostgresSearchIndex(pool, searched),
                        new PostgresBulkBook(pool),
                        new PostgresPauseBook(pool)),
                registry);
        server = new PlaneServer(
                NettyServerBuilder.forAddress(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                        InsecureServerCredentials.create()),
                node.internalActions(),
                seal);
        try {
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        node.start();
    }

    private static int freePort() {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("unchecked")
    public <A extends Message> A ask(String action, Message request) {
        return (A) node.actions().find(action).orElseThrow().answer(CALLER, request);
    }

    /** Asks as somebody; the type of the answer is the asker's word. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public <A extends Message> A ask(Caller caller, String action, Message request) {
        return (A) node.actions().find(action).orElseThrow().answer(caller, request);
    }

    /** Somebody of that tenant. */
    public static Caller caller(long tenant, String account) {
        return new Caller(
                new TenantId(tenant), new AccountId(account), new Region("us-east-1"), "key", Set.of(), "request");
    }

    /** Ends as a killed process does: nothing is said, nothing is finished. */
    public void kill() {
        clock.close();
        server.close();
        net.close();
        pool.close();
    }

    @Override
    public void close() {
        node.close();
        kill();
    }
}
