package dev.stepwell.control.endpoints;

import static dev.stepwell.control.schema.Tables.CONNECTION;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.events.v1.Connection;
import dev.stepwell.contracts.events.v1.ConnectionHeaderParameter;
import dev.stepwell.contracts.events.v1.ConnectionHttpParameters;
import dev.stepwell.contracts.events.v1.CreateConnectionApiKeyAuthRequestParameters;
import dev.stepwell.contracts.events.v1.CreateConnectionAuthRequestParameters;
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
import dev.stepwell.contracts.events.v1.UpdateConnectionApiKeyAuthRequestParameters;
import dev.stepwell.contracts.events.v1.UpdateConnectionAuthRequestParameters;
import dev.stepwell.contracts.events.v1.UpdateConnectionBasicAuthRequestParameters;
import dev.stepwell.contracts.events.v1.UpdateConnectionRequest;
import dev.stepwell.contracts.internal.v1.ConnectionHolder;
import dev.stepwell.contracts.internal.v1.ResolveConnectionRequest;
import dev.stepwell.contracts.internal.v1.ResolveConnectionResponse;
import dev.stepwell.contracts.wire.SecretSeal;
import dev.stepwell.control.House;
import dev.stepwell.control.database.ControlDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConnectionActionsTest {
    private static final String SECRET = "canary-0815";

    private static House house;
    private Caller caller;

    @BeforeAll
    static void build() {
        house = new House();
    }

    @AfterAll
    static void close() {
        house.close();
    }

    @BeforeEach
    void newTenant() {
        caller = house.newTenant();
    }

    private static CreateConnectionRequest.Builder request(String name) {
        return CreateConnectionRequest.newBuilder()
                .setName(name)
                .setDescription("d")
                .setAuthorizationType("API_KEY")
                .setAuthParameters(CreateConnectionAuthRequestParameters.newBuilder()
                        .setApiKeyAuthParameters(CreateConnectionApiKeyAuthRequestParameters.newBuilder()
                                .setApiKeyName("X-Api-Key")
                                .setApiKeyValue(SECRET))
                        .setInvocationHttpParameters(ConnectionHttpParameters.newBuilder()
                                .addHeaderParameters(ConnectionHeaderParameter.newBuilder()
                                        .setKey("open")
                                        .setValue("told"))
                                .addHeaderParameters(ConnectionHeaderParameter.newBuilder()
                                        .setKey("hidden")
                                        .setValue(SECRET)
                                        .setIsValueSecret(true))));
    }

    private CreateConnectionResponse create(String name) {
        return house.call("CreateConnection", caller, request(name).build());
    }

    private DescribeConnectionResponse describe(String name) {
        return house.call(
                "DescribeConnection",
                caller,
                DescribeConnectionRequest.newBuilder().setName(name).build());
    }

    private ResolveConnectionResponse resolve(Caller asking, String arn) {
        return house.call(
                "ResolveConnection",
                asking,
                ResolveConnectionRequest.newBuilder().setConnectionArn(arn).build());
    }

    private ConnectionHolder resolved(String arn) throws Exception {
        SecretSeal seal = new SecretSeal(house.masterKeys.clusterKeys());
        byte[] opened = seal.open(resolve(caller, arn).getHolder(), "ResolveConnection " + caller.requestId())
                .orElseThrow();
        return ConnectionHolder.parseFrom(opened);
    }

    @Test
    void secretsGoInAndOnlyToWhoAsksUnderSeal() throws Exception {
        CreateConnectionResponse made = create("c");
        assertThat(made.getConnectionArn())
                .matches("arn:aws:events:us-east-1:" + caller.account().value() + ":connection/c/[-0-9a-f]{36}");
        assertThat(made.getConnectionState()).isEqualTo("AUTHORIZED");
        DescribeConnectionResponse described = describe("c");
        assertThat(described.toString()).doesNotContain(SECRET);
        assertThat(described.getDescription()).isEqualTo("d");
        assertThat(described.getAuthParameters().getApiKeyAuthParameters().getApiKeyName())
                .isEqualTo("X-Api-Key");
        List<ConnectionHeaderParameter> headers =
                described.getAuthParameters().getInvocationHttpParameters().getHeaderParametersList();
        assertThat(headers).extracting(ConnectionHeaderParameter::getValue).containsExactly("told", "");
        ConnectionHolder holder = resolved(made.getConnectionArn());
        assertThat(holder.getParameters()).isEqualTo(request("c").getAuthParameters());
        assertThat(resolve(caller, made.getConnectionArn()).toString()).doesNotContain(SECRET);
    }

    @Test
    void whatIsKeptIsSealed() {
        create("c");
        byte[] kept = new ControlDatabase(house.source)
                .write(
                        caller.tenant(),
                        sql -> sql.select(CONNECTION.PARAMETERS)
                                .from(CONNECTION)
                                .where(CONNECTION.TENANT_ID.eq(caller.tenant().value()))
                                .fetchSingle(CONNECTION.PARAMETERS));
        assertThat(new String(kept, StandardCharsets.ISO_8859_1)).doesNotContain(SECRET);
    }

    @Test
    void aNameIsTakenOnce() {
        create("c");
        assertThat(house.refused(
                                "ResourceAlreadyExistsException",
                                "CreateConnection",
                                caller,
                                request("c").build())
                        .text())
                .isEqualTo("Connection c already exists.");
        assertThat(house.<CreateConnectionResponse>call(
                                "CreateConnection",
                                House.in("eu-west-1", caller),
                                request("c").build())
                        .getConnectionArn())
                .contains(":eu-west-1:");
    }

    @Test
    void whatDoesNotFitTheTypeIsRefused() {
        house.refused(
                "ValidationException",
                "CreateConnection",
                caller,
                request("c").setAuthorizationType("BASIC").build());
        house.refused(
                "ValidationException",
                "CreateConnection",
                caller,
                request("c").setKmsKeyIdentifier("k").build());
    }

    @Test
    void anUpdateReplacesWhatIsGivenAndKeepsTheRest() throws Exception {
        String arn = create("c").getConnectionArn();
        house.clock.advance(Duration.ofSeconds(5));
        update(UpdateConnectionRequest.newBuilder().setName("c").setDescription("other"));
        assertThat(describe("c").getDescription()).isEqualTo("other");
        assertThat(describe("c").getLastModifiedTime().getSeconds())
                .isEqualTo(describe("c").getLastAuthorizedTime().getSeconds() + 5);
        assertThat(resolved(arn).getParameters()).isEqualTo(request("c").getAuthParameters());

        update(UpdateConnectionRequest.newBuilder()
                .setName("c")
                .setAuthParameters(UpdateConnectionAuthRequestParameters.newBuilder()
                        .setApiKeyAuthParameters(UpdateConnectionApiKeyAuthRequestParameters.newBuilder()
                                .setApiKeyValue("new"))
                        .setInvocationHttpParameters(ConnectionHttpParameters.newBuilder()
                                .addHeaderParameters(ConnectionHeaderParameter.newBuilder()
                                        .setKey("only")
                                        .setValue("one")))));
        CreateConnectionAuthRequestParameters after = resolved(arn).getParameters();
        assertThat(after.getApiKeyAuthParameters().getApiKeyName()).isEqualTo("X-Api-Key");
        assertThat(after.getApiKeyAuthParameters().getApiKeyValue()).isEqualTo("new");
        assertThat(after.getInvocationHttpParameters().getHeaderParametersList())
                .extracting(ConnectionHeaderParameter::getKey)
                .containsExactly("only");
        assertThat(resolved(arn).getRevision()).isEqualTo(3);

        house.refused(
                "ValidationException",
                "UpdateConnection",
                caller,
                UpdateConnectionRequest.newBuilder()
                        .setName("c")
                        .setAuthorizationType("BASIC")
                        .build());
        update(UpdateConnectionRequest.newBuilder()
                .setName("c")
                .setAuthorizationType("BASIC")
                .setAuthParameters(UpdateConnectionAuthRequestParameters.newBuilder()
                        .setBasicAuthParameters(UpdateConnectionBasicAuthRequestParameters.newBuilder()
                                .setUsername("u")
                                .setPassword("p"))));
        assertThat(resolved(arn).getParameters().hasApiKeyAuthParameters()).isFalse();
    }

    private void update(UpdateConnectionRequest.Builder change) {
        Message unused = house.call("UpdateConnection", caller, change.build());
    }

    @Test
    void withoutSecretsAConnectionIsOfNoUseUntilItGetsOthers() {
        String arn = create("c").getConnectionArn();
        DeauthorizeConnectionResponse gone = house.call(
                "DeauthorizeConnection",
                caller,
                DeauthorizeConnectionRequest.newBuilder().setName("c").build());
        assertThat(gone.getConnectionState()).isEqualTo("DEAUTHORIZED");
        assertThat(resolve(caller, arn).hasHolder()).isFalse();
        assertThat(resolve(caller, arn).getDeauthorized()).isTrue();
        assertThat(describe("c").hasAuthParameters()).isFalse();
    }

    @Test
    void whatIsDeletedIsGone() {
        String arn = create("c").getConnectionArn();
        DeleteConnectionResponse gone = house.call(
                "DeleteConnection",
                caller,
                DeleteConnectionRequest.newBuilder().setName("c").build());
        assertThat(gone.getConnectionArn()).isEqualTo(arn);
        assertThat(resolve(caller, arn).getDeauthorized()).isFalse();
        assertThat(house.refused(
                                "ResourceNotFoundException",
                                "DescribeConnection",
                                caller,
                                DescribeConnectionRequest.newBuilder()
                                        .setName("c")
                                        .build())
                        .text())
                .isEqualTo("Failed to describe the connection(s). Connection 'c' does not exist.");
        create("c");
        assertThat(resolve(caller, arn).hasHolder())
                .as("another one of the same name")
                .isFalse();
    }

    @Test
    void listsAreByNameInPages() {
        List.of("b2", "a", "b1", "c").forEach(this::create);
        house.call(
                "DeauthorizeConnection",
                caller,
                DeauthorizeConnectionRequest.newBuilder().setName("b2").build());
        assertThat(names(ListConnectionsRequest.newBuilder())).containsExactly("a", "b1", "b2", "c");
        assertThat(names(ListConnectionsRequest.newBuilder().setNamePrefix("b")))
                .containsExactly("b1", "b2");
        assertThat(names(ListConnectionsRequest.newBuilder().setConnectionState("AUTHORIZED")))
                .containsExactly("a", "b1", "c");
        assertThat(names(ListConnectionsRequest.newBuilder().setConnectionState("DEAUTHORIZED")))
                .containsExactly("b2");
        assertThat(names(ListConnectionsRequest.newBuilder().setConnectionState("CREATING")))
                .isEmpty();
    }

    /** All of a list, in pages of one. */
    private List<String> names(ListConnectionsRequest.Builder wanted) {
        List<String> names = new ArrayList<>();
        wanted.setLimit(1);
        do {
            ListConnectionsResponse page = house.call("ListConnections", caller, wanted.build());
            page.getConnectionsList().stream().map(Connection::getName).forEach(names::add);
            wanted.setNextToken(page.getNextToken());
        } while (!wanted.getNextToken().isEmpty());
        return names;
    }

    @Test
    void othersSeeNothingOfIt() {
        String arn = create("c").getConnectionArn();
        Caller other = house.newTenant();
        assertThat(resolve(other, arn)).isEqualTo(ResolveConnectionResponse.getDefaultInstance());
        house.refused(
                "ResourceNotFoundException",
                "DescribeConnection",
                other,
                DescribeConnectionRequest.newBuilder().setName("c").build());
        assertThat(house.<ListConnectionsResponse>call(
                                "ListConnections", other, ListConnectionsRequest.getDefaultInstance())
                        .getConnectionsCount())
                .isZero();
    }
}
