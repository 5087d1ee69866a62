package dev.stepwell.control.endpoints;

import dev.stepwell.contracts.calling.ActionTable;
import dev.stepwell.contracts.calling.Caller;
import dev.stepwell.contracts.internal.v1.DescribeMockRevisionRequest;
import dev.stepwell.contracts.internal.v1.DescribeMockRevisionResponse;
import dev.stepwell.contracts.internal.v1.ResolveMockProfileRequest;
import dev.stepwell.contracts.internal.v1.ResolveMockProfileResponse;
import dev.stepwell.contracts.platform.v1.DeleteMockProfileRequest;
import dev.stepwell.contracts.platform.v1.DeleteMockProfileResponse;
import dev.stepwell.contracts.platform.v1.GetMockProfileRequest;
import dev.stepwell.contracts.platform.v1.GetMockProfileResponse;
import dev.stepwell.contracts.platform.v1.ImportMockConfigRequest;
import dev.stepwell.contracts.platform.v1.ImportMockConfigResponse;
import dev.stepwell.contracts.platform.v1.ListMockProfilesRequest;
import dev.stepwell.contracts.platform.v1.ListMockProfilesResponse;
import dev.stepwell.contracts.platform.v1.MockProfileItem;
import dev.stepwell.contracts.platform.v1.PutMockProfileRequest;
import dev.stepwell.contracts.platform.v1.PutMockProfileResponse;
import dev.stepwell.control.mocks.MockProfile;
import dev.stepwell.control.mocks.MockProfiles;
import java.util.UUID;

/** The actions on mock profiles, and what the execution plane asks about them. */
final class MockProfileActions {
    private final MockProfiles profiles;

    MockProfileActions(MockProfiles profiles) {
        this.profiles = profiles;
    }

    ActionTable table() {
        return ActionTable.builder()
                .add("PutMockProfile", PutMockProfileRequest.class, this::put)
                .add("ImportMockConfig", ImportMockConfigRequest.class, this::importConfig)
                .add("GetMockProfile", GetMockProfileRequest.class, this::get)
                .add("ListMockProfiles", ListMockProfilesRequest.class, this::list)
                .add("DeleteMockProfile", DeleteMockProfileRequest.class, this::delete)
                .add("ResolveMockProfile", ResolveMockProfileRequest.class, this::resolve)
                .add("DescribeMockRevision", DescribeMockRevisionRequest.class, this::revision)
                .build();
    }

    private PutMockProfileResponse put(Caller caller, PutMockProfileRequest request) {
        profiles.put(caller, request.getStateMachineArn(), request.getProfileName(), request.getStates());
        return PutMockProfileResponse.getDefaultInstance();
    }

    private ImportMockConfigResponse importConfig(Caller caller, ImportMockConfigRequest request) {
        return ImportMockConfigResponse.newBuilder()
                .addAllProfileNames(
                        profiles.importConfig(caller, request.getStateMachineArn(), request.getMockConfig()))
                .build();
    }

    private GetMockProfileResponse get(Caller caller, GetMockProfileRequest request) {
        MockProfiles.Told told = profiles.get(caller, request.getStateMachineArn(), request.getProfileName());
        return GetMockProfileResponse.newBuilder()
                .setProfileName(told.profile().name())
                .setStates(told.states())
                .setCreationDate(Translation.timestamp(told.profile().created()))
                .setUpdateDate(Translation.timestamp(told.profile().updated()))
                .build();
    }

    private ListMockProfilesResponse list(Caller caller, ListMockProfilesRequest request) {
        ListMockProfilesResponse.Builder answer = ListMockProfilesResponse.newBuilder();
        profiles.list(caller, request.getStateMachineArn()).forEach(profile -> answer.addMockProfiles(item(profile)));
        return answer.build();
    }

    private static MockProfileItem item(MockProfile profile) {
        return MockProfileItem.newBuilder()
                .setProfileName(profile.name())
                .addAllStateNames(profile.stateNames())
                .setCreationDate(Translation.timestamp(profile.created()))
                .setUpdateDate(Translation.timestamp(profile.updated()))
                .build();
    }

    private DeleteMockProfileResponse delete(Caller caller, DeleteMockProfileRequest request) {
        profiles.delete(caller, request.getStateMachineArn(), request.getProfileName());
        return DeleteMockProfileResponse.getDefaultInstance();
    }

    private ResolveMockProfileResponse resolve(Caller caller, ResolveMockProfileRequest request) {
        UUID revision = profiles.resolve(caller, request.getStateMachineArn(), request.getProfileName());
        return ResolveMockProfileResponse.newBuilder()
                .setRevisionId(revision.toString())
                .build();
    }

    private DescribeMockRevisionResponse revision(Caller caller, DescribeMockRevisionRequest request) {
        return DescribeMockRevisionResponse.newBuilder()
                .setStates(profiles.revision(caller, UUID.fromString(request.getRevisionId())))
                .build();
    }
}
