package dev.stepwell.control.endpoints;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.internal.v1.DescribeMockRevisionRequest;
import dev.stepwell.contracts.internal.v1.DescribeMockRevisionResponse;
import dev.stepwell.contracts.internal.v1.ResolveMockProfileRequest;
import dev.stepwell.contracts.internal.v1.ResolveMockProfileResponse;
import dev.stepwell.contracts.platform.v1.DeleteMockProfileRequest;
import dev.stepwell.contracts.platform.v1.GetMockProfileRequest;
import dev.stepwell.contracts.platform.v1.GetMockProfileResponse;
import dev.stepwell.contracts.platform.v1.ImportMockConfigRequest;
import dev.stepwell.contracts.platform.v1.ImportMockConfigResponse;
import dev.stepwell.contracts.platform.v1.ListMockProfilesRequest;
import dev.stepwell.contracts.platform.v1.ListMockProfilesResponse;
import dev.stepwell.contracts.platform.v1.MockProfileItem;
import dev.stepwell.contracts.platform.v1.PutMockProfileRequest;
import dev.stepwell.contracts.sfn.v1.CreateStateMachineRequest;
import dev.stepwell.contracts.sfn.v1.CreateStateMachineResponse;
import dev.stepwell.contracts.sfn.v1.DeleteStateMachineRequest;
import dev.stepwell.control.House;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MockProfileActionsTest {
    private static final String DEFINITION = """
            {"StartAt": "T", "States": {
              "T": {"Type": "Task", "Resource": "arn:aws:lambda:us-east-1:123456789012:function:f", "Next": "P"},
              "P": {"Type": "Pass", "End": true}}}""";

    private static final String ONE = "{\"T\": {\"0\": {\"Return\": 1}}}";
    private static final String TWO = "{\"T\": {\"0\": {\"Return\": 2}}}";

    private static House house;
    private Caller caller;
    private String machine;

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
        machine = machine(caller);
    }

    private static String machine(Caller whose) {
        CreateStateMachineResponse made = house.call(
                "CreateStateMachine",
                whose,
                CreateStateMachineRequest.newBuilder()
                        .setName("m")
                        .setDefinition(DEFINITION)
                        .setRoleArn("arn:aws:iam::123456789012:role/r")
                        .build());
        return made.getStateMachineArn();
    }

    private PutMockProfileRequest profile(String name, String states) {
        return PutMockProfileRequest.newBuilder()
                .setStateMachineArn(machine)
                .setProfileName(name)
                .setStates(states)
                .build();
    }

    private void put(String name, String states) {
        var unused = house.call("PutMockProfile", caller, profile(name, states));
    }

    private GetMockProfileRequest named(String name) {
        return GetMockProfileRequest.newBuilder()
                .setStateMachineArn(machine)
                .setProfileName(name)
                .build();
    }

    private ListMockProfilesResponse list() {
        return house.call(
                "ListMockProfiles",
                caller,
                ListMockProfilesRequest.newBuilder().setStateMachineArn(machine).build());
    }

    private ResolveMockProfileRequest resolving(String name) {
        return ResolveMockProfileRequest.newBuilder()
                .setStateMachineArn(machine)
                .setProfileName(name)
                .build();
    }

    private String resolved(String name) {
        ResolveMockProfileResponse answer = house.call("ResolveMockProfile", caller, resolving(name));
        return answer.getRevisionId();
    }

    private static DescribeMockRevisionRequest revision(String id) {
        return DescribeMockRevisionRequest.newBuilder().setRevisionId(id).build();
    }

    private String said(String revision) {
        DescribeMockRevisionResponse answer = house.call("DescribeMockRevision", caller, revision(revision));
        return answer.getStates();
    }

    private String refused(String error, String name, String states) {
        return house.refused(error, "PutMockProfile", caller, profile(name, states))
                .text();
    }

    @Test
    void whatWasPutLastHoldsAndWhatWasSaidBeforeStaysSaid() {
        put("case", ONE);
        String first = resolved("case");
        put("case", TWO);
        GetMockProfileResponse told = house.call("GetMockProfile", caller, named("case"));
        assertThat(told.getStates()).isEqualTo(TWO);
        assertThat(resolved("case")).isNotEqualTo(first);
        assertThat(said(first)).isEqualTo(ONE);
        put("case", ONE);
        assertThat(resolved("case")).isEqualTo(first);
        assertThat(list().getMockProfilesList())
                .singleElement()
                .satisfies(item -> assertThat(item.getStateNamesList()).containsExactly("T"));
    }

    @Test
    void whatIsDeletedStartsNothingAndIsStillKnownToWhatRuns() {
        put("case", ONE);
        String revision = resolved("case");
        DeleteMockProfileRequest delete = DeleteMockProfileRequest.newBuilder()
                .setStateMachineArn(machine)
                .setProfileName("case")
                .build();
        var unusedGone = house.call("DeleteMockProfile", caller, delete);
        var unusedAgain = house.refused("ResourceNotFoundException", "DeleteMockProfile", caller, delete);
        var unusedGot = house.refused("ResourceNotFoundException", "GetMockProfile", caller, named("case"));
        String why = house.refused("StateMachineDoesNotExist", "ResolveMockProfile", caller, resolving("case"))
                .text();
        assertThat(why).contains("'" + machine + "#case'");
        assertThat(said(revision)).isEqualTo(ONE);
    }

    @Test
    void anotherTenantHasNoneOfThem() {
        put("case", ONE);
        String revision = resolved("case");
        Caller other = house.newTenant();
        String unused = machine(other);
        var unusedTheirs = house.refused("StateMachineDoesNotExist", "GetMockProfile", other, named("case"));
        var unusedStart = house.refused("StateMachineDoesNotExist", "ResolveMockProfile", other, resolving("case"));
        var unusedSaid = house.refused("ResourceNotFound", "DescribeMockRevision", other, revision(revision));
    }

    @Test
    void whatIsWrongIsRefusedWithItsPlace() {
        assertThat(refused("ValidationException", "case", "{\"P\": {\"0\": {\"Return\": 1}}}"))
                .isEqualTo("Invalid mock profile 'case' at P: only states of type Task can be mocked");
        assertThat(refused("ValidationException", "case", "{")).startsWith("Invalid mock profile 'case' not JSON: ");
        assertThat(refused("ValidationException", "a#b", ONE)).contains("a#b");
        assertThat(refused(
                        "ValidationException",
                        "long",
                        "{\"T\": {\"0\": {\"Return\": \"" + "ä".repeat(131_072) + "\"}}}"))
                .contains("longer than 262144 bytes");
        assertThat(list().getMockProfilesList()).isEmpty();
    }

    @Test
    void profilesAreOfTheMachineAndGoWithIt() {
        var unusedVersion = house.refused(
                "InvalidArn",
                "PutMockProfile",
                caller,
                profile("case", ONE).toBuilder()
                        .setStateMachineArn(machine + ":1")
                        .build());
        put("case", ONE);
        var unusedDeleting = house.call(
                "DeleteStateMachine",
                caller,
                DeleteStateMachineRequest.newBuilder()
                        .setStateMachineArn(machine)
                        .build());
        assertThat(refused("StateMachineDeleting", "case", TWO)).contains(machine);
    }

    @Test
    void aMachineHasAtMostAHundred() {
        for (int i = 0; i < 100; i++) {
            put("case-" + i, ONE);
        }
        assertThat(refused("ServiceQuotaExceededException", "more", ONE)).contains("100");
        put("case-7", TWO);
        assertThat(list().getMockProfilesList())
                .hasSize(100)
                .extracting(MockProfileItem::getProfileName)
                .isSorted();
    }

    @Test
    void theTestCasesOfAFileArePutTogetherOrNotAtAll() {
        ImportMockConfigRequest.Builder request =
                ImportMockConfigRequest.newBuilder().setStateMachineArn(machine).setMockConfig("""
                        {"StateMachines": {"m": {"TestCases": {"Happy": {"T": "Fine"}, "Sad": {"T": "Broken"}}}},
                         "MockedResponses": {"Fine": {"0": {"Return": 1}}, "Broken": {"0": {"Throw": {"Error": "E"}}}}}""");
        ImportMockConfigResponse put = house.call("ImportMockConfig", caller, request.build());
        assertThat(put.getProfileNamesList()).containsExactly("Happy", "Sad");
        assertThat(said(resolved("Sad"))).isEqualTo("{\"T\":{\"0\":{\"Throw\":{\"Error\":\"E\"}}}}");
        String why = house.refused(
                        "ValidationException",
                        "ImportMockConfig",
                        caller,
                        request.setMockConfig("""
                        {"StateMachines": {"m": {"TestCases": {"New": {"T": "Fine"}, "Bad": {"P": "Fine"}}}},
                         "MockedResponses": {"Fine": {"0": {"Return": 1}}}}""").build())
                .text();
        assertThat(why).isEqualTo("Invalid mock profile 'Bad' at P: only states of type Task can be mocked");
        assertThat(list().getMockProfilesList())
                .extracting(MockProfileItem::getProfileName)
                .containsExactly("Happy", "Sad");
    }
}
