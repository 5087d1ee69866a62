package dev.stepwell.control.endpoints;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.internal.v1.DescribeRevisionRequest;
import dev.stepwell.contracts.internal.v1.DescribeRevisionResponse;
import dev.stepwell.contracts.internal.v1.ResolveActivityRequest;
import dev.stepwell.contracts.internal.v1.ResolveFunctionEndpointRequest;
import dev.stepwell.contracts.internal.v1.ResolveFunctionEndpointResponse;
import dev.stepwell.contracts.internal.v1.ResolveStateMachineRequest;
import dev.stepwell.contracts.internal.v1.ResolveStateMachineResponse;
import dev.stepwell.contracts.sfn.v1.CloudWatchLogsLogGroup;
import dev.stepwell.contracts.sfn.v1.CreateActivityRequest;
import dev.stepwell.contracts.sfn.v1.CreateActivityResponse;
import dev.stepwell.contracts.sfn.v1.CreateStateMachineAliasRequest;
import dev.stepwell.contracts.sfn.v1.CreateStateMachineRequest;
import dev.stepwell.contracts.sfn.v1.CreateStateMachineResponse;
import dev.stepwell.contracts.sfn.v1.DeleteStateMachineRequest;
import dev.stepwell.contracts.sfn.v1.LogDestination;
import dev.stepwell.contracts.sfn.v1.LogDestinations;
import dev.stepwell.contracts.sfn.v1.LoggingConfiguration;
import dev.stepwell.contracts.sfn.v1.RoutingConfigurationListItem;
import dev.stepwell.contracts.sfn.v1.Tag;
import dev.stepwell.contracts.sfn.v1.TagResourceRequest;
import dev.stepwell.contracts.sfn.v1.UpdateStateMachineRequest;
import dev.stepwell.contracts.sfn.v1.UpdateStateMachineResponse;
import dev.stepwell.control.House;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RegistryActionsTest {
    private static final String LOG_GROUP = "arn:aws:logs:us-east-1:123456789012:log-group:x:*";
    private static House house;
    private Caller caller;
    private String arn;

    @BeforeAll
    static void build() {
        house = new House();
    }

    @AfterAll
    static void close() {
        house.close();
    }

    @BeforeEach
    void newMachine() {
        caller = house.newTenant();
        CreateStateMachineResponse made = house.call(
                "CreateStateMachine",
                caller,
                CreateStateMachineRequest.newBuilder()
                        .setName("m")
                        .setDefinition("{\"v\":1}")
                        .setRoleArn("arn:aws:iam::123456789012:role/r")
                        .setType("EXPRESS")
                        .setPublish(true)
                        .setLoggingConfiguration(LoggingConfiguration.newBuilder()
                                .setLevel("ALL")
                                .setDestinations(LogDestinations.newBuilder()
                                        .addItems(LogDestination.newBuilder()
                                                .setCloudWatchLogsLogGroup(CloudWatchLogsLogGroup.newBuilder()
                                                        .setLogGroupArn(LOG_GROUP)))))
                        .build());
        arn = made.getStateMachineArn();
    }

    @Test
    void anArnMeansTheNewestRevisionOrThatOfAVersion() {
        ResolveStateMachineResponse first = resolve(arn);
        UpdateStateMachineResponse updated = update("{\"v\":2}");
        ResolveStateMachineResponse newest = resolve(arn);
        ResolveStateMachineResponse version = resolve(arn + ":1");

        assertThat(first.getType()).isEqualTo("EXPRESS");
        assertThat(first.getStatus()).isEqualTo("ACTIVE");
        assertThat(first.hasVersionArn()).isFalse();
        assertThat(newest.getRevisionId()).isEqualTo(updated.getRevisionId());
        assertThat(version.getRevisionId()).isEqualTo(first.getRevisionId());
        assertThat(version.getVersionArn()).isEqualTo(arn + ":1");
        assertThat(version.hasAliasArn()).isFalse();
    }

    @Test
    void anAliasIsDrawnByWeight() {
        update("{\"v\":2}");
        alias("PROD", Map.of(1, 80, 2, 20));
        Map<String, Integer> drawn = new HashMap<>();
        for (int i = 0; i < 400; i++) {
            ResolveStateMachineResponse meant = resolve(arn + ":PROD");
            assertThat(meant.getAliasArn()).isEqualTo(arn + ":PROD");
            drawn.merge(meant.getVersionArn(), 1, Integer::sum);
        }
        // Ten standard deviations either way.
        assertThat(drawn.get(arn + ":1")).isBetween(240, 400);
        assertThat(drawn.get(arn + ":2")).isBetween(1, 160);
    }

    @Test
    void theTagOfAMachineIsThePriorityOfWhateverLeadsToIt() {
        alias("PROD", Map.of(1, 100));
        List<String> ways = List.of(arn, arn + ":1", arn + ":PROD");
        assertThat(ways).allMatch(way -> resolve(way).getPriority() == 0);
        Map<String, Integer> said = Map.of("-12", -12, "+7", 7, "\u0665", 5); // the last is a five of Arabic
        said.forEach((text, priority) -> {
            house.call(
                    "TagResource",
                    caller,
                    TagResourceRequest.newBuilder()
                            .setResourceArn(arn)
                            .addTags(
                                    Tag.newBuilder().setKey("stepwell:priority").setValue(text))
                            .addTags(Tag.newBuilder().setKey("other").setValue("9"))
                            .build());
            assertThat(ways).allMatch(way -> resolve(way).getPriority() == priority);
        });
    }

    @Test
    void whatDoesNotExistIsRefusedAsAwsDoes() {
        for (String text : List.of(arn + "x", arn + ":2", arn + ":NONE")) {
            assertThat(refusedResolve("StateMachineDoesNotExist", caller, text))
                    .isEqualTo("State Machine Does Not Exist: '" + text + "'");
        }
        refusedResolve("StateMachineDoesNotExist", house.newTenant(), arn);
        refusedResolve("InvalidArn", caller, "m");
        refusedResolve("ValidationException", caller, arn + "/label");
    }

    @Test
    void aDeletingMachineIsToldByItsStatus() {
        house.call(
                "DeleteStateMachine",
                caller,
                DeleteStateMachineRequest.newBuilder().setStateMachineArn(arn).build());
        assertThat(resolve(arn).getStatus()).isEqualTo("DELETING");
        assertThat(resolve(arn + ":1").getStatus()).isEqualTo("DELETING");
    }

    @Test
    void aRevisionIsDescribedWhole() {
        String id = resolve(arn).getRevisionId();
        DescribeRevisionResponse revision = describe(id);

        assertThat(revision.getStateMachineArn()).isEqualTo(arn);
        assertThat(revision.getName()).isEqualTo("m");
        assertThat(revision.getType()).isEqualTo("EXPRESS");
        assertThat(revision.getDefinition()).isEqualTo("{\"v\":1}");
        assertThat(revision.getRoleArn()).isEqualTo("arn:aws:iam::123456789012:role/r");
        assertThat(revision.getCreatedAt()).isEqualTo(house.clock.millis());
        assertThat(revision.hasPublicRevisionId()).isFalse();
        assertThat(revision.getLoggingConfiguration())
                .isEqualTo("{\"level\":\"ALL\",\"includeExecutionData\":false,\"destinations\":"
                        + "[{\"cloudWatchLogsLogGroup\":{\"logGroupArn\":\"" + LOG_GROUP + "\"}}]}");
        assertThat(revision.getTracingConfiguration()).isEqualTo("{\"enabled\":false}");
        assertThat(revision.getEncryptionConfiguration()).isEqualTo("{\"type\":\"AWS_OWNED_KEY\"}");

        String next = update("{\"v\":2}").getRevisionId();
        assertThat(describe(next).getPublicRevisionId()).isEqualTo(next);
        assertThat(describe(id)).isEqualTo(revision);
        for (String wrong : List.of("x", UUID.randomUUID().toString())) {
            house.refused("ResourceNotFound", "DescribeRevision", caller, describing(wrong));
        }
        house.refused("ResourceNotFound", "DescribeRevision", house.newTenant(), describing(id));
    }

    @Test
    void activitiesAndFunctionEndpointsAreResolved() {
        CreateActivityResponse activity = house.call(
                "CreateActivity",
                caller,
                CreateActivityRequest.newBuilder().setName("a").build());
        ResolveActivityRequest known = ResolveActivityRequest.newBuilder()
                .setActivityArn(activity.getActivityArn())
                .build();
        house.call("ResolveActivity", caller, known);
        house.refused("ActivityDoesNotExist", "ResolveActivity", house.newTenant(), known);

        assertThat(functionEndpoint().hasEndpoint()).isFalse();
        house.plane.tenants().setFunctionEndpoint(caller.tenant(), Optional.of("http://127.0.0.1:9001"));
        assertThat(functionEndpoint().getEndpoint()).isEqualTo("http://127.0.0.1:9001");
        house.plane.tenants().setFunctionEndpoint(caller.tenant(), Optional.empty());
        assertThat(functionEndpoint().hasEndpoint()).isFalse();
    }

    private ResolveFunctionEndpointResponse functionEndpoint() {
        return house.call("ResolveFunctionEndpoint", caller, ResolveFunctionEndpointRequest.getDefaultInstance());
    }

    private void alias(String name, Map<Integer, Integer> routes) {
        CreateStateMachineAliasRequest.Builder request =
                CreateStateMachineAliasRequest.newBuilder().setName(name);
        routes.forEach((version, weight) -> request.addRoutingConfiguration(RoutingConfigurationListItem.newBuilder()
                .setStateMachineVersionArn(arn + ":" + version)
                .setWeight(weight)));
        house.call("CreateStateMachineAlias", caller, request.build());
    }

    private UpdateStateMachineResponse update(String definition) {
        return house.call(
                "UpdateStateMachine",
                caller,
                UpdateStateMachineRequest.newBuilder()
                        .setStateMachineArn(arn)
                        .setDefinition(definition)
                        .setPublish(true)
                        .build());
    }

    private static ResolveStateMachineRequest resolving(String text) {
        return ResolveStateMachineRequest.newBuilder().setStateMachineArn(text).build();
    }

    private static DescribeRevisionRequest describing(String id) {
        return DescribeRevisionRequest.newBuilder().setRevisionId(id).build();
    }

    private ResolveStateMachineResponse resolve(String text) {
        return house.call("ResolveStateMachine", caller, resolving(text));
    }

    private DescribeRevisionResponse describe(String id) {
        return house.call("DescribeRevision", caller, describing(id));
    }

    private static String refusedResolve(String error, Caller caller, String text) {
        return house.refused(error, "ResolveStateMachine", caller, resolving(text))
                .text();
    }
}
