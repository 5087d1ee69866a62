package dev.stepwell.gateway.shapes;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import dev.stepwell.contracts.sfn.v1.CreateStateMachineAliasRequest;
import dev.stepwell.contracts.sfn.v1.CreateStateMachineRequest;
import dev.stepwell.contracts.sfn.v1.LogDestinations;
import dev.stepwell.contracts.sfn.v1.RoutingConfigurationListItem;
import dev.stepwell.contracts.sfn.v1.SendTaskSuccessRequest;
import dev.stepwell.contracts.sfn.v1.StartExecutionRequest;
import dev.stepwell.contracts.sfn.v1.Tag;
import dev.stepwell.contracts.sfn.v1.TagResourceRequest;
import dev.stepwell.contracts.sfn.v1.UntagResourceRequest;
import dev.stepwell.contracts.sfn.v1.UpdateMapRunRequest;
import dev.stepwell.contracts.sfn.v1.UpdateStateMachineAliasRequest;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** AWS's words for what is wrong with a request. */
@NullUnmarked
class ShapeCheckTest {
    private static final CreateStateMachineAliasRequest ALIAS = CreateStateMachineAliasRequest.newBuilder()
            .setName("PROD")
            .addRoutingConfiguration(route("arn:1", 100))
            .build();

    @Test
    void aGoodRequestHasNoFindings() {
        assertThat(findings(ALIAS)).isEmpty();
    }

    @Test
    void whatIsRequiredMustNotBeNull() {
        assertThat(findings(CreateStateMachineRequest.getDefaultInstance()))
                .containsExactly(
                        "Value null at 'name' failed to satisfy constraint: Member must not be null",
                        "Value null at 'definition' failed to satisfy constraint: Member must not be null",
                        "Value null at 'roleArn' failed to satisfy constraint: Member must not be null");
    }

    @Test
    void patternThenLength() {
        assertThat(findings(ALIAS.toBuilder().setName("").build()))
                .containsExactly(
                        "Value '' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern:"
                                + " ^(?=.*[a-zA-Z_\\-\\.])[a-zA-Z0-9_\\-\\.]+$",
                        "Value '' at 'name' failed to satisfy constraint: Member must have length greater than or equal"
                                + " to 1");
    }

    @Test
    void enumerations() {
        assertThat(findings(machine().setType("standard").build()))
                .containsExactly(
                        "Value 'standard' at 'type' failed to satisfy constraint: Member must satisfy enum value"
                                + " set: [STANDARD, EXPRESS]");
    }

    @Test
    void numbers() {
        assertThat(findings(UpdateMapRunRequest.newBuilder()
                        .setMapRunArn("a")
                        .setToleratedFailurePercentage(100.5f)
                        .setToleratedFailureCount(-1)
                        .build()))
                .containsExactly(
                        "Value '100.5' at 'toleratedFailurePercentage' failed to satisfy constraint: Member must have"
                                + " value less than or equal to 100",
                        "Value '-1' at 'toleratedFailureCount' failed to satisfy constraint: Member must have value"
                                + " greater than or equal to 0");
    }

    @Test
    void insideAList() {
        assertThat(findings(ALIAS.toBuilder()
                        .addRoutingConfiguration(RoutingConfigurationListItem.newBuilder()
                                .setWeight(101)
                                .build())
                        .build()))
                .containsExactly(
                        "Value null at 'routingConfiguration.2.member.stateMachineVersionArn' failed to satisfy"
                                + " constraint: Member must not be null",
                        "Value '101' at 'routingConfiguration.2.member.weight' failed to satisfy constraint: Member must"
                                + " have value less than or equal to 100");
    }

    @Test
    void aListIsQuotedAsAwsPrintsIt() {
        assertThat(findings(ALIAS.toBuilder()
                        .addRoutingConfiguration(route("arn:2", 0))
                        .addRoutingConfiguration(route("arn:3", 0))
                        .build()))
                .containsExactly("Value '[RoutingConfigurationListItem(stateMachineVersionArn=arn:1, weight=100),"
                        + " RoutingConfigurationListItem(stateMachineVersionArn=arn:2, weight=0),"
                        + " RoutingConfigurationListItem(stateMachineVersionArn=arn:3, weight=0)]' at"
                        + " 'routingConfiguration' failed to satisfy constraint: Member must have length less than or"
                        + " equal to 2");
    }

    @Test
    void elementsOfAListAreJudgedTogether() {
        assertThat(findings(UntagResourceRequest.newBuilder()
                        .setResourceArn("a")
                        .addTagKeys("good")
                        .addTagKeys("")
                        .addTagKeys("k".repeat(129))
                        .build()))
                .containsExactly("Value '[good, , " + "k".repeat(129) + "]' at 'tagKeys' failed to satisfy constraint:"
                        + " Member must satisfy constraint: [Member must have length less than or equal to 128, Member"
                        + " must have length greater than or equal to 1]");
    }

