package dev.stepwell.control.connections;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.calling.Precondition;
import dev.stepwell.contracts.events.v1.CreateConnectionAuthRequestParameters;
import dev.stepwell.contracts.events.v1.UpdateConnectionAuthRequestParameters;
import dev.stepwell.control.paging.Page;
import dev.stepwell.control.paging.PageTokens;
import dev.stepwell.names.ConnectionArn;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/** CreateConnection, DescribeConnection, UpdateConnection, DeauthorizeConnection, DeleteConnection, ListConnections. */
public final class Connections {
    private static final String LIST = "ListConnections";

    private final ConnectionStore store;
    private final PageTokens tokens;
    private final InstantSource clock;

    /** Connections in one store. */
    public Connections(ConnectionStore store, PageTokens tokens, InstantSource clock) {
        this.store = store;
        this.tokens = tokens;
        this.clock = clock;
    }

    /**
     * What an update changes; what is absent stays.
     *
     * @param type the kind of authorization from now on
     */
    public record Change(
            Optional<String> description,
            Optional<String> type,
            Optional<UpdateConnectionAuthRequestParameters> parameters) {}

    /** CreateConnection: throws ResourceAlreadyExistsException, LimitExceededException and ValidationException. */
    public Connection create(
            Caller caller,
            String name,
            Optional<String> description,
            String type,
            CreateConnectionAuthRequestParameters parameters) {
        Instant now = now();
        Connection made = new Connection(
                new Connection.Key(caller.region().value(), name, UUID.randomUUID()),
                description,
                type,
                Optional.of(Parameters.checked(type, parameters)),
                1,
                new Connection.Times(now, now, now));
        if (!store.insert(caller.tenant(), made)) {
            throw new Fault("ResourceAlreadyExistsException", "Connection " + name + " already exists.");
        }
        return made;
    }

    /** DescribeConnection: throws ResourceNotFoundException. */
    public Connection describe(Caller caller, String name) {
        return store.find(caller.tenant(), caller.region(), name).orElseThrow(() -> notFound("describe", name));
    }

    /**
     * UpdateConnection: throws ResourceNotFoundException and ValidationException.
     *
     * @param expected what the connection has to be
     */
    public Connection update(Caller caller, String name, Change change, Precondition<Connection> expected) {
        return store.change(caller.tenant(), caller.region(), name, before -> {
                    expected.check(() -> Optional.of(before));
                    return changed(before, change);
                })
                .orElseThrow(() -> expected.missing(notFound("update", name)));
    }

    private Connection changed(Connection before, Change change) {
        String type = change.type().orElse(before.authorizationType());
        boolean secrets = change.parameters().isPresent() || !type.equals(before.authorizationType());
        Optional<CreateConnectionAuthRequestParameters> parameters = secrets
                ? Optional.of(Parameters.updated(
                        type,
                        before.parameters().orElse(CreateConnectionAuthRequestParameters.getDefaultInstance()),
                        change.parameters().orElse(UpdateConnectionAuthRequestParameters.getDefaultInstance())))
                : before.parameters();
        Instant now = after(before);
        return new Connection(
                before.key(),
                change.description().or(before::description),
                type,
                parameters,
                before.revision() + 1,
                new Connection.Times(
                        before.times().created(),
                        now,
                        secrets ? now : before.times().authorized()));
    }

    /**
     * DeauthorizeConnection: throws ResourceNotFoundException.
     *
     * @param expected what the connection has to be
     */
    public Connection deauthorize(Caller caller, String name, Precondition<Connection> expected) {
        return store.change(caller.tenant(), caller.region(), name, before -> {
                    expected.check(() -> Optional.of(before));
                    return new Connection(
                            before.key(),
                            before.description(),
                            before.authorizationType(),
                            Optional.empty(),
                            before.revision() + 1,
                            new Connection.Times(
                                    before.times().created(),
                                    after(before),
                                    before.times().authorized()));
                })
                .orElseThrow(() -> expected.missing(notFound("deauthorize", name)));
    }

    /**
     * DeleteConnection: what it was; throws ResourceNotFoundException.
     *
     * @param expected what the connection has to be
     */
    public Connection delete(Caller caller, String name, Precondition<Connection> expected) {
        return store.delete(caller.tenant(), caller.region(), name, expected)
                .orElseThrow(() -> expected.missing(notFound("delete", name)));
    }

    /**
     * ListConnections: in the order of the names, without what they are made of.
     *
     * @param authorized whether only those are wanted that have secrets, or only those that have none
     */
    public Page<Connection.Listed> list(
            Caller caller, String prefix, Optional<Boolean> authorized, int limit, Optional<String> token) {
        String list = LIST + "/" + authorized.map(String::valueOf).orElse("any") + "/" + prefix;
        Optional<String> after = tokens.open(caller, list, token);
        return Page.of(
                store.list(
                        caller.tenant(),
                        caller.region(),
                        new ConnectionStore.Wanted(prefix, authorized, after),
                        limit + 1),
                limit,
                connection -> tokens.seal(caller, list, connection.key().name()));
    }

    /** The connection of an ARN with its secrets, if it has any: what the execution plane asks. */
    public Optional<Connection> resolve(Caller caller, String connectionArn) {
        return ConnectionArn.parse(connectionArn)
                .filter(arn -> arn.account().equals(caller.account().value())
                        && arn.region().equals(caller.region().value()))
                .flatMap(arn -> store.find(caller.tenant(), caller.region(), arn.name())
                        .filter(found -> found.key().arn(caller.account()).equals(arn)));
    }

    /** The time of a change: of two with secrets alone, whoever reads the connection sees that there was another. */
    private Instant after(Connection before) {
        Instant now = now();
        Instant earliest = before.times().modified().plusMillis(1);
        return now.isBefore(earliest) ? earliest : now;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static Fault notFound(String doing, String name) {
        return new Fault(
                "ResourceNotFoundException",
                "Failed to " + doing + " the connection(s). Connection '" + name + "' does not exist.");
    }
}
