package dev.stepwell.control.endpoints;

import dev.stepwell.contracts.calling.ActionTable;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.calling.Fault;
import dev.stepwell.contracts.calling.Precondition;
import dev.stepwell.contracts.events.v1.CreateConnectionRequest;
import dev.stepwell.contracts.events.v1.CreateConnectionResponse;
import dev.stepwell.contracts.events.v1.DeauthorizeConnectionRequest;
import dev.stepwell.contracts.events.v1.DeauthorizeConnectionResponse;
import dev.stepwell.contracts.events.v1.DeleteConnectionRequest;
import dev.stepwell.contracts.events.v1.DeleteConnectionResponse;
import dev.stepwell.contracts.events.v1.DescribeConnectionRequest;
import dev.stepwell.contracts.events.v1.DescribeConnectionResponse;
import dev.stepwell.contracts.events.v1.ListConnectionsRequest;
import dev.stepwell.contracts.events.v1.ListConnectionsResponse;
import dev.stepwell.contracts.events.v1.UpdateConnectionRequest;
import dev.stepwell.contracts.events.v1.UpdateConnectionResponse;
import dev.stepwell.contracts.internal.v1.ConnectionHolder;
import dev.stepwell.contracts.internal.v1.ResolveConnectionRequest;
import dev.stepwell.contracts.internal.v1.ResolveConnectionResponse;
import dev.stepwell.contracts.wire.SecretSeal;
import dev.stepwell.control.connections.Connection;
import dev.stepwell.control.connections.Connections;
import dev.stepwell.control.paging.Page;
import java.util.Optional;

/** The actions on connections, and what the execution plane asks about them, whose answer is sealed. */
final class ConnectionActions {
    private static final String RESOLVE = "ResolveConnection";
    private static final int LONGEST_PAGE = 100;

    private final Connections connections;
    private final SecretSeal seal;

    ConnectionActions(Connections connections, SecretSeal seal) {
        this.connections = connections;
        this.seal = seal;
    }

    ActionTable table() {
        return ActionTable.builder()
                .add("CreateConnection", CreateConnectionRequest.class, this::create)
                .add("DescribeConnection", DescribeConnectionRequest.class, this::describe)
                .add("UpdateConnection", UpdateConnectionRequest.class, this::update)
                .add("DeauthorizeConnection", DeauthorizeConnectionRequest.class, this::deauthorize)
                .add("DeleteConnection", DeleteConnectionRequest.class, this::delete)
                .add("ListConnections", ListConnectionsRequest.class, this::list)
                .add(RESOLVE, ResolveConnectionRequest.class, this::resolve)
                .build();
    }

    private CreateConnectionResponse create(Caller caller, CreateConnectionRequest request) {
        refuseWhatAwsAloneHas(request.hasInvocationConnectivityParameters(), request.hasKmsKeyIdentifier());
        Connection made = connections.create(
                caller,
                request.getName(),
                Translation.present(request.hasDescription(), request.getDescription()),
                request.getAuthorizationType(),
                request.getAuthParameters());
        return CreateConnectionResponse.newBuilder()
                .setConnectionArn(made.key().arn(caller.account()).toString())
                .setConnectionState(made.state())
                .setCreationTime(Translation.timestamp(made.times().created()))
                .setLastModifiedTime(Translation.timestamp(made.times().modified()))
                .build();
    }

    private DescribeConnectionResponse describe(Caller caller, DescribeConnectionRequest request) {
        return print(caller, connections.describe(caller, request.getName()));
    }

    private static Precondition<Connection> expected(Caller caller) {
        return Precondition.of(caller, found -> print(caller, found));
    }

    private static DescribeConnectionResponse print(Caller caller, Connection found) {
        DescribeConnectionResponse.Builder answer = DescribeConnectionResponse.newBuilder()
                .setConnectionArn(found.key().arn(caller.account()).toString())
                .setName(found.key().name())
                .setConnectionState(found.state())
                .setAuthorizationType(found.authorizationType())
                .setCreationTime(Translation.timestamp(found.times().created()))
                .setLastModifiedTime(Translation.timestamp(found.times().modified()))
                .setLastAuthorizedTime(Translation.timestamp(found.times().authorized()));
        found.description().ifPresent(answer::setDescription);
        found.parameters().map(WithoutSecrets::of).ifPresent(answer::setAuthParameters);
        return answer.build();
    }