    @Test
    void whatIsSensitiveIsNotQuoted() {
        assertThat(findings(SendTaskSuccessRequest.newBuilder()
                        .setTaskToken("")
                        .setOutput("s".repeat(262_145))
                        .build()))
                .containsExactly(
                        "Value '' at 'taskToken' failed to satisfy constraint: Member must have length greater than or"
                                + " equal to 1",
                        "Value at 'output' failed to satisfy constraint: Member must have length less than or equal to"
                                + " 262144");
    }

    @Test
    void lengthIsCountedInCodePoints() {
        assertThat(findings(machine().setName("\uD83D\uDE00".repeat(80)).build()))
                .isEmpty();
        assertThat(findings(machine().setName("ü".repeat(81)).build())).hasSize(1);
    }

    @Test
    void aListThatIsGivenEmptyIsNotNull() {
        TagResourceRequest none =
                TagResourceRequest.newBuilder().setResourceArn("a").build();
        assertThat(findings(none, GivenLists.of(Set.of())))
                .containsExactly("Value null at 'tags' failed to satisfy constraint: Member must not be null");
        assertThat(findings(none, GivenLists.of(Set.of("tags")))).isEmpty();
        assertThat(findings(none, GivenLists.BY_NEED)).isEmpty();

        UpdateStateMachineAliasRequest update = UpdateStateMachineAliasRequest.newBuilder()
                .setStateMachineAliasArn("a")
                .build();
        assertThat(findings(update, GivenLists.of(Set.of()))).isEmpty();
        assertThat(findings(update, GivenLists.BY_NEED)).isEmpty();
        assertThat(findings(update, GivenLists.of(Set.of("routingConfiguration"))))
                .containsExactly("Value '[]' at 'routingConfiguration' failed to satisfy constraint: Member must have"
                        + " length greater than or equal to 1");
    }

    @Test
    void aVesselIsNotSeen() {
        CreateStateMachineRequest.Builder request = machine();
        LogDestinations.Builder destinations =
                request.getLoggingConfigurationBuilder().getDestinationsBuilder();
        destinations.addItemsBuilder().getCloudWatchLogsLogGroupBuilder().setLogGroupArn("a");
        destinations.addItemsBuilder().getCloudWatchLogsLogGroupBuilder().setLogGroupArn("");
        assertThat(findings(request.build()))
                .containsExactly("Value '' at"
                        + " 'loggingConfiguration.destinations.2.member.cloudWatchLogsLogGroup.logGroupArn' failed to"
                        + " satisfy constraint: Member must have length greater than or equal to 1");
    }

    @Test
    void findingsAreCounted() {
        assertThat(ShapeCheck.message(List.of("a"))).isEqualTo("1 validation error detected: a");
        assertThat(ShapeCheck.message(List.of("a", "b"))).isEqualTo("2 validation errors detected: a; b");
    }

    @Test
    void findingsComeInTheOrderOfTheContract() {
        CreateStateMachineRequest request = machine()
                .setType("X")
                .setName("")
                .addTags(Tag.newBuilder().setKey(""))
                .build();
        assertThat(findings(request))
                .extracting(finding -> finding.replaceAll(".* at '(.*)' failed.*", "$1"))
                .containsExactly("name", "type", "tags.1.member.key");
    }

    private static CreateStateMachineRequest.Builder machine() {
        return CreateStateMachineRequest.newBuilder()
                .setName("n")
                .setDefinition("{}")
                .setRoleArn("arn");
    }

    private static RoutingConfigurationListItem route(String version, int weight) {
        return RoutingConfigurationListItem.newBuilder()
                .setStateMachineVersionArn(version)
                .setWeight(weight)
                .build();
    }

    @Test
    void onlyPayloadsMayBeLongerThanAwsHasThem() {
        StartExecutionRequest request = StartExecutionRequest.newBuilder()
                .setStateMachineArn("arn:" + "m".repeat(300))
                .setInput("x".repeat(300_000))
                .build();
        Shape shape = new Shapes().of(request.getDescriptorForType());
        byte[] wire = request.toByteArray();
        assertThat(ShapeCheck.findings(shape, wire, GivenLists.of(Set.of()), 262_144))
                .hasSize(2);
        assertThat(ShapeCheck.findings(shape, wire, GivenLists.of(Set.of()), 299_999))
                .hasSize(2);
        assertThat(ShapeCheck.findings(shape, wire, GivenLists.of(Set.of()), 300_000))
                .singleElement()
                .asString()
                .contains("stateMachineArn");
    }

    private static List<String> findings(Message request) {
        return findings(request, GivenLists.of(Set.of()));
    }

    private static List<String> findings(Message request, GivenLists given) {
        Shape shape = new Shapes().of(request.getDescriptorForType());
        return ShapeCheck.findings(shape, request.toByteArray(), given, 0);
    }
}
