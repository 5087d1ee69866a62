package dev.stepwell.standalone.planes;

import com.zaxxer.hikari.HikariDataSource;
import dev.stepwell.contracts.calling.ActionTable;
import dev.stepwell.contracts.calling.Network;
import dev.stepwell.contracts.wire.CallerSeal;
import dev.stepwell.contracts.wire.SecretSeal;
import dev.stepwell.control.sealing.MasterKeyFile;
import dev.stepwell.engine.asl.AslSnapshot;
import dev.stepwell.engine.maprun.MapRunSnapshot;
import dev.stepwell.engine.turn.StartFacts;
import dev.stepwell.execution.calls.PlaneNet;
import dev.stepwell.execution.definitions.Registry;
import dev.stepwell.execution.definitions.RemoteRegistry;
import dev.stepwell.execution.items.ObjectStore;
import dev.stepwell.execution.items.S3Objects;
import dev.stepwell.execution.journal.index.PostgresBulkBook;
import dev.stepwell.execution.journal.index.PostgresPauseBook;
import dev.stepwell.execution.journal.index.PostgresSearchIndex;
import dev.stepwell.execution.journal.index.PostgresSearchSettings;
import dev.stepwell.execution.journal.postgres.ClosedRunRows;
import dev.stepwell.execution.journal.postgres.ExecutionSchema;
import dev.stepwell.execution.journal.postgres.Partitions;
import dev.stepwell.execution.journal.postgres.PostgresAnnouncements;
import dev.stepwell.execution.journal.postgres.PostgresLogbook;
import dev.stepwell.execution.journal.postgres.PostgresObjects;
import dev.stepwell.execution.journal.postgres.PostgresStore;
import dev.stepwell.execution.journal.postgres.PostgresSurvey;
import dev.stepwell.execution.journal.postgres.PostgresSwfRuns;
import dev.stepwell.execution.journal.postgres.PostgresTimetable;
import dev.stepwell.execution.journal.postgres.PostgresWebhooks;
import dev.stepwell.execution.journal.postgres.TenantRows;
import dev.stepwell.execution.node.Books;
import dev.stepwell.execution.node.ExecutionNode;
import dev.stepwell.execution.node.NodeSettings;
import dev.stepwell.execution.node.Outside;
import dev.stepwell.execution.node.SystemClock;
import dev.stepwell.execution.ports.Lookouts;
import dev.stepwell.execution.ports.Ports;
import dev.stepwell.execution.ports.Store;
import dev.stepwell.execution.ready.RedisQueue;
import dev.stepwell.execution.search.SearchedMachines;
import dev.stepwell.execution.shell.ShellSettings;
import dev.stepwell.execution.tokens.MasterKeys;
import dev.stepwell.execution.webhooks.HookedTenants;
import dev.stepwell.names.TenantId;
import dev.stepwell.standalone.Options;
import dev.stepwell.standalone.Role;
import dev.stepwell.standalone.neighbours.Neighbours;
import dev.stepwell.standalone.stores.Stores;
import io.grpc.netty.NettyChannelBuilder;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What an execution node needs, and the node. */
@Factory
@Requires(property = Roles.EXECUTION, value = "true")
final class ExecutionWiring {
    private static final int SESSIONS = 8;
    private static final int INVOCATIONS = 256;
    private static final long REVISION_BYTES = 64L << 20;

    /** Snapshots of another version of the interpreter are not read. */
    private static final String CODE_VERSION = "asl-" + AslSnapshot.FORMAT + "-map-" + MapRunSnapshot.FORMAT;

    @Singleton
    @Named("execution")
    @Bean(preDestroy = "close")
    HikariDataSource executionSessions(Stores.Access stores) {
        return StoreClients.pool(stores, "execution", SESSIONS);
    }

    @Singleton
    Store store(
            Announced announced, Searched searched, @Named("execution") HikariDataSource sessions, SystemClock clock) {
        ExecutionSchema.migrate(sessions);
        keepPartitionsAhead(new Partitions(sessions), clock);
        return new PostgresStore(sessions, CODE_VERSION, announced.by(), searched.by());
    }

    /** Which executions go into the search index: those of machines that have asked for it. */
    record Searched(BiPredicate<TenantId, StartFacts> by) {}

    @Singleton
    Searched searched(@Named("execution") HikariDataSource sessions, SystemClock clock) {
        return new Searched(new SearchedMachines(new PostgresSearchSettings(sessions), clock));
    }

    /** Made after the store, which migrates. */
    @Singleton
    Books books(Store store, Searched searched, @Named("execution") HikariDataSource sessions) {
        return new Books(
                new PostgresSearchSettings(sessions),
                new PostgresSearchIndex(sessions, searched.by()),
                new PostgresBulkBook(sessions),
                new PostgresPauseBook(sessions));
    }

    /** Whose executions somebody outside is told of: everybody's when there is an event bus, else those of tenants with webhooks. */
    record Announced(Predicate<TenantId> by) {}