    private UpdateConnectionResponse update(Caller caller, UpdateConnectionRequest request) {
        refuseWhatAwsAloneHas(request.hasInvocationConnectivityParameters(), request.hasKmsKeyIdentifier());
        Connection changed = connections.update(
                caller,
                request.getName(),
                new Connections.Change(
                        Translation.present(request.hasDescription(), request.getDescription()),
                        Translation.present(request.hasAuthorizationType(), request.getAuthorizationType()),
                        Translation.present(request.hasAuthParameters(), request.getAuthParameters())),
                expected(caller));
        return UpdateConnectionResponse.newBuilder()
                .setConnectionArn(changed.key().arn(caller.account()).toString())
                .setConnectionState(changed.state())
                .setCreationTime(Translation.timestamp(changed.times().created()))
                .setLastModifiedTime(Translation.timestamp(changed.times().modified()))
                .setLastAuthorizedTime(Translation.timestamp(changed.times().authorized()))
                .build();
    }

    private DeauthorizeConnectionResponse deauthorize(Caller caller, DeauthorizeConnectionRequest request) {
        Connection changed = connections.deauthorize(caller, request.getName(), expected(caller));
        return DeauthorizeConnectionResponse.newBuilder()
                .setConnectionArn(changed.key().arn(caller.account()).toString())
                .setConnectionState(changed.state())
                .setCreationTime(Translation.timestamp(changed.times().created()))
                .setLastModifiedTime(Translation.timestamp(changed.times().modified()))
                .setLastAuthorizedTime(Translation.timestamp(changed.times().authorized()))
                .build();
    }

    private DeleteConnectionResponse delete(Caller caller, DeleteConnectionRequest request) {
        Connection gone = connections.delete(caller, request.getName(), expected(caller));
        return DeleteConnectionResponse.newBuilder()
                .setConnectionArn(gone.key().arn(caller.account()).toString())
                .setConnectionState("DELETING")
                .setCreationTime(Translation.timestamp(gone.times().created()))
                .setLastModifiedTime(Translation.timestamp(gone.times().modified()))
                .setLastAuthorizedTime(Translation.timestamp(gone.times().authorized()))
                .build();
    }

    /** A connection is of use or not from one moment to the next: of AWS's other states there are none. */
    private ListConnectionsResponse list(Caller caller, ListConnectionsRequest request) {
        Optional<Boolean> authorized = Translation.present(request.hasConnectionState(), request.getConnectionState())
                .map("AUTHORIZED"::equals);
        if (request.hasConnectionState() && !request.getConnectionState().endsWith("AUTHORIZED")) {
            return ListConnectionsResponse.getDefaultInstance();
        }
        Page<Connection.Listed> page = connections.list(
                caller,
                request.getNamePrefix(),
                authorized,
                request.hasLimit() ? request.getLimit() : LONGEST_PAGE,
                Translation.present(request.hasNextToken(), request.getNextToken()));
        ListConnectionsResponse.Builder answer = ListConnectionsResponse.newBuilder();
        page.items().forEach(listed -> answer.addConnections(print(caller, listed)));
        page.nextToken().ifPresent(answer::setNextToken);
        return answer.build();
    }

    private static dev.stepwell.contracts.events.v1.Connection print(Caller caller, Connection.Listed listed) {
        return dev.stepwell.contracts.events.v1.Connection.newBuilder()
                .setConnectionArn(listed.key().arn(caller.account()).toString())
                .setName(listed.key().name())
                .setConnectionState(listed.state())
                .setAuthorizationType(listed.authorizationType())
                .setCreationTime(Translation.timestamp(listed.times().created()))
                .setLastModifiedTime(Translation.timestamp(listed.times().modified()))
                .setLastAuthorizedTime(Translation.timestamp(listed.times().authorized()))
                .build();
    }

    private ResolveConnectionResponse resolve(Caller caller, ResolveConnectionRequest request) {
        ResolveConnectionResponse.Builder answer = ResolveConnectionResponse.newBuilder();
        Optional<Connection> known = connections.resolve(caller, request.getConnectionArn());
        known.flatMap(Connection::parameters).ifPresent(parameters -> {
            Connection found = known.orElseThrow();
            ConnectionHolder holder = ConnectionHolder.newBuilder()
                    .setAuthorizationType(found.authorizationType())
                    .setParameters(parameters)
                    .setRevision(found.revision())
                    .build();
            answer.setHolder(seal.seal(holder.toByteArray(), RESOLVE + " " + caller.requestId()));
        });
        return answer.setDeauthorized(known.isPresent() && !answer.hasHolder()).build();
    }

    private static void refuseWhatAwsAloneHas(boolean connectivity, boolean kms) {
        if (connectivity || kms) {
            throw new Fault(
                    "ValidationException",
                    (connectivity ? "InvocationConnectivityParameters" : "KmsKeyIdentifier")
                            + " is not supported: this server is in no network of AWS and keeps its own keys.");
        }
    }
}