    @Singleton
    Announced announced(@Named("execution") HikariDataSource sessions, SystemClock clock, Options options) {
        boolean bus = options.awsEndpoints().containsKey("eventbridge");
        return new Announced(new HookedTenants(new PostgresWebhooks(sessions), clock).or(tenant -> bus));
    }

    /** Asks for the store as well, which migrates. */
    @Singleton
    TenantRows tenantRows(Store store, @Named("execution") HikariDataSource sessions) {
        return new TenantRows(sessions);
    }

    @Singleton
    ClosedRunRows closedRunRows(Store store, @Named("execution") HikariDataSource sessions) {
        return new ClosedRunRows(sessions);
    }

    /** Weeks are made ahead by four; a day that fails is made up for by the next. */
    private static void keepPartitionsAhead(Partitions partitions, SystemClock clock) {
        clock.after(Duration.ofDays(1), () -> keepPartitionsAhead(partitions, clock));
        partitions.ensure();
    }

    @Singleton
    @Bean(preDestroy = "close")
    SystemClock clock() {
        return new SystemClock();
    }

    @Singleton
    @Bean(preDestroy = "close")
    RedisQueue queue(Stores.Access stores, SystemClock clock) {
        return new RedisQueue(stores.redis(), clock);
    }

    @Singleton
    @Bean(preDestroy = "close")
    PlaneNet net(SystemClock clock, CallerSeal seal) {
        return new PlaneNet(
                clock, seal, address -> NettyChannelBuilder.forTarget(address).usePlaintext());
    }

    /** The control plane, in this process or others. */
    @Singleton
    Registry registry(@Nullable @Named("control") ActionTable control, Neighbours neighbours) {
        return control == null
                ? new RemoteRegistry(neighbours.of(Role.CONTROL))
                : (action, caller, request) ->
                        control.find(action).orElseThrow().answer(caller, request);
    }

    /** The S3-compatible service that the operator has named, or else the platform's own objects. Made after the store, which migrates. */
    @Singleton
    @Bean(preDestroy = "close")
    ObjectStore objects(Options options, Store store, @Named("execution") HikariDataSource sessions) {
        return Optional.ofNullable(options.awsEndpoints().get("s3"))
                .<ObjectStore>map(S3Objects::new)
                .orElseGet(() -> new PostgresObjects(sessions));
    }

    @Singleton
    ExecutionNode node(
            Options options,
            Ports ports,
            Lookouts lookouts,
            Books books,
            Registry registry,
            dev.stepwell.control.sealing.MasterKeys masterKeys,
            NodeIdentity identity,
            ObjectStore objects) {
        NodeSettings settings = new NodeSettings(
                ShellSettings.of(identity.name(), identity.address()),
                masterKeys.made(ExecutionWiring::tokenKeys),
                new SecretSeal(masterKeys.clusterKeys()),
                outside(options),
                objects,
                INVOCATIONS,
                REVISION_BYTES);
        return new ExecutionNode(settings, ports, lookouts, books, registry);
    }

    private static MasterKeys tokenKeys(List<MasterKeyFile.Entry> sealingFirst) {
        return new MasterKeys(
                sealingFirst.getFirst().number(),
                sealingFirst.stream()
                        .collect(Collectors.toMap(
                                MasterKeyFile.Entry::number,
                                entry -> entry.key().derive("execution"))));
    }

    /** Made after the store, which migrates. */
    @Singleton
    Lookouts lookouts(
            Store store, Announced announced, @Named("execution") HikariDataSource sessions, RedisQueue queue) {
        return new Lookouts(
                new PostgresSurvey(sessions),
                new PostgresSwfRuns(sessions),
                queue,
                new PostgresLogbook(sessions),
                new PostgresAnnouncements(sessions, announced.by()),
                new PostgresTimetable(sessions),
                new PostgresWebhooks(sessions));
    }

    @Singleton
    Ports ports(Store store, RedisQueue queue, PlaneNet net, SystemClock clock) {
        return new Ports(store, queue, net, clock, ThreadLocalRandom::current);
    }

    /** Asks for the service as well, so that a gateway in this process ends before it. */
    @Singleton
    @Named("execution")
    ActionTable actions(ExecutionNode node, PlaneService service) {
        return node.actions();
    }

    private static Outside outside(Options options) {
        return new Outside(
                options.lambdaEndpoint(),
                options.awsEndpoints(),
                options.data().resolve("connectors"),
                allowedNetworks(options),
                options.traces());
    }

    /** With embedded stores this is one machine's own server, so functions on the same machine may be asked. */
    private static List<Network> allowedNetworks(Options options) {
        if (!options.allowedNetworks().isEmpty() || options.external().isPresent()) {
            return options.allowedNetworks();
        }
        return List.of(Network.parse("127.0.0.0/8"), Network.parse("::1/128"));
    }
}
